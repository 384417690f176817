"""What the ASGI server adds: raw frames for those who fan out, and a drain before the end.

Other ASGI servers work too, through plain `send`; they only do not offer this.
"""

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import uvicorn
from typing_extensions import override
from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from madang.api.connection import Connection
from madang.api.http import Addresses
from madang.api.mouths import Hearing

log = logging.getLogger(__name__)

RAW = "madang.raw"
"""The ASGI extension: the protocol of the upgrade, which has the connection once it is accepted."""

_READ_AHEAD = 32
"""Frames that are kept for an application that is still greeting."""
_AHEAD = "ahead"
_ABNORMAL = 1006
_UNFORESEEN = 1011
_LAST_WORDS = 2.0
"""Seconds for which the server waits for its peers to answer a close."""
_OUT_OF = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_COMPLAIN_EVERY = 10.0


QUEUE = 4096
"""Connections that may wait to be accepted: all come back at once."""

ACCEPTED_AT_ONCE = 64
"""asyncio's backlog, which it takes for the number of times to try in a row: out of descriptors, each fails aloud."""


class UpgradeProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own protocol for the upgrade; once that is accepted, a `Connection` of ours takes over the transport.

    An application that knows of the connection speaks to it directly, and may end; what it does not know of comes and
    goes through here, as ASGI has it.
    """

    connection: Connection | None = None
    _handed_over = False

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: Addresses,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._addresses = server_state

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        before = transport.get_protocol() if isinstance(transport, asyncio.Transport) else None
        if isinstance(before, HttpToolsProtocol):
            self.loop.call_soon(_forget_parser, before)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._addresses.went(self.client)

    @override
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.transport.pause_reading()  # what follows is for the connection, once there is one
            self.scope["extensions"][RAW] = self  # type: ignore[assignment]

    @override
    async def receive(self) -> ASGIReceiveEvent:
        message = await self.queue.get()
        if self.connection and self.queue.empty():
            self.connection.go_on_hearing(_AHEAD)
        return message

    @override
    async def send(self, message: ASGISendEvent) -> None:
        if self.connection is None:
            await super().send(message)
            if message["type"] == "websocket.accept" and not self.transport.is_closing():
                self._open()
        elif message["type"] == "websocket.close":
            self.connection.close(message.get("code", 1000), message.get("reason") or "")
        else:
            raise RuntimeError(f"{message['type']} goes to the connection itself")

    def _open(self) -> None:
        self.connections.discard(self)
        inbox = _Inbox(self.queue)
        self.connection = inbox.connection = Connection(self.transport, self._addresses, self.client, inbox)
        self.transport.resume_reading()

    def hand_over(self, ear: Hearing) -> None:
        """From now on frames go to the ear, and the application's own coroutine may end."""
        assert self.connection
        self._handed_over = True
        while not (self.queue.empty() or self.connection.parted):
            message = self.queue.get_nowait()
            if message["type"] == "websocket.receive":
                _repeat(message, ear)
        self.connection.hand_over(ear)
        self.connection.go_on_hearing(_AHEAD)

    @override
    async def run_asgi(self) -> None:
        """As uvicorn's, but the connection of an application that handed it over outlives the application."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except BaseException:  # the edge of the server, as uvicorn has it
            self.logger.exception("Exception in ASGI application\n")
            self.send_500_response()
        if self.connection is None:
            self.transport.close()
        elif not self._handed_over:
            self.connection.close(_UNFORESEEN, "")
        del self.scope, self.request, self.response  # they know each other: no cycle outlives the upgrade


class _Inbox(Hearing):
    """Keeps what comes until the application asks for it, or hands the connection over."""

    __slots__ = ("_queue", "connection")

    def __init__(self, queue: asyncio.Queue[ASGIReceiveEvent]) -> None:
        self.connection: Connection | None = None
        self._queue = queue

    @override
    def hear(self, text: str) -> None:
        self._put({"type": "websocket.receive", "text": text})

    @override
    def hear_binary(self) -> None:
        self._put({"type": "websocket.receive", "bytes": b""})

    @override
    def lost(self) -> None:
        self._queue.put_nowait({"type": "websocket.disconnect", "code": _ABNORMAL})

    def _put(self, message: ASGIReceiveEvent) -> None:
        self._queue.put_nowait(message)
        if self.connection and self._queue.qsize() >= _READ_AHEAD:
            self.connection.stop_hearing(_AHEAD)


def _repeat(message: Mapping[str, Any], ear: Hearing) -> None:
    """To the ear, what the inbox kept."""
    if (text := message.get("text")) is None:
        ear.hear_binary()
    else:
        ear.hear(text)


def _forget_parser(http: HttpToolsProtocol) -> None:
    """What was HTTP before the upgrade holds its parser, and the parser holds it: both would outlive their use."""
    del http.parser


class Complaints:
    """What goes wrong in the loop itself. Without descriptors, asyncio complains thousands of times a second."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if not (isinstance(error, OSError) and error.errno in _OUT_OF):
            loop.default_exception_handler(context)
        elif loop.time() >= self._next:
            self._next = loop.time() + _COMPLAIN_EVERY
            log.error("cannot take new connections: %s", error.strerror)


class Server(uvicorn.Server):
    """Drains before uvicorn's own shutdown, which would close all sockets at once."""

    def __init__(
        self,
        config: uvicorn.Config,
        drain: Callable[[], Awaitable[None]],
        *,
        per_address: int = 1 << 30,
        exempt: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(config)
        self.server_state = Addresses(per_address, exempt)
        self._drain = drain

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().set_exception_handler(Complaints())
        await super().startup(sockets)
        for listening in sockets or ():
            listening.listen(QUEUE)

    @override
    async def shutdown(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        await self._drain()
        await self._send_everybody_away()
        await super().shutdown()

    async def _send_everybody_away(self) -> None:
        """And lets them hear it: a socket closed while its peer still writes may lose what it was last told."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_WORDS):
                while left := [each for each in self.server_state.connections if isinstance(each, Connection)]:
                    for each in left:
                        each.shutdown()
                    await asyncio.sleep(0.01)
