"""Greeting: from hello to listening. Who says hello is looked up, welcomed, and let into the rooms they are in today.

Thousands may say it at once, so that they share their looks at the store.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from madang import __version__
from madang.chat.gathering import Gathering
from madang.chat.returning import VOID, Returning
from madang.chat.telling import Telling
from madang.domain import policy
from madang.domain.errors import SIGNED_OUT, Goodbye
from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import RoomState
from madang.live.hub import Hub
from madang.live.line import Cursor, Line
from madang.live.parcel import Parcel
from madang.store import sessions, states
from madang.store.database import Snapshot
from madang.wire import incoming, outgoing, shapes

_Asking = tuple[PersonId, bytes | None]
"""Who says hello, and with which session."""
_Found = tuple[Person | None, list[RoomState]]
"""The person as they are today, if there is a session to know them by, and their rooms."""


class Greeting:
    """`whose(hashes)` says whose sessions these are, `read` looks through a snapshot, `now` gives a time,
    `place` says what the house is."""

    def __init__(
        self,
        epoch: str,
        hub: Hub,
        telling: Telling,
        returning: Returning,
        whose: Callable[[Sequence[bytes]], Awaitable[Mapping[bytes, Person]]],
        read: Callable[[Callable[[Snapshot], dict[_Asking, _Found]]], Awaitable[dict[_Asking, _Found]]],
        now: Callable[[], str],
        place: Callable[[], Place],
    ) -> None:
        self._epoch = epoch
        self._hub = hub
        self._telling = telling
        self._returning = returning
        self._read = read
        self._now = now
        self._place = place
        self._people = Gathering(whose, unhurried=True)
        self._rooms = Gathering(self._look, unhurried=True)

    async def close(self) -> None:
        await self._people.close()
        await self._rooms.close()

    async def person_of(self, session: bytes) -> Person | None:
        """Whose session this is; `session` is the hash of its key."""
        return await self._people.find(session)

    async def greet(self, line: Line, hello: incoming.Hello) -> None:
        """Welcomes the line and lets it listen to the rooms its person is in today, from its cursors on."""
        doubts, states = self._hub.doubts, await self._states(line)
        while line.stale:
            doubts, states = self._hub.doubts, await self._states(line)
        line.greeted = True
        line.tell(Parcel(outgoing.encode(self._welcome(line, states))), self._hub.clock())
        void = hello.epoch is not None and hello.epoch != self._epoch
        cursors = hello.cursors or {}
        for state in sorted(states, key=lambda state: state.room.id != hello.focus):
            room = state.room.id
            if line.closed or room in line.rooms:  # signed out, or joined again, while the room in focus was brought
                continue
            rev = cursors.get(room, state.rev)
            if room in cursors and (void or rev < 0):
                rev = VOID
            known = state if doubts == self._hub.doubts and not line.stale else None
            self._telling.listen(line, room, Cursor(rev, state.seq), known)
            if room == hello.focus:
                await self._returning.settled(room)
        line.arriving = False

    async def _states(self, line: Line) -> list[RoomState]:
        line.stale = False
        found = await self._rooms.find((line.person.id, line.session))
        if found is None:
            raise Goodbye(SIGNED_OUT, "The session has ended; sign in again.")
        person, states = found
        line.person = person or line.person
        return [state for state in states if policy.is_within(line.person, state.room.id)]

    async def _look(self, asking: Sequence[_Asking]) -> dict[_Asking, _Found]:
        now = self._now()

        def look(snapshot: Snapshot) -> dict[_Asking, _Found]:
            people = sessions.people_of(snapshot, [session for _, session in asking if session], now)
            found = states.of(snapshot, {person for person, _ in asking})
            return {
                (person, session): (people[session] if session else None, found[person])
                for person, session in asking
                if session is None or session in people
            }

        return await self._read(look)

    def _welcome(self, line: Line, states: list[RoomState]) -> shapes.Welcome:
        return shapes.Welcome(
            type="welcome",
            connection=line.id,
            epoch=self._epoch,
            me=line.person,
            house=outgoing.place(self._place()),
            rooms=states,
            limits=outgoing.LIMITS,
            time=self._now(),
            protocol=outgoing.PROTOCOL,
            server=__version__,
        )
