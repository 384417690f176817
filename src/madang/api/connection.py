"""A WebSocket after its upgrade, where the server hands it over: one small object between the transport and an ear.

It has no task, no timer and no queue. What comes in is read into one buffer that all connections share, and the ear is
called; what goes out was framed once for everybody, and is written at once.
"""

import asyncio
import socket

from typing_extensions import override

from madang.api.frames import BINARY, CLOSE, NOT_UTF8, PING, PONG, TEXT, TOO_BIG, Frames, Piece, answer_to
from madang.api.http import Addresses
from madang.api.mouths import Hearing, Mouth
from madang.domain.errors import DRAINING, FLOODING, TOO_LARGE, Goodbye
from madang.live.parcel import PING_FRAME, Parcel, close_frame, pong_frame

CLOSES_WITHIN = 10.0
"""Seconds that the other end has to answer a close, or to take what it is still owed."""

CONTROLS = 100
_CONTROLS_WITHIN = 60.0
_SPARE = 65_536
"""Bytes that may still come once the end has begun."""

_KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}
"""In seconds, and how often."""

_came = memoryview(bytearray(65_536))
"""Where every connection reads: what is found here is taken away before anybody else reads."""


class Connection(Mouth, asyncio.BufferedProtocol):
    """`client` is where the other end is, as the addresses count it. Until it is handed over to an ear, an inbox keeps
    what comes."""

    __slots__ = (
        "_addresses",
        "_client",
        "_closing",
        "_controls",
        "_controls_since",
        "_frames",
        "_inbox",
        "_owes",
        "_send",
        "_socket",
        "_spare",
        "_transport",
        "parted",
    )

    def __init__(
        self, transport: asyncio.Transport, addresses: Addresses, client: tuple[str, int] | None, inbox: Hearing
    ) -> None:
        super().__init__(says_bye=False)
        self.parted = False
        self._transport = transport
        self._addresses = addresses
        self._client = client
        self._inbox: Hearing | None = inbox
        self._frames = Frames()
        self._spare = _SPARE
        self._controls, self._controls_since = 0, 0.0
        self._closing: asyncio.TimerHandle | None = None
        self._socket = _beside(transport)
        self._send = self._socket.send
        self._owes = True
        addresses.connections.add(self)  # type: ignore[arg-type]
        transport.set_protocol(self)

    def hand_over(self, ear: Hearing) -> None:
        """From now on this ear hears what comes; what is in the inbox it has heard already."""
        self._inbox = None
        self.ear = ear
        if self.parted:
            self._lost()

    # ── what goes out ────────────────────────────────────────────────────────────────────────────────────────

    @override
    def write(self, parcel: Parcel) -> None:
        if not self.parted:
            self._put(parcel.raw)

    @override
    def ping(self) -> None:
        if not self.parted:
            self._put(PING_FRAME)

    @override
    def close(self, code: int, reason: str) -> None:
        if self.parted:
            return
        self._put(close_frame(code, reason))
        self.parted = True
        self._transport.resume_reading()  # for the answer to the close
        self._close_soon()

    @override
    def abort(self) -> None:
        self.parted = True  # the transport forgets what it still owes: nothing may follow half a frame
        self._transport.abort()

    @override
    def pause_hearing(self, paused: bool) -> None:
        if self.parted:
            return
        if paused:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    def _put(self, raw: bytes) -> None:
        """To the socket itself, at once; the transport has what the network does not take yet, and all that comes until
        it has got rid of that."""
        if self._owes:
            if self._transport.is_closing():
                return
            if self._transport.get_write_buffer_size():
                self._transport.write(raw)
                return
            self._owes = False
        try:
            sent = self._send(raw)
        except OSError:  # it takes nothing now, or never again: the transport knows what to do
            sent = 0
        if sent < len(raw):
            self._owes = True
            self._transport.write(raw[sent:])

    # ── what comes in ────────────────────────────────────────────────────────────────────────────────────────

    @override
    def get_buffer(self, sizehint: int) -> memoryview:
        return _came

    @override
    def buffer_updated(self, nbytes: int) -> None:
        if self.parted:
            self._wait_for_answer(nbytes)
            return
        asked = None
        for piece in self._frames.feed(_came[:nbytes].tobytes()):
            if piece.opcode == PING:
                asked = piece.payload
            if piece.opcode == CLOSE:
                self._hear_close(piece.payload)
            elif not self.parted:
                self._hear(piece)
        if asked is not None and not self.parted:  # of many pings the last one is answered
            self._put(pong_frame(asked))

    def _wait_for_answer(self, nbytes: int) -> None:
        """To our own close. What else comes is not looked at, and there is an end to it."""
        self._spare -= nbytes
        answer = any(piece.opcode == CLOSE for piece in self._frames.feed(_came[:nbytes].tobytes()))
        if answer or self._spare < 0:
            self._transport.close()

    def _hear(self, piece: Piece) -> None:
        ear = self._inbox or self.ear
        if piece.opcode == TEXT:
            try:
                text = str(piece.payload, "utf-8")
            except UnicodeDecodeError:
                self.close(NOT_UTF8, "The frame is not UTF-8.")
                return
            ear.hear(text)
        elif piece.opcode == BINARY:
            ear.hear_binary()
        elif piece.opcode in (PING, PONG):
            self._hear_control(piece.opcode)
        elif piece.code == TOO_BIG:
            self.part(Goodbye(TOO_LARGE, piece.payload.decode()))
        else:
            self.close(piece.code, piece.payload.decode())

    def _hear_control(self, opcode: int) -> None:
        """They are free, and few: nobody pings more than once in a while."""
        now = asyncio.get_running_loop().time()
        if now - self._controls_since > _CONTROLS_WITHIN:
            self._controls, self._controls_since = 0, now
        self._controls += 1
        if self._controls > CONTROLS:
            self.part(Goodbye(FLOODING, "Too many pings and pongs.", _CONTROLS_WITHIN))
        elif opcode == PONG:
            self.ear.heard_pong()

    def _hear_close(self, payload: bytes) -> None:
        if not self.parted:
            self._put(close_frame(answer_to(payload)))
            self.parted = True
            self._close_soon()  # who says goodbye and then takes nothing more does not stay for ever
        self._transport.close()

    # ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────

    def shutdown(self) -> None:
        """Whoever is connected when the server stops is told to come back, not just cut off."""
        self.part(Goodbye(DRAINING, "The server is stopping.", 2.0))

    @override
    def pause_writing(self) -> None:
        self.paused()

    @override
    def resume_writing(self) -> None:
        self.resumed()

    @override
    def eof_received(self) -> None:
        if not self.parted:
            self.parted = True
            self._close_soon()  # what it is still owed it has to take in time

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.parted = True
        if self._closing:
            self._closing.cancel()
            self._closing = None
        self._owes = True
        self._socket.detach()
        self._addresses.connections.discard(self)
        self._addresses.went(self._client)
        self.resumed()  # nobody may wait for a socket that is gone
        self._lost()

    def _close_soon(self) -> None:
        """The end has begun: whoever listens is told, and in a while it is over in any case."""
        loop = asyncio.get_running_loop()
        loop.call_soon(self._lost)
        self._closing = loop.call_later(CLOSES_WITHIN, self._transport.abort)

    def _lost(self) -> None:
        if self._inbox:
            self._inbox.lost()
        self.ear.lost()
        self.fall_silent()


def _beside(transport: asyncio.Transport) -> socket.socket:
    """The transport's socket as one of ours, which is not to be closed. Who vanished is found out, whatever is said."""
    beside = socket.socket(fileno=transport.get_extra_info("socket").fileno())
    beside.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _KEEPALIVE.items():
        if hasattr(socket, option):  # not every system has them
            beside.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    return beside
