"""Looking many things up at once: what is asked for while a look is under way waits for the next one.

As all who write wait for one commit: a thousand people who come back at once cost the database some looks, not a
thousand. Who comes alone does not wait.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

from madang.domain.errors import unavailable

K = TypeVar("K")
V = TypeVar("V")

_MOST = 500
_CROWD = 16
_DISTANCE = 0.0005
_FARTHEST = 0.25


class Gathering(Generic[K, V]):
    """`look` finds the values of some keys and leaves out those without one; what it raises goes to all who asked.
    `unhurried`: in a storm looks keep a little distance, which makes them larger and fewer."""

    def __init__(self, look: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], *, unhurried: bool = False) -> None:
        self._look = look
        self._unhurried = unhurried
        self._closed = False
        self._waiting: deque[tuple[K, asyncio.Future[V | None]]] = deque()
        self._task: asyncio.Task[None] | None = None

    async def find(self, key: K) -> V | None:
        """By a look that begins after this call; refuses `unavailable` once the house is closed."""
        if self._closed:
            raise unavailable()
        answer: asyncio.Future[V | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, answer))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work(), name="gathering")
        return await answer

    async def close(self) -> None:
        self._closed = True
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for _, answer in self._waiting:
            answer.cancel()

    async def _work(self) -> None:
        crowd = 0
        while self._waiting:
            if self._unhurried and crowd > _CROWD:
                await asyncio.sleep(min(crowd * _DISTANCE, _FARTHEST))
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), _MOST))]
            crowd = len(some)
            await self._answer(some)

    async def _answer(self, some: Sequence[tuple[K, "asyncio.Future[V | None]"]]) -> None:
        try:
            found = await self._look(list(dict.fromkeys(key for key, _ in some)))
        except BaseException as error:
            for _, answer in some:
                if not answer.done():
                    answer.set_exception(error) if isinstance(error, Exception) else answer.cancel()
            if not isinstance(error, Exception):
                raise
            return
        for key, answer in some:
            if not answer.done():
                answer.set_result(found.get(key))
