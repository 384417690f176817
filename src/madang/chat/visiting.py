"""Visiting: from a plain connection to a visitor who listens to one room, and back to nobody."""

import asyncio
import secrets
from collections.abc import Callable

from madang.chat.telling import SHOWN_OUT, Telling
from madang.domain.account_commands import Visit
from madang.domain.chores import EndVisits
from madang.domain.ids import PersonId
from madang.domain.outcomes import Arrived, Outcome
from madang.domain.people import Person
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Mouth, Tongue


class Visiting:
    """`submit` does a command of a visitor, `new_id` makes an id of now."""

    def __init__(
        self,
        hub: Hub,
        telling: Telling,
        submit: Callable[[Person, Visit | EndVisits], asyncio.Future[Outcome]],
        new_id: Callable[[], str],
    ) -> None:
        self._hub = hub
        self._telling = telling
        self._submit = submit
        self._new_id = new_id

    async def begin(self, room: str, mouth: Mouth) -> Line:
        """A line of the plain protocol: a visitor of its own, in one room."""
        visitor = Person(PersonId(self._new_id()), f"guest-{secrets.token_hex(2)}", "visitor")
        line = Line(self._new_id(), visitor, mouth, Tongue.PLAIN, self._hub.clock())
        self._hub.add(line)  # before anything happens, so that it can be shown out as soon as it is in
        doubts = self._hub.doubts
        try:
            outcome = await self._submit(visitor, Visit(room))
        except BaseException:
            self._hub.remove(line)
            raise
        assert isinstance(outcome, Arrived)
        if line.closed:
            self._hub.remove(line)
            raise SHOWN_OUT
        state = outcome.room
        known = state if doubts == self._hub.doubts else None
        self._telling.listen(line, state.room.id, Cursor(state.rev, state.seq), known)
        return line

    def end(self, visitor: Person) -> None:
        """Of the one whose connection is gone."""
        self._submit(visitor, EndVisits((visitor.id,))).add_done_callback(_ignore)


def _ignore(answer: asyncio.Future[Outcome]) -> None:
    """Nobody waits for this one; its trouble is logged where it arose."""
    answer.exception()
