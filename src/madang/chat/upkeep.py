"""Upkeep: what the house does by itself as time goes by: pings, slow lines, empty rooms, lost visits, old sessions, and
what is to go."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from madang.chat.rechecking import Rechecking
from madang.domain.chores import Chore, ClearRooms, EndVisits
from madang.domain.errors import SILENT, SLOW, Goodbye, Refusal
from madang.domain.ids import PersonId, RoomId
from madang.live.hub import Hub
from madang.live.line import Line
from madang.live.presence import Presence
from madang.live.relay import Relay
from madang.store import members, schema

log = logging.getLogger(__name__)

PING_AFTER = 25.0
SLOW_AFTER = 20.0
_TURN_EVERY = 1.0
_SWEEP_EVERY = 60.0
_REPEAT_EVERY = 20.0
_RECHECK_EVERY = 6.0
"""Seconds between two looks into the store while the relay, which would tell, is away."""
_CERTAIN_AFTER = 90.0
"""Seconds after which every node that the relay reaches has said, more than once, who is here on it."""


class Upkeep:
    """`perform` does a chore of the house, `read` looks through a snapshot, `drain` sends everybody away, `look` looks
    at what another node may have changed, `notice` at whether the command line has changed anything (None: nobody else
    can while this runs), `tidy` is what else there is to be tidied up, `settle` tries to bring what was written to
    where it stays, `time(later)` is the time in that many seconds; a temporary room outlives the last person in it by
    `temporary_for` seconds."""

    def __init__(
        self,
        hub: Hub,
        presence: Presence,
        relay: Relay,
        rechecking: Rechecking,
        *,
        perform: Callable[[Chore], Awaitable[object]],
        read: Callable[..., Awaitable[object]],
        drain: Callable[[], Awaitable[None]],
        look: Callable[[], Awaitable[None]],
        notice: Callable[[], Awaitable[None]] | None,
        tidy: Callable[[], Awaitable[None]],
        clear: Sequence[Callable[[], Awaitable[bool]]],
        settle: Callable[[], Awaitable[bool]],
        time: Callable[[float], str],
        temporary_for: float,
    ) -> None:
        self._hub = hub
        self._presence = presence
        self._relay = relay
        self._rechecking = rechecking
        self._perform = perform
        self._read = read
        self._drain = drain
        self._look = look
        self._notice = notice
        self._tidy = tidy
        self._clear = clear
        self._settle = settle
        self._time = time
        self._temporary_for = temporary_for
        self._repeated = self._rechecked = hub.clock()
        self._settled = True
        self._overtaken = False
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        if not self._relay.reaches_others:
            await self._end_lost_visits(0)  # whoever was visiting before the start is gone
        self._settled = False
        sweep_every = min(_SWEEP_EVERY, max(self._temporary_for / 2, 0.5))
        self._tasks = [
            asyncio.create_task(_every(_TURN_EVERY, self.turn), name="turns"),
            asyncio.create_task(_every(sweep_every, self.sweep), name="sweeps"),
            asyncio.create_task(_every(_SWEEP_EVERY, self.clear), name="clearing"),
            asyncio.create_task(_every(_TURN_EVERY, self.settle), name="settling"),
            asyncio.create_task(self._rechecking.run(), name="rechecking"),
        ]
        if notice := self._notice:
            await self._try(notice)  # what was done until now is nothing new
            self._tasks.append(asyncio.create_task(_every(_TURN_EVERY, lambda: self._try(notice)), name="noticing"))
            self._tasks.append(asyncio.create_task(_every(_TURN_EVERY, self.look_at_shape), name="shape"))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def turn(self) -> None:
        """One timer for all lines."""
        now = self._hub.clock()
        self._presence.turn()
        self._hub.forget()
        if now - self._repeated >= _REPEAT_EVERY:
            self._presence.repeat()
            self._repeated = now
        if self._relay.away and now - self._rechecked >= _RECHECK_EVERY:
            self._rechecked = now
            self._rechecking.everything()
        for line in tuple(self._hub.lines):
            self._look_after(line, now)

    async def sweep(self, visits_before: float = -_CERTAIN_AFTER) -> None:
        """Ends the visits of lost connections, clears away the rooms that have been empty for long enough, and shows
        out those whose session has ended. Visits are looked at only when they are older than so many seconds, as one
        that is just arriving is not here yet."""
        await self._end_lost_visits(visits_before)
        await self._try(lambda: self._perform(ClearRooms(self._time(-self._temporary_for))))
        for work in (self._tidy, self._look):
            await self._try(work)
        await self._rechecking.look(tuple(self._hub.people))
        self._settled = False

    async def clear(self) -> None:
        """What takes long, a piece of each in turn, so that none waits for the end of another."""
        left = list(self._clear)
        while left := [work for work in left if await self._try(work)]:
            self._settled = False
            await asyncio.sleep(_TURN_EVERY)
        self._settled = False

    async def look_at_shape(self) -> None:
        """What this program wrote into the tables of a newer one would be wrong, and nobody would notice."""
        if self._overtaken:
            return
        with suppress(Refusal):
            self._overtaken = not await self._read(schema.is_ours)
        if self._overtaken:
            log.error("another version has migrated the database: this server takes nothing more and is to be stopped")
            await self._drain()

    async def _try(self, work: Callable[[], Awaitable[object]]) -> object:
        """What is refused (the store is in trouble, or this one thing is broken) is done by the next sweep, and keeps
        nothing else from being done."""
        with suppress(Refusal):
            return await work()
        return None

    async def settle(self) -> None:
        """After a sweep, until it is done. It waits for the writer, for which no ping may wait."""
        if not self._settled:
            self._settled = await self._settle()

    async def _end_lost_visits(self, before: float) -> None:
        if self._relay.steady_for >= _CERTAIN_AFTER:
            await self._try(lambda: self._end_visits_before(self._time(before)))

    async def _end_visits_before(self, time: str) -> None:
        visits = await self._read(members.visits, time)
        assert isinstance(visits, list)
        lost: set[PersonId] = {person for room, person in visits if not self._is_here(room, person)}
        if lost:
            await self._perform(EndVisits(tuple(sorted(lost))))

    def _is_here(self, room: RoomId, person: PersonId) -> bool:
        return person in self._hub.people or self._presence.is_here(person, room)

    def _look_after(self, line: Line, now: float) -> None:
        if line.full_since is not None and now - line.full_since >= SLOW_AFTER:
            line.end(Goodbye(SLOW, "This connection did not take what it was sent."))
        elif now - line.told_at >= PING_AFTER and line.full_since is None:
            if line.unanswered_pings >= 2:
                line.end(Goodbye(SILENT, "No sign of life after two pings."))
            else:
                line.ping(now)


async def _every(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception:  # the clock goes on
            log.exception("bug in the upkeep")
