"""What the ASGI server adds: raw frames for those who fan out, and a drain before the end.

Other ASGI servers work too, through plain `send`; they only do not offer this.
"""

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request

from madang.api.http import Addresses, HttpProtocol
from madang.domain.errors import DRAINING, TOO_LARGE
from madang.live.parcel import PING_FRAME, close_frame

log = logging.getLogger(__name__)

RAW = "madang.raw"
"""The ASGI extension: the protocol object itself."""

_READ_AHEAD = 32
_LAST_WORDS = 2.0
"""Seconds for which the server waits for its peers to answer a close."""
_TOO_BIG = 1009
_FRAGMENTS = 1_024
_OUT_OF = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_COMPLAIN_EVERY = 10.0


QUEUE = 4096
"""Connections that may wait to be accepted: all come back at once."""

ACCEPTED_AT_ONCE = 64
"""asyncio's backlog, which it takes for the number of times to try in a row: out of descriptors, each fails aloud."""


class Listener(Protocol):
    """Who wants to know what becomes of a connection."""

    def paused(self) -> None: ...

    def resumed(self) -> None: ...

    def heard_pong(self) -> None: ...

    def farewell(self, code: int, reason: str) -> bytes:
        """The frames to send before a close that the server itself decided on."""


class Hearing(Protocol):
    """Who takes what comes in, once the application has handed a connection over."""

    def hear(self, text: str) -> None: ...

    def hear_binary(self) -> None: ...

    def lost(self) -> None:
        """The connection is over; may be called more than once."""


class RawProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own protocol, with its transport open to whoever writes ready frames, and with connections that need no
    task: the application may hand one over to an ear and end."""

    listener: Listener | None = None
    ear: Hearing | None = None
    addresses: Addresses | None = None
    _hearing_paused = False

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        before = transport.get_protocol() if isinstance(transport, asyncio.Transport) else None
        if isinstance(before, HttpProtocol):
            self.addresses = before.addresses
        if isinstance(before, HttpToolsProtocol):
            self.loop.call_soon(_forget_parser, before)

    @override
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][RAW] = self  # type: ignore[assignment]

    def hand_over(self, ear: Hearing) -> None:
        """From now on frames go to the ear, and the application's own coroutine may end."""
        self.ear = ear
        while not self.queue.empty():
            message = self.queue.get_nowait()
            if message["type"] == "websocket.receive":
                self._hear(message.get("text"))
        self._read_on()
        if self.disconnected or self.close_sent:
            ear.lost()

    def pause_hearing(self, paused: bool) -> None:
        self._hearing_paused = paused
        if paused:
            self._stop_reading()
        else:
            self._read_on()

    def write_raw(self, frames: bytes) -> None:
        """Ready frames, to the network at once."""
        if not (self.close_sent or self.disconnected or self.transport.is_closing()):
            self.transport.write(frames)

    def ping_raw(self) -> None:
        self.write_raw(PING_FRAME)

    def close_raw(self, code: int, reason: str) -> None:
        """Closes from this side; the application sees the end of the connection."""
        if self.close_sent or self.disconnected:
            return
        self.write_raw(close_frame(code, reason))
        self._closed_by_us(code, reason)

    def abort_raw(self) -> None:
        self.transport.abort()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        if self.listener:
            self.listener.paused()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if self.listener:
            self.listener.resumed()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.addresses:
            self.addresses.went(self.client)
        if self.listener:
            self.listener.resumed()  # nobody may wait for a socket that is gone
        if self.ear:
            self.ear.lost()
        # No cycle outlives the connection: who is gone is forgotten without a search for garbage.
        self.ear = self.listener = None

    @override
    def handle_cont(self, event: Frame) -> None:
        """Fragments may be empty, so that the limit on bytes does not end them."""
        if len(self.frames) >= _FRAGMENTS:
            self.close_raw(1008, f"A message may have {_FRAGMENTS:,} fragments at most.")
        else:
            super().handle_cont(event)

    @override
    def handle_pong(self, event: object) -> None:
        if self.listener:
            self.listener.heard_pong()

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
        if self.ear is None and self.close_timer is None:
            self.transport.close()
        elif self.ear:
            del self.scope, self.request, self.response  # an idle connection keeps nothing of how it began

    @override
    def send_receive_event_to_app(self) -> None:
        """Reads a little ahead instead of stopping and starting the socket around every frame."""
        data = self.frames[0] if len(self.frames) == 1 else b"".join(self.frames)
        self.frames = []
        if self.close_sent:
            return
        text = None
        if self.curr_msg_data_type == "text":
            try:
                text = str(data, "utf-8")
            except UnicodeDecodeError:
                self.close_raw(1007, "The frame is not UTF-8.")
                return
        if self.ear:
            self._hear(text)
            return
        self.queue.put_nowait(
            {"type": "websocket.receive", "bytes": bytes(data)}
            if text is None
            else {"type": "websocket.receive", "text": text}
        )
        if self.queue.qsize() >= _READ_AHEAD:
            self._stop_reading()

    def _hear(self, text: str | None) -> None:
        assert self.ear is not None
        if self.close_sent:
            return
        if text is None:
            self.ear.hear_binary()
        else:
            self.ear.hear(text)

    def _stop_reading(self) -> None:
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()

    def _read_on(self) -> None:
        if self.read_paused and not self._hearing_paused and not self.transport.is_closing():
            self.read_paused = False
            self.transport.resume_reading()

    @override
    def handle_close(self, event: Frame) -> None:
        """A peer that says goodbye and then takes nothing more does not stay for ever."""
        super().handle_close(event)
        if not self.disconnected and self.close_timer is None:
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    @override
    def handle_parser_exception(self) -> None:
        """Frames over the limit get the protocol's own goodbye; whatever else is no WebSocket, the standard one."""
        rejected = self.conn.close_sent
        assert rejected is not None
        if rejected.code != _TOO_BIG or self.listener is None or self.close_sent:
            super().handle_parser_exception()
            return
        self.conn.data_to_send()  # what the library would have said
        reason = "A frame may have 65,536 bytes at most."
        self.write_raw(self.listener.farewell(TOO_LARGE, reason) + close_frame(TOO_LARGE, reason))
        self._closed_by_us(TOO_LARGE, reason)

    def send_away(self) -> None:
        """Whoever is connected when the server stops is told to come back, not just cut off."""
        if self.handshake_complete and not self.close_sent and not self.disconnected:
            reason = "The server is stopping."
            frames = self.listener.farewell(DRAINING, reason) if self.listener else b""
            self.write_raw(frames + close_frame(DRAINING, reason))
            self._closed_by_us(DRAINING, reason)

    @override
    def shutdown(self) -> None:
        self.send_away()
        super().shutdown()

    def _closed_by_us(self, code: int, reason: str) -> None:
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self._hearing_paused = False
        self._read_on()  # for the answer to the close
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)
        if self.ear:
            self.loop.call_soon(self.ear.lost)


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
        self, config: uvicorn.Config, drain: Callable[[], Awaitable[None]], *, per_address: int = 1 << 30
    ) -> None:
        super().__init__(config)
        self.server_state = Addresses(per_address)
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
                while left := [each for each in self.server_state.connections if isinstance(each, RawProtocol)]:
                    for each in left:
                        each.send_away()
                    await asyncio.sleep(0.01)
