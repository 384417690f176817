"""The heart, put together: what the edge asks of the house."""

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from madang.chat.commits import Commits
from madang.chat.gathering import Gathering
from madang.chat.greeting import Greeting
from madang.chat.looking import Looking
from madang.chat.probing import Probing
from madang.chat.rechecking import Rechecking
from madang.chat.retention import Retention
from madang.chat.returning import Returning
from madang.chat.telling import Telling
from madang.chat.tidying import Tidying
from madang.chat.upkeep import Upkeep
from madang.chat.visiting import Visiting
from madang.domain import ids, policy, times
from madang.domain.chores import Chore, OpenHome, Probe
from madang.domain.commands import AnyCommand
from madang.domain.errors import DRAINING, Goodbye, Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Outcome
from madang.domain.people import Person
from madang.domain.places import Place
from madang.live.hub import Hub
from madang.live.limits import Buckets, Limits
from madang.live.line import Line, Mouth, Tongue
from madang.live.presence import Presence
from madang.live.relay import NoRelay, Relay
from madang.store import places, sessions
from madang.store.database import Database, Snapshot
from madang.store.schema import Facts
from madang.wire import incoming

P = ParamSpec("P")
T = TypeVar("T")

_READERS = 4
_SLICE = 200
_HOUSE = Person(PersonId("00000000-0000-7000-8000-000000000000"), "madang", "guest")
"""Who asks when the house itself does."""


class Chat:
    """`clock` gives seconds that only grow, `wall` the time in seconds since 1970; a temporary room outlives the last
    person in it by `temporary_for` seconds."""

    def __init__(
        self,
        database: Database,
        facts: Facts,
        relay: Relay | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        temporary_for: float = 600.0,
        limits: bool = True,
    ) -> None:
        self.clock = clock
        self.limits = Limits(clock, on=limits)
        self.epoch = facts.epoch
        self.draining = False
        self.hub = Hub(clock)
        self._typing = Buckets(0.25 if limits else None, 2, clock)
        self._wall = wall
        self._database = database
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="reader")
        self._looking = Looking(database, self._readers)
        self._presence = Presence(self.hub)
        self._relay: Relay = relay or NoRelay()
        self._telling = Telling(secrets.token_hex(8), self.hub, self._presence, self._relay)
        self._returning = Returning(database, self.hub, self._presence, self._readers)
        self._rechecking = Rechecking(self.hub, self._telling, self.read, self._looking.glance, self.now)
        self._commits = Commits(
            database, facts.secret, self.now, self._telling.tell, self._rechecking.doubt, self._telling.cut
        )
        self._visiting = Visiting(self.hub, self._telling, self._commits.submit, self.new_id)
        self._tidying = Tidying(self.hub, self._do)
        retention = Retention(self._do, self.read, self.time)
        self._upkeep = Upkeep(
            self.hub,
            self._presence,
            self._relay,
            self._rechecking,
            perform=self._do,
            read=self.read,
            drain=self.drain,
            look=self._look_at_place,
            notice=None if database.is_sqlite else self._rechecking.notice,
            tidy=self._tidying.tidy,
            clear=(self._tidying.erase, retention.forget),
            settle=self._commits.settle,
            time=self.time,
            temporary_for=temporary_for,
        )
        self._sessions = Gathering(self._whose)
        self._greeting = Greeting(
            facts.epoch, self.hub, self._telling, self._returning, self._whose, self.read, self.now, lambda: self.place
        )
        self._telling.on_place = self._take_place
        self.place = Place()
        self._committing: asyncio.Task[None] | None = None
        self._probing = Probing(lambda: self.submit(_HOUSE, Probe()), clock)

    # ── opening and closing ──────────────────────────────────────────────────────────────────────────────────

    async def open(self) -> None:
        await self._telling.start()
        self._committing = asyncio.create_task(self._commits.run(), name="commits")
        await self._do(OpenHome())
        await self._look_at_place()
        await self._upkeep.open()

    async def drain(self, spread: float = 2.0) -> None:
        """Sends everybody away for a while, in slices, so that they do not all come back at once. What was accepted is
        committed and answered before."""
        self.draining = True
        await self._commits.close()
        if self._committing:
            await self._committing
        for _ in range(3):  # an answer is known in one turn of the loop, written in the next, and leaves in a third
            await asyncio.sleep(0)
        lines = tuple(self.hub.lines)
        for start in range(0, len(lines), _SLICE):
            self.hub.end_all(
                lines[start : start + _SLICE],
                Goodbye(DRAINING, "The server is stopping.", retry_after=spread),
            )
            await asyncio.sleep(0)

    async def close(self) -> None:
        await self.drain()
        await self._upkeep.close()
        await self._returning.close()
        await self._sessions.close()
        await self._greeting.close()
        await self._relay.close()
        self._commits.shut()
        self._readers.shutdown()

    # ── doing and looking ────────────────────────────────────────────────────────────────────────────────────

    def submit(self, who: Person, command: AnyCommand) -> asyncio.Future[Outcome]:
        """The outcome to be, or a `Refusal`. Calls are decided in their order."""
        return self._commits.submit(who, command)

    async def perform(self, who: Person, command: AnyCommand) -> Outcome:
        return await self._commits.submit(who, command)

    async def _do(self, chore: Chore) -> Outcome:
        """What the house does by itself."""
        return await self.perform(_HOUSE, chore)

    async def read(self, look: Callable[Concatenate[Snapshot, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs `look(snapshot, …)` in a thread; refuses `unavailable`."""
        return await self._looking.read(look, *args, **kwargs)

    async def person_of(self, session: bytes) -> Person | None:
        """Whose session this is; `session` is the hash of its key."""
        if found := await self._sessions.find(session):
            self._tidying.note(session)
        return found

    async def newcomer(self, session: bytes) -> Person | None:
        """The same, for somebody who says hello: thousands may at once."""
        return await self._greeting.person_of(session)

    async def _whose(self, hashes: Sequence[bytes]) -> dict[bytes, Person]:
        return await self._looking.glance(sessions.people_of, hashes, self.now())

    async def ready(self) -> bool:
        """Whether what is said now would be kept."""
        if self.draining:
            return False
        return await self._probing.succeeds()

    async def sweep(self, visits_before: float = 0) -> None:
        """Clears away what the time has ended, which also happens by itself once in a while."""
        await self._upkeep.sweep(visits_before)
        await self._upkeep.clear()

    def now(self) -> str:
        return self.time(0)

    def time(self, later: float) -> str:
        """The time `later` seconds from now, as it is written everywhere."""
        return times.written(self._wall() + later)

    def new_id(self) -> str:
        return ids.new(int(self._wall() * 1000))

    # ── lines ────────────────────────────────────────────────────────────────────────────────────────────────

    def line(self, person: Person, mouth: Mouth, session: bytes | None) -> Line:
        """A line of the full protocol; it hears nothing before it is greeted."""
        line = Line(self.new_id(), person, mouth, Tongue.FULL, self.clock(), session)
        self.hub.add(line)
        return line

    async def greet(self, line: Line, hello: incoming.Hello) -> None:
        """Welcomes the line and lets it listen to the rooms its person is in today, from its cursors on."""
        await self._greeting.greet(line, hello)
        if self._relay.reaches_others or line.stale:  # what was told elsewhere meanwhile may have been missed
            self._rechecking.soon([line.person.id])

    async def visit(self, room: str, mouth: Mouth) -> Line:
        """A line of the plain protocol: a visitor of its own, in one room."""
        return await self._visiting.begin(room, mouth)

    def hang_up(self, line: Line) -> None:
        """The connection of the line is gone."""
        visitor = line.tongue is Tongue.PLAIN
        for room in tuple(line.rooms):
            self._telling.unlisten(line, room, at_once=visitor)
        self.hub.remove(line)
        if visitor and not self.draining:
            self._visiting.end(line.person)

    def say_typing(self, line: Line, room: str) -> None:
        """Fleeting: what is too much, or not theirs, is dropped."""
        if room in line.rooms and policy.may_write(line.person) and not self._typing.take((line.person.id, room)):
            self._telling.say_typing(RoomId(room), line.person.id)

    def catch_up(self, line: Line, room: str, after: int) -> None:
        """Brings the line everything after `after` again; refuses `not_a_member`, `future`."""
        id = ids.room(room)
        if id not in line.rooms:
            raise Refusal("not_a_member", "You are not in this room; join it first.")
        self.hub.rewind(line, id, max(after, 0))

    def presence(self, room: RoomId) -> set[PersonId]:
        return self._presence.people(room)

    def _take_place(self, place: Place) -> None:
        self.place = place
        self.limits.follow(place.messages_a_minute, place.arrivals_a_minute)

    async def _look_at_place(self) -> None:
        """News of it may be lost on the way from another node."""
        if (found := await self.read(places.get)) != self.place:
            self._telling.renew_place(found)
