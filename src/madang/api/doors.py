"""The way through every WebSocket door: the origin, the limits, accept, and the best mouth there is."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from madang.api import mouths
from madang.api.access import COOKIE, address_of, chat_of
from madang.api.mouths import RawMouth, SendMouth
from madang.api.origins import Origins
from madang.domain.errors import DRAINING, FLOODING, INTERNAL, PROTOCOL, TOO_LARGE, Goodbye, Refusal
from madang.live.parcel import Parcel
from madang.wire import outgoing
from madang.wire.incoming import FRAME_BYTES

log = logging.getLogger(__name__)

Mouth = RawMouth | SendMouth


async def enter(
    socket: WebSocket, hold: Callable[[Mouth], Awaitable[None]], *, says_bye: bool, subprotocol: str | None = None
) -> None:
    """Holds the conversation, unless the page may not speak to us. A `Goodbye` in it ends the connection with its code,
    anything unforeseen with 4000."""
    origins = socket.app.state.origins
    assert isinstance(origins, Origins)
    if not origins.may(socket.headers, socket.url.scheme, with_cookie=COOKIE in socket.cookies):
        await socket.close(1008)  # before accept: the server answers 403
        return
    offered = socket.scope.get("subprotocols", [])
    await socket.accept(subprotocol if subprotocol in offered else None)
    mouth = mouths.of(socket)
    mouth.says_bye = says_bye
    try:
        goodbye = await _held(socket, mouth, hold)
        if goodbye:
            if says_bye:
                mouth.write(Parcel(outgoing.bye(goodbye)))
            mouth.close(goodbye.code, goodbye.reason)
            await _until_closed(socket)
    finally:
        await mouth.finish()


async def _held(socket: WebSocket, mouth: Mouth, hold: Callable[[Mouth], Awaitable[None]]) -> Goodbye | None:
    try:
        _may_enter(socket)
        await hold(mouth)
    except WebSocketDisconnect:
        pass
    except Goodbye as goodbye:
        return goodbye
    except Refusal as refusal:  # the store is in trouble at a moment where only the connection can be told
        return Goodbye(INTERNAL, refusal.message, refusal.retry_after)
    except Exception:  # the edge of one connection: logged once, never shown
        id = secrets.token_hex(4)
        log.exception("bug %s", id)
        return Goodbye(INTERNAL, f"Something is broken here; the log knows it as {id}.", 5.0)
    return None


async def frames(socket: WebSocket, mouth: Mouth) -> AsyncIterator[str]:
    """The text frames of a client. While it does not take what it is sent, nothing more is read from it."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        text = message.get("text")
        if text is None:
            raise Goodbye(PROTOCOL, "Expected a text frame; found a binary one.")
        if len(text) > FRAME_BYTES or len(text.encode()) > FRAME_BYTES:
            raise Goodbye(TOO_LARGE, f"A frame may have {FRAME_BYTES:,} bytes at most.")
        yield text
        if mouth.full:
            await mouth.drained()


def _may_enter(socket: WebSocket) -> None:
    chat = chat_of(socket)
    if chat.draining:
        raise Goodbye(DRAINING, "The server is stopping.", retry_after=2.0)
    if wait := chat.limits.connections.take(address_of(socket)):
        raise Goodbye(FLOODING, "Too many connections at once.", retry_after=wait)


async def _until_closed(socket: WebSocket) -> None:
    """Lets the other end take the goodbye before the connection is dropped."""
    try:
        async with asyncio.timeout(5):
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
    except (TimeoutError, RuntimeError):
        pass
