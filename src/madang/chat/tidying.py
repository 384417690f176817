"""What is written down or taken away once in a while, as nobody waits for it: who was there, sessions that have ended,
and what is left of people who are gone."""

from collections.abc import Awaitable, Callable

from madang.domain.chores import Chore, ClearSessions, EraseMessages, SeeSessions
from madang.domain.outcomes import Erased
from madang.live.hub import Hub

EVERY = 600.0
"""Seconds between two notes of one session."""
_TOGETHER = 500
_PIECES = 20
"""In one turn."""


class Tidying:
    """`perform` does a chore of the house."""

    def __init__(self, hub: Hub, perform: Callable[[Chore], Awaitable[object]]) -> None:
        self._hub = hub
        self._perform = perform
        self._noted: dict[bytes, float] = {}
        self._new: set[bytes] = set()

    def note(self, session: bytes) -> None:
        """It is used right now. Cheap: it is asked with every request."""
        if session not in self._noted:
            self._new.add(session)

    async def tidy(self) -> None:
        """Refuses `unavailable`; the next time does it."""
        await self._write_down()
        await self._perform(ClearSessions())

    async def erase(self) -> bool:
        """Some of what people have said who are gone; whether there may be more. Refuses `unavailable`."""
        for _ in range(_PIECES):
            if not isinstance(await self._perform(EraseMessages()), Erased):
                return False
        return True

    async def _write_down(self) -> None:
        """A session that is used lasts on, also one whose connection is simply open; and its owner sees when it was."""
        now = self._hub.clock()
        self._noted = {session: at for session, at in self._noted.items() if now - at < EVERY}
        for line in self._hub.lines:
            if line.session:
                self.note(line.session)
        while self._new:
            some = tuple(sorted(self._new)[:_TOGETHER])
            await self._perform(SeeSessions(some))
            self._noted.update(dict.fromkeys(some, now))
            self._new.difference_update(some)
