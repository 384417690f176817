"""The relay over NATS core: one subject per room and per person, each subscribed to only where somebody listens."""

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from madang.live.relay import Heard

log = logging.getLogger(__name__)

_QUEUE = 100_000
_ANSWERS_WITHIN = 1
"""Seconds: what a server took to its grave is answered by nobody, and all else waits in the queue behind it."""


class NatsRelay:
    """Everything goes out in the order in which it was asked for, through one queue and one task."""

    reaches_others = True

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._clock = clock
        self._client = Client()
        self._wanted: dict[str, Subscription | None] = {}
        self._queue: deque[tuple[Callable[..., Any], str, bytes]] = deque()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._steady_since = math.inf
        self._missed: Exception | None = None
        self._heard: Heard = lambda _subject, _payload: None
        self._doubt: Callable[[str | None], None] = lambda _subject: None

    @property
    def away(self) -> bool:
        return not self._client.is_connected

    @property
    def steady_for(self) -> float:
        return self._clock() - self._steady_since

    async def start(self, heard: Heard, doubt: Callable[[str | None], None]) -> None:
        """Does not wait for NATS: without it the node goes on alone."""
        self._heard, self._doubt = heard, doubt
        self._task = asyncio.create_task(self._work(), name="relay")

    def publish(self, subject: str, payload: bytes) -> None:
        self._enqueue(self._publish, subject, payload)

    def subscribe(self, subject: str) -> None:
        self._enqueue(self._subscribe, subject, b"")

    def unsubscribe(self, subject: str) -> None:
        self._enqueue(self._unsubscribe, subject, b"")

    async def close(self) -> None:
        """Also where NATS has just died: then its client fails in many ways, of which none is a reason not to end."""
        while self._task and not self._task.done():
            self._task.cancel()
            await asyncio.wait([self._task], timeout=1)  # a cancellation may get lost in `asyncio.wait_for`
        if self._client.is_connected:
            await asyncio.gather(self._client.flush(_ANSWERS_WITHIN), return_exceptions=True)
        await asyncio.gather(self._client.close(), return_exceptions=True)

    def _enqueue(self, work: Callable[..., Any], subject: str, payload: bytes) -> None:
        if work == self._publish and len(self._queue) >= _QUEUE:
            return  # the others will see the gap and read the log
        self._queue.append((work, subject, payload))
        self._wake.set()

    async def _work(self) -> None:
        await self._client.connect(
            self._url,
            no_echo=True,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            connect_timeout=5,
            allow_reconnect=True,
            reconnected_cb=self._on_connected,
            disconnected_cb=self._on_disconnected,
            error_cb=self._on_error,
        )
        await self._on_connected()
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                work, subject, payload = self._queue.popleft()
                try:
                    await work(subject, payload)
                except Exception as error:  # noqa: BLE001 - a piece is lost, and the log has it
                    log.warning("the relay could not take a piece: %r", error)

    async def _publish(self, subject: str, payload: bytes) -> None:
        if self._client.is_connected:
            await self._client.publish(subject, payload)

    async def _subscribe(self, subject: str, _: bytes) -> None:
        if self._wanted.get(subject) is None:
            self._wanted[subject] = await self._client.subscribe(subject, cb=self._on_message)
            if self._client.is_connected:  # else everything is in doubt anyway, once it is
                try:
                    await self._client.flush(_ANSWERS_WITHIN)
                finally:
                    self._doubt(subject)

    async def _unsubscribe(self, subject: str, _: bytes) -> None:
        if subscription := self._wanted.pop(subject, None):
            await subscription.unsubscribe()

    async def _on_message(self, message: Msg) -> None:
        self._heard(message.subject, message.data)

    async def _on_connected(self) -> None:
        log.warning("the relay is there")
        self._steady_since = self._clock()
        self._missed = None
        self._doubt(None)

    async def _on_disconnected(self) -> None:
        self._steady_since = math.inf
        log.warning("the relay is gone; this node goes on alone and catches up when it is back")

    async def _on_error(self, error: Exception) -> None:
        """While NATS is away every attempt to reach it is such an error; what matters of them is said once."""
        if self._client.is_connected:
            log.warning("the relay: %s", error)
            self._doubt(None)
        elif self._missed is None:
            self._missed = error
            log.warning("the relay cannot be reached: %s", error)
