"""Group commit: one transaction for all who wait, each for themselves in it, and nothing told before it is durable."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pysqlite3
import pytest

from madang import actions
from madang.chat import commits as the_commits
from madang.chat.commits import Commits
from madang.domain.commands import AnyCommand, JoinRoom, OpenRoom, SendMessage, SetName
from madang.domain.events import Event, MessageChanged
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import InRoom, Said
from madang.domain.people import Person
from madang.store import messages, people, rooms, schema
from madang.store.database import Database
from tests.chat.hearts import code_of, gone, hooked
from tests.servers import Postgres
from tests.store import rows
from tests.store.rows import new_id


class House:
    """Commits, what they told, and what they were in doubt about."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.told: list[Event] = []
        self.doubted: list[AnyCommand] = []
        self.cut: list[Event] = []
        self.transactions = 0
        self.at_tell: list[int] = []
        self.commits = Commits(database, b"s" * 16, lambda: rows.NOW, self.tell, self.doubted.extend, self.cut.extend)
        self.jiwoo = Person(PersonId(new_id()), "지우", "member")
        self.room = RoomId("")

    def tell(self, events: Sequence[Event]) -> None:
        self.told.extend(events)

    def says(self, text: str = "안녕", room: str | None = None, ref: str | None = None) -> "asyncio.Future[Any]":
        command = SendMessage("send_message", ref or new_id(), self.room if room is None else room, text)
        return self.commits.submit(self.jiwoo, command)

    @contextmanager
    def held(self) -> Iterator[threading.Event]:
        """The next transaction waits for the event just before its commit; all are counted from now on."""
        go = threading.Event()

        def hook(_: Any) -> None:
            self.transactions += 1
            assert go.wait(20)

        with hooked("commit", hook, self.database._writer):
            try:
                yield go
            finally:
                go.set()


@asynccontextmanager
async def running(database: Database) -> AsyncIterator[House]:
    house = House(database)
    with database.write() as tx:
        people.add(tx, house.jiwoo, rows.NOW)
    task = asyncio.create_task(house.commits.run())
    opened = await house.commits.submit(house.jiwoo, OpenRoom("open_room", new_id(), "방"))
    assert isinstance(opened, InRoom)
    house.room = opened.room.room.id
    house.told.clear()
    try:
        yield house
    finally:
        await house.commits.close()
        await asyncio.wait_for(task, 20)
        house.commits.shut()


def troubled(house: House) -> bool:
    return house.commits.trouble is not None


def log_of(house: House) -> list[str]:
    with house.database.read() as snapshot:
        return [message.text for message in messages.after(snapshot, house.room, 0, 9999)]


async def test_while_one_commit_is_on_its_way_the_others_gather_into_one(database: Database) -> None:
    async with running(database) as house:
        with house.held() as go:
            first = house.says("0")
            while not house.transactions:
                await asyncio.sleep(0.001)
            others = [house.says(str(number)) for number in range(1, 101)]
            go.set()
            outcomes = await asyncio.gather(first, *others)
            assert house.transactions == 2
    assert [outcome.seq for outcome in outcomes] == list(range(1, 102))
    assert log_of(house) == [str(number) for number in range(101)]
    assert [event.rev for event in house.told if isinstance(event, MessageChanged)] == list(range(3, 104))


async def test_a_batch_is_bounded_in_number_and_in_characters(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(the_commits, "BATCH", 10)
    monkeypatch.setattr(the_commits, "BATCH_CHARACTERS", 100)
    async with running(database) as house:
        with house.held() as go:
            go.set()
            await asyncio.gather(*(house.says("x") for _ in range(25)))
            assert house.transactions == 3
            await asyncio.gather(*(house.says("x" * 60) for _ in range(6)))
            assert house.transactions == 5


async def test_nobody_is_told_or_answered_before_the_commit(database: Database) -> None:
    async with running(database) as house:
        with house.held() as go:
            answer = house.says("early")
            while not house.transactions:
                await asyncio.sleep(0.001)
            await asyncio.sleep(0.02)
            assert not house.told
            assert not answer.done()
            assert log_of(house) == []
            go.set()
            assert (await answer).seq == 1
    assert len(house.told) == 1


async def test_what_is_told_can_be_read_by_everybody(database: Database) -> None:
    """At the moment of telling another connection to the file finds it."""
    async with running(database) as house:
        found: list[int] = []
        tell = house.tell

        def look_and_tell(events: Sequence[Event]) -> None:
            other = pysqlite3.dbapi2.connect(database.url.database)
            found.append(other.execute("SELECT count(*) FROM messages").fetchone()[0])
            other.close()
            tell(events)

        house.commits._tell = look_and_tell
        await house.says()
        assert found == [1]


async def test_a_refusal_harms_no_other(database: Database) -> None:
    async with running(database) as house:
        codes = await asyncio.gather(
            code_of(house.says("one")),
            code_of(house.says(" ")),
            code_of(house.says("two", room="nowhere")),
            code_of(house.says("three", ref="no-id")),
            code_of(house.says("four")),
        )
        assert list(codes) == ["done", "bad_text", "not_found", "bad_id", "done"]
        assert log_of(house) == ["one", "four"]
        assert len(house.told) == 2


async def test_a_bug_harms_no_other_and_is_logged_once(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError("planted")

    monkeypatch.setitem(actions._ACTIONS, SetName, broken)
    async with running(database) as house:
        outcomes = await asyncio.gather(
            house.says("one"),
            house.commits.submit(house.jiwoo, SetName("set_name", "-", "지우2")),
            house.says("two"),
            return_exceptions=True,
        )
    assert isinstance(outcomes[0], Said)
    assert isinstance(outcomes[2], Said)
    bug = outcomes[1]
    assert getattr(bug, "code", None) == "internal"
    logged = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(logged) == 1
    assert logged[0].exc_info is not None
    assert logged[0].getMessage().removeprefix("bug ") in str(bug)
    assert "planted" not in str(bug)
    assert log_of(house) == ["one", "two"]


async def test_a_commit_that_fails_refuses_all_tells_nobody_and_is_in_doubt(database: Database) -> None:
    def fail(_: Any) -> None:
        raise gone()

    async with running(database) as house:
        with hooked("commit", fail, database._writer):
            first = [house.says("1"), house.says(" "), house.says("2")]
            assert [await code_of(each) for each in first] == ["unavailable"] * 3
        assert house.told == []
        assert [getattr(command, "room", None) for command in house.doubted] == [house.room] * 3
        assert troubled(house)
        assert await code_of(house.says("3")) == "done"
        assert not troubled(house)
        assert log_of(house) == ["3"]
        assert len(house.told) == 1


async def test_trouble_before_the_commit_is_no_doubt(database: Database) -> None:
    def fail(_connection: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if sql.startswith("INSERT INTO messages"):
            raise gone()

    async with running(database) as house:
        with hooked("before_cursor_execute", fail):
            assert await code_of(house.says("1")) == "unavailable"
        assert (house.told, house.doubted) == ([], [])
        assert await code_of(house.says("2")) == "done"
        assert log_of(house) == ["2"]


async def test_trouble_is_logged_once_however_long_it_lasts(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Any) -> None:
        raise gone()

    async with running(database) as house:
        with hooked("begin", fail, database._writer):
            for _ in range(5):
                assert await code_of(house.says()) == "unavailable"
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1


async def test_a_conflict_is_done_again(database: Database) -> None:
    left = 3

    def conflict(_: Any) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise gone(sqlstate="40001")

    async with running(database) as house:
        with hooked("commit", conflict, database._writer):
            outcomes = await asyncio.gather(house.says("1"), house.says("2"))
        assert [outcome.seq for outcome in outcomes] == [1, 2]
        assert len(house.told) == 2


async def test_who_stands_in_their_own_way_stands_in_nobody_elses(database: Database) -> None:
    def conflict(_connection: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        if sql.startswith("INSERT INTO messages") and "cursed" in str(parameters):
            raise gone(sqlstate="40P01")

    async with running(database) as house:
        with hooked("before_cursor_execute", conflict):
            codes = await asyncio.gather(
                code_of(house.says("one")), code_of(house.says("cursed")), code_of(house.says("two"))
            )
        assert list(codes) == ["done", "unavailable", "done"]
        assert log_of(house) == ["one", "two"]
        assert [event.rev for event in house.told if isinstance(event, MessageChanged)] == [3, 4]


async def test_a_bug_in_the_batch_itself_is_answered_and_the_next_batch_works(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    async with running(database) as house:
        with monkeypatch.context() as planted:
            planted.setattr(actions, "foresee", broken)
            assert await code_of(house.says("1")) == "internal"
        assert await code_of(house.says("2")) == "done"
        assert log_of(house) == ["2"]


async def test_what_is_kept_is_answered_even_if_telling_it_is_broken(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Sequence[Event]) -> None:
        raise ZeroDivisionError

    async with running(database) as house:
        house.commits._tell = broken
        assert await code_of(house.says("1")) == "done"
        assert len(house.cut) == 1
        house.commits._tell = house.tell
        assert await code_of(house.says("2")) == "done"
        assert log_of(house) == ["1", "2"]


async def test_who_no_longer_waits_harms_no_other(database: Database) -> None:
    async with running(database) as house:
        with house.held() as go:
            gone_by_then, other = house.says("1"), house.says("2")
            gone_by_then.cancel()
            go.set()
            assert (await other).seq == 2
        assert log_of(house) == ["1", "2"]


async def test_closing_commits_what_waits_and_takes_nothing_new(database: Database) -> None:
    async with running(database) as house:
        waiting = [house.says(str(number)) for number in range(600)]
        await house.commits.close()
        assert await code_of(house.says("late")) == "unavailable"
        assert [outcome.seq for outcome in await asyncio.gather(*waiting)] == list(range(1, 601))


async def test_too_many_waiting_are_refused_at_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_commits, "WAITING", 3)
    async with running(database) as house:
        with house.held() as go:
            answers = [house.says() for _ in range(5)]
            assert [answer.done() for answer in answers] == [False, False, False, True, True]
            go.set()
            assert [await code_of(answer) for answer in answers] == ["done"] * 3 + ["unavailable"] * 2


async def test_two_nodes_on_one_database_share_every_room_without_a_hole(postgres: Postgres) -> None:
    """Each says things in both rooms in another order, and both say some under the same ids."""
    url = postgres.new_database()
    databases = [Database(url), Database(url)]
    for database in databases:
        schema.prepare(database)
    async with running(databases[0]) as a, running(databases[1]) as b:
        for house in (a, b):
            await house.commits.submit(a.jiwoo, JoinRoom("join_room", "-", b.room))
        b.jiwoo = a.jiwoo
        both = [new_id() for _ in range(30)]
        answers = []
        for ref in both:
            answers += [a.says(ref, a.room), b.says(ref, b.room), a.says(room=b.room), b.says(room=a.room)]
            answers += [a.says("same", a.room, ref), b.says("same", a.room, ref)]
        outcomes = await asyncio.gather(*answers)
        assert [one.seq for one in outcomes[4::6]] == [one.seq for one in outcomes[5::6]]
        with databases[0].read() as snapshot:
            for room, many in ((a.room, 90), (b.room, 60)):
                head = rooms.head(snapshot, room)
                assert head is not None
                found = messages.after(snapshot, room, 0, 999)
                assert [message.seq for message in found] == list(range(1, many + 1))
                assert len({message.rev for message in found}) == many
                assert head.seq == many
    for database in databases:
        database.close()
    postgres.drop(url)
