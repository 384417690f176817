"""Mouths: where frames go out, and what all have in common. Where the server lets us write ready frames, the connection
is its own mouth (`connection.py`); elsewhere one sends for it.
"""

import asyncio
from collections import deque

from starlette.websockets import WebSocket, WebSocketDisconnect
from typing_extensions import override

from madang.domain.errors import Goodbye
from madang.live.parcel import Parcel
from madang.wire import outgoing

_FULL = 262_144
_DRAINED = 65_536


class Hearing:
    """Takes what comes in over a connection, and what becomes of it. This one, before anybody listens and after, cares
    for nothing."""

    __slots__ = ()

    def hear(self, text: str) -> None: ...

    def hear_binary(self) -> None: ...

    def heard_pong(self) -> None: ...

    def filled(self) -> None:
        """The other end stopped taking what it is sent."""

    def drained(self) -> None:
        """It takes again."""

    def lost(self) -> None:
        """The connection is over; may be called more than once."""


_NOBODY = Hearing()


class Mouth:
    """Being full, pausing the ear, parting. `says_bye`: the other end knows that frame."""

    __slots__ = ("_quiet", "ear", "full", "says_bye")

    def __init__(self, *, says_bye: bool) -> None:
        self.says_bye = says_bye
        self.full = False
        self.ear: Hearing = _NOBODY
        self._quiet: frozenset[str] = frozenset()

    def fall_silent(self) -> None:
        """Nobody wants to know any more; no cycle outlives the connection."""
        self.ear = _NOBODY

    def write(self, parcel: Parcel) -> None:
        raise NotImplementedError

    def ping(self) -> None:
        raise NotImplementedError

    def close(self, code: int, reason: str) -> None:
        raise NotImplementedError

    def abort(self) -> None:
        raise NotImplementedError

    def pause_hearing(self, paused: bool) -> None:
        raise NotImplementedError

    def part(self, goodbye: Goodbye) -> None:
        """Says why, where that is understood, and closes."""
        if self.says_bye:
            self.write(Parcel(outgoing.bye(goodbye)))
        self.close(goodbye.code, goodbye.reason)

    def stop_hearing(self, why: str) -> None:
        if not self._quiet:
            self.pause_hearing(True)
        self._quiet |= {why}

    def go_on_hearing(self, why: str) -> None:
        if why in self._quiet:
            self._quiet -= {why}
            if not self._quiet:
                self.pause_hearing(False)

    def paused(self) -> None:
        if not self.full:
            self.full = True
            self.stop_hearing("full")
            self.ear.filled()

    def resumed(self) -> None:
        if self.full:
            self.full = False
            self.go_on_hearing("full")
            self.ear.drained()


class SendMouth(Mouth):
    """One task and one queue per connection; the queue is bounded by being `full` long before it is long."""

    __slots__ = ("_conversation", "_hears", "_queue", "_size", "_socket", "_task", "_wake", "aborted")

    def __init__(self, socket: WebSocket, *, says_bye: bool) -> None:
        super().__init__(says_bye=says_bye)
        self.aborted = False
        self._socket = socket
        self._queue: deque[Parcel | tuple[int, str]] = deque()
        self._size = 0
        self._wake = asyncio.Event()
        self._hears = asyncio.Event()
        self._hears.set()
        self._conversation = asyncio.current_task()
        self._task = asyncio.create_task(self._work(), name="mouth")

    @override
    def write(self, parcel: Parcel) -> None:
        self._queue.append(parcel)
        self._size += len(parcel.text)
        if self._size >= _FULL:
            self.paused()
        self._wake.set()

    @override
    def ping(self) -> None:
        """ASGI has no ping; the server's own serves."""

    @override
    def close(self, code: int, reason: str) -> None:
        self._queue.append((code, reason))
        self._wake.set()

    @override
    def abort(self) -> None:
        self.aborted = True
        self._task.cancel()
        if self._conversation:
            self._conversation.cancel()

    @override
    def pause_hearing(self, paused: bool) -> None:
        if paused:
            self._hears.clear()
        else:
            self._hears.set()

    async def may_hear(self) -> None:
        """Waits until the next frame may be read."""
        await self._hears.wait()

    async def finish(self) -> None:
        """The connection is over: what could not be sent is dropped."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                piece = self._queue.popleft()
                try:
                    if not isinstance(piece, Parcel):
                        await self._socket.close(*piece)
                        return
                    await self._send(piece)
                except (WebSocketDisconnect, RuntimeError):
                    self.resumed()  # the other end is gone: `receive` says so too, to whom no longer waits for it
                    return
                self._size -= len(piece.text)
                if self._size <= _DRAINED:
                    self.resumed()

    async def _send(self, parcel: Parcel) -> None:
        if self.says_bye:
            await self._socket.send_text(parcel.text)
            return
        for text in parcel.texts:  # a plain client knows no arrays of frames
            await self._socket.send_text(text.decode())
