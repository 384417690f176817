"""Whether what is said now would be kept: tried, as anything else is too likely to be wrong."""

import asyncio
from collections.abc import Callable

from madang.domain.outcomes import Outcome

EVERY = 0.5
"""Seconds for which a success holds; a failure holds for nobody who asks after it."""


class Probing:
    """`submit` gives the house something to write."""

    def __init__(self, submit: Callable[[], asyncio.Future[Outcome]], clock: Callable[[], float]) -> None:
        self._submit = submit
        self._clock = clock
        self._probe: asyncio.Future[Outcome] | None = None
        self._probed_at = clock()

    async def succeeds(self) -> bool:
        """However many ask, it is tried once in a while only."""
        if self._probe is None or (self._probe.done() and self._is_stale(self._probe)):
            self._probe, self._probed_at = self._submit(), self._clock()
        await asyncio.wait([self._probe])
        return self._probe.exception() is None

    def _is_stale(self, probe: asyncio.Future[Outcome]) -> bool:
        return probe.exception() is not None or self._clock() - self._probed_at >= EVERY
