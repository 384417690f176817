"""Looking into the store: each look in a thread, over one snapshot. Trouble of the store is a refusal from here on."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from madang.domain.errors import StoreTrouble, unavailable
from madang.store.database import Database, Snapshot

P = ParamSpec("P")
T = TypeVar("T")


class Looking:
    """`readers` are the threads in which the store is read."""

    def __init__(self, database: Database, readers: ThreadPoolExecutor) -> None:
        self._database = database
        self._readers = readers

    async def read(self, look: Callable[Concatenate[Snapshot, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `look(snapshot, …)`; refuses `unavailable`."""
        return await self._look(self._database.read, look, *args, **kwargs)

    async def glance(self, look: Callable[Concatenate[Snapshot, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for a look of one statement, which needs no snapshot around it."""
        return await self._look(self._database.glance, look, *args, **kwargs)

    async def _look(
        self,
        through: Callable[[], AbstractContextManager[Snapshot]],
        look: Callable[Concatenate[Snapshot, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        def work() -> T:
            with through() as snapshot:
                return look(snapshot, *args, **kwargs)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, work)
        except StoreTrouble:
            raise unavailable() from None
