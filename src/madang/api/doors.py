"""The way through every WebSocket door: the origin, the limits, accept, a mouth, and an ear for what is said."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from madang.api import cookies
from madang.api.access import chat_of, neighbourhood_of
from madang.api.ears import BINARY, Ear, bug, checked
from madang.api.mouths import Mouth, SendMouth
from madang.api.origins import Origins
from madang.api.server import RAW, UpgradeProtocol
from madang.domain.errors import DRAINING, FLOODING, INTERNAL, Goodbye, Refusal

Begin = Callable[[Mouth, AsyncIterator[str]], Awaitable[Ear]]
"""What a door does with the first frames, up to the ear for all others."""


async def enter(socket: WebSocket, begin: Begin, *, says_bye: bool, subprotocol: str | None = None) -> None:
    """Lets a conversation begin, unless the page may not speak to us. Where the server hands over its connections, this
    ends here and the ear is called by the connection itself; elsewhere it reads to the end."""
    origins = socket.app.state.origins
    assert isinstance(origins, Origins)
    known = origins.knows(socket.headers.get("host", ""))
    if not known or not origins.may(socket.headers, socket.url.scheme, with_cookie=cookies.brought(socket)):
        await socket.close(1008)  # before accept: the server answers 403
        return
    offered = socket.scope.get("subprotocols", [])
    await socket.accept(subprotocol if subprotocol in offered else None)
    upgrade = socket.scope.get("extensions", {}).get(RAW)
    if isinstance(upgrade, UpgradeProtocol) and (connection := upgrade.connection):
        connection.says_bye = says_bye
        if ear := await _begun(socket, connection, begin):
            upgrade.hand_over(ear)
        return
    mouth = SendMouth(socket, says_bye=says_bye)
    try:
        if ear := await _begun(socket, mouth, begin):
            await _listen(socket, mouth, ear)
        else:
            await _until_closed(socket)
    except asyncio.CancelledError:
        if not mouth.aborted:
            raise
    finally:
        await mouth.finish()


async def _begun(socket: WebSocket, mouth: Mouth, begin: Begin) -> Ear | None:
    try:
        _may_enter(socket)
        return await begin(mouth, _frames(socket))
    except WebSocketDisconnect:
        return None
    except Goodbye as goodbye:
        mouth.part(goodbye)
    except Refusal as refusal:  # the store is in trouble at a moment where only the connection can be told
        mouth.part(Goodbye(INTERNAL, refusal.message, refusal.retry_after))
    except Exception as error:  # noqa: BLE001 - the edge of one connection
        mouth.part(bug(error))
    return None


async def _frames(socket: WebSocket) -> AsyncIterator[str]:
    """The text frames of a client that is still at the door."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1006))
        if message.get("text") is None:
            raise BINARY
        yield checked(message["text"])


async def _listen(socket: WebSocket, mouth: SendMouth, ear: Ear) -> None:
    try:
        while (message := await socket.receive())["type"] != "websocket.disconnect":
            if message.get("text") is None:
                ear.hear_binary()
            else:
                ear.hear(message["text"])
            await mouth.may_hear()
    finally:
        ear.lost()


async def _until_closed(socket: WebSocket) -> None:
    """Lets the other end take the goodbye before the connection is dropped."""
    try:
        async with asyncio.timeout(5):
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
    except (TimeoutError, RuntimeError):
        pass


def _may_enter(socket: WebSocket) -> None:
    chat = chat_of(socket)
    if chat.draining:
        raise Goodbye(DRAINING, "The server is stopping.", retry_after=2.0)
    if wait := chat.limits.connections.take(neighbourhood_of(socket)):
        raise Goodbye(FLOODING, "Too many connections at once.", retry_after=wait)
