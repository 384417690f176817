"""Mouths: where frames go out. Raw where the server lets us write them ready-made, plain `send` elsewhere."""

import asyncio
from collections import deque
from collections.abc import Callable

from starlette.websockets import WebSocket, WebSocketDisconnect
from typing_extensions import override

from madang.api.server import RAW, Listener, RawProtocol
from madang.domain.errors import Goodbye
from madang.live.parcel import Parcel
from madang.wire import outgoing

_FULL = 262_144
_DRAINED = 65_536


class _Mouth(Listener):
    """What both have in common: being full, and telling who wants to know. `says_bye`: the other end understands it."""

    def __init__(self) -> None:
        self.says_bye = False
        self.on_full: Callable[[], None] = lambda: None
        self.on_drained: Callable[[], None] = lambda: None
        self.on_pong: Callable[[], None] = lambda: None
        self._takes = asyncio.Event()
        self._takes.set()

    @property
    def full(self) -> bool:
        return not self._takes.is_set()

    async def drained(self) -> None:
        """Waits until the other end takes what it is sent."""
        await self._takes.wait()

    @override
    def paused(self) -> None:
        if not self.full:
            self._takes.clear()
            self.on_full()

    @override
    def resumed(self) -> None:
        if self.full:
            self._takes.set()
            self.on_drained()

    @override
    def heard_pong(self) -> None:
        self.on_pong()

    @override
    def farewell(self, code: int, reason: str) -> bytes:
        return Parcel(outgoing.bye(Goodbye(code, reason, 2.0))).raw if self.says_bye else b""


class RawMouth(_Mouth):
    def __init__(self, protocol: RawProtocol) -> None:
        super().__init__()
        self._protocol = protocol
        protocol.listener = self

    def write(self, parcel: Parcel) -> None:
        self._protocol.write_raw(parcel.raw)

    def ping(self) -> None:
        self._protocol.ping_raw()

    def close(self, code: int, reason: str) -> None:
        self._protocol.close_raw(code, reason)

    def abort(self) -> None:
        self._protocol.abort_raw()

    async def finish(self) -> None:
        """The connection is over."""


class SendMouth(_Mouth):
    """One task and one queue per connection; the queue is bounded by being `full` long before it is long."""

    def __init__(self, socket: WebSocket) -> None:
        super().__init__()
        self._socket = socket
        self._queue: deque[Parcel | tuple[int, str]] = deque()
        self._size = 0
        self._wake = asyncio.Event()
        self._conversation = asyncio.current_task()
        self._task = asyncio.create_task(self._work(), name="mouth")

    def write(self, parcel: Parcel) -> None:
        self._queue.append(parcel)
        self._size += len(parcel.text)
        if self._size >= _FULL:
            self.paused()
        self._wake.set()

    def ping(self) -> None:
        """ASGI has no ping; the server's own serves."""

    def close(self, code: int, reason: str) -> None:
        self._queue.append((code, reason))
        self._wake.set()

    def abort(self) -> None:
        self._task.cancel()
        if self._conversation:
            self._conversation.cancel()

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
                    return  # the other end is gone; `receive` says so too
                self._size -= len(piece.text)
                if self._size <= _DRAINED:
                    self.resumed()

    async def _send(self, parcel: Parcel) -> None:
        if self.says_bye:
            await self._socket.send_text(parcel.text)
            return
        for text in parcel.texts:  # a plain client knows no arrays of frames
            await self._socket.send_text(text.decode())


def of(socket: WebSocket) -> RawMouth | SendMouth:
    """The best mouth that the server under this accepted socket has to offer."""
    protocol = socket.scope.get("extensions", {}).get(RAW)
    return RawMouth(protocol) if isinstance(protocol, RawProtocol) else SendMouth(socket)
