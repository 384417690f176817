"""Hearts over a real database, listeners that can be waited for, and hooks into what the database is asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import Engine, event, exc
from typing_extensions import override

from madang.chat.heart import Chat
from madang.domain.account_commands import StartSession
from madang.domain.commands import JoinRoom, OpenRoom, SendMessage
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import InRoom, Named, Outcome, Said
from madang.domain.people import Person
from madang.domain.sessions import NewSession
from madang.live.line import Line
from madang.live.parcel import Parcel
from madang.live.relay import Relay
from madang.store.database import Database
from madang.store.schema import Facts
from madang.wire.incoming import Hello
from tests.live.mouths import Recorder
from tests.store.rows import new_id

HOME = RoomId("madang")


class Ear(Recorder):
    """A mouth into which somebody listens who can be waited for."""

    def __init__(self, takes: int | None = None) -> None:
        super().__init__(takes)
        self._news = asyncio.Event()

    @override
    def write(self, parcel: Parcel) -> None:
        super().write(parcel)
        self._news.set()

    @override
    def abort(self) -> None:
        super().abort()
        self._news.set()

    @override
    def close(self, code: int, reason: str) -> None:
        super().close(code, reason)
        self._news.set()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():
                self._news.clear()
                await self._news.wait()

    async def hears(self, kind: str, **expected: Any) -> dict[str, Any]:
        """The first frame of this kind with these fields, once it has come."""

        def found() -> dict[str, Any] | None:
            return next((one for one in self.heard(kind) if expected.items() <= one.items()), None)

        await self.until(lambda: found() is not None)
        frame = found()
        assert frame is not None
        return frame


@asynccontextmanager
async def opened(database: Database, facts: Facts, relay: Relay | None = None, **settings: Any) -> AsyncIterator[Chat]:
    chat = Chat(database, facts, relay, **{"limits": False, **settings})
    await chat.open()
    try:
        yield chat
    finally:
        await chat.close()


async def guest(chat: Chat, name: str = "지우") -> tuple[Person, bytes]:
    """Somebody who has arrived at home, with their session."""
    session = new_id().encode()[:32]
    who = Person(PersonId(new_id()), name, "member")
    come = await chat.perform(who, StartSession(name, NewSession(session, chat.time(3600))))
    assert isinstance(come, Named)
    return come.me, session


async def connected(
    chat: Chat, who: Person, session: bytes | None = None, *, takes: int | None = None, **hello: Any
) -> tuple[Line, Ear]:
    """A line that was greeted; its rooms are on their way."""
    ear = Ear(takes)
    line = chat.line(who, ear, session)
    ear.on_full = lambda: chat.hub.fill(line)
    await chat.greet(line, Hello("hello", **hello))
    return line, ear


def says(chat: Chat, who: Person, text: str = "안녕", room: str = HOME) -> "asyncio.Future[Outcome]":
    return chat.submit(who, SendMessage("send_message", new_id(), room, text))


async def said(chat: Chat, who: Person, text: str = "안녕", room: str = HOME) -> Said:
    outcome = await says(chat, who, text, room)
    assert isinstance(outcome, Said)
    return outcome


async def a_room(chat: Chat, who: Person, name: str = "방") -> RoomId:
    outcome = await chat.perform(who, OpenRoom("open_room", new_id(), name))
    assert isinstance(outcome, InRoom)
    return outcome.room.room.id


async def joined(chat: Chat, who: Person, room: str) -> None:
    await chat.perform(who, JoinRoom("join_room", "-", room))


async def code_of(outcome: "asyncio.Future[Outcome]") -> str:
    """The code of the refusal, or `done`."""
    try:
        await asyncio.wait_for(asyncio.shield(outcome), 20)
    except Refusal as refusal:
        return refusal.code
    return "done"


@contextmanager
def hooked(what: str, hook: Callable[..., None], on: Any = Engine) -> Iterator[None]:
    """`hook` is called at each `begin`, `commit` or `before_cursor_execute` of the database."""
    event.listen(on, what, hook)
    try:
        yield
    finally:
        event.remove(on, what, hook)


def gone(sqlstate: str | None = None) -> exc.OperationalError:
    """What the driver says when the disk, the network or the other server is at fault."""
    error = Exception("the disk is on fire")
    if sqlstate:
        error.sqlstate = sqlstate  # type: ignore[attr-defined]
    return exc.OperationalError("", {}, error)
