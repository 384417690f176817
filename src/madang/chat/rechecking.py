"""Looking again whether a line still is what it was taken for. What another node tells a person may be lost on the way,
the command line tells nobody, and a session may simply end: then only the store knows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import NamedTuple

from madang.chat.telling import Telling
from madang.domain import policy
from madang.domain.commands import AnyCommand
from madang.domain.errors import SIGNED_OUT, Goodbye, Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.live.hub import Hub
from madang.live.line import Line, Tongue
from madang.store import facts, members, sessions, states
from madang.store.database import Snapshot

log = logging.getLogger(__name__)

_TOGETHER = 500
_RETRY = 1.0
"""Seconds after which a store in trouble is asked again."""


class _Known(NamedTuple):
    """What the store knows: whose sessions hold, and who is in which rooms."""

    people: dict[bytes, Person]
    rooms: dict[PersonId, set[RoomId]]


class Rechecking:
    """`read` looks through a snapshot, `glance` at one thing without; `now` gives a time."""

    def __init__(
        self,
        hub: Hub,
        telling: Telling,
        read: Callable[..., Awaitable[object]],
        glance: Callable[..., Awaitable[object]],
        now: Callable[[], str],
    ) -> None:
        self._hub = hub
        self._telling = telling
        self._read = read
        self._glance = glance
        self._now = now
        self._due: set[PersonId] = set()
        self._untold: str | None = None
        self._wake = asyncio.Event()
        telling.on_doubtful = self.soon

    def doubt(self, commands: Sequence[AnyCommand]) -> None:
        """It is not known whether these happened: whoever listens where they might have looks into the log."""
        known = {RoomId(room) for command in commands if (room := getattr(command, "room", None))}
        self._telling.doubt(
            tuple(known) if all(hasattr(command, "room") for command in commands) else tuple(self._hub.rooms)
        )
        self.soon(tuple(self._hub.people))  # somebody may have entered a room or left it

    def soon(self, people: Collection[PersonId]) -> None:
        """Something these people should have been told here may be lost."""
        self._due.update(people)
        self._wake.set()

    def everything(self) -> None:
        """The same for all people and rooms."""
        for room in tuple(self._hub.rooms):
            self._hub.doubt(room)
        self.soon(tuple(self._hub.people))

    async def notice(self) -> None:
        """Whether something was done at the command line since the last time. Refuses `unavailable`."""
        before, self._untold = self._untold, str(await self._glance(facts.untold))
        if before not in (None, self._untold):
            for line in self._hub.lines:
                line.stale |= line.arriving  # what was read for its welcome is read again
            self.everything()

    async def run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            due, self._due = self._due, set()
            await self.look(due)

    async def look(self, people: Collection[PersonId]) -> None:
        """Ends the lines whose sessions have ended, tells the others who they are by now, and lets them listen to the
        rooms they are in. If the store is in trouble, all who are left are looked at again a little later."""
        ordered = sorted(people)
        for start in range(0, len(ordered), _TOGETHER):
            some = ordered[start : start + _TOGETHER]
            lines = [line for person in some for line in self._hub.people.get(person, ()) if line.greeted]
            seen = [(line, line.person) for line in lines if not line.arriving]
            try:
                known = await self._read(_look, [line.session for line, _ in seen if line.session], some, self._now())
                assert isinstance(known, _Known)
                for line, was in seen:
                    self._compare(line, was, known)
                await self._add_rooms([line for line, _ in seen if self._mine(line, known) - line.rooms])
            except Refusal:
                self._due.update(ordered[start:])
                asyncio.get_running_loop().call_later(_RETRY, self._wake.set)
                return
            except Exception:  # the others are looked at all the same
                log.exception("bug in the rechecking")

    def _compare(self, line: Line, was: Person, known: _Known) -> None:
        if line.closed:
            return
        if line.session:
            me = known.people.get(line.session)
            if me is None:
                line.end(Goodbye(SIGNED_OUT, "The session has ended; sign in again."))
                return
            if _face(me) != _face(was) and line.person is was:  # else they were told meanwhile, and later news
                self._telling.renew(line, me)
        for room in line.rooms - self._mine(line, known):
            self._hub.doubt_line(line, room)

    async def _add_rooms(self, lines: Sequence[Line]) -> None:
        """To these lines, which miss some: all that their people are in by now."""
        if not (lacking := [line for line in lines if line.tongue is Tongue.FULL and not line.closed]):
            return
        found = await self._read(states.of, sorted({line.person.id for line in lacking}))
        assert isinstance(found, dict)
        for line in lacking:
            for state in found[line.person.id]:
                room = state.room.id
                # Meanwhile it may have been told, or the line may be gone.
                if room not in line.rooms and policy.is_within(line.person, room) and not line.closed:
                    self._telling.add_room(line, state)

    def _mine(self, line: Line, known: _Known) -> set[RoomId]:
        return {room for room in known.rooms.get(line.person.id, ()) if policy.is_within(line.person, room)}


def _look(connection: Snapshot, hashes: list[bytes], people: list[PersonId], now: str) -> _Known:
    return _Known(sessions.people_of(connection, hashes, now), members.rooms_of_each(connection, people))


def _face(person: Person) -> tuple[object, ...]:
    """What of somebody may be another by now; a token keeps its scope."""
    return person.name, person.role, person.picture
