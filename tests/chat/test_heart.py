"""The heart, put together: sweeping, hanging up, opening, draining; and every call of the store failing."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest

from madang.chat import returning
from madang.chat.heart import Chat
from madang.domain.commands import (
    Command,
    DeleteMessage,
    EditMessage,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    OpenRoom,
    SendMessage,
    SetName,
)
from madang.domain.errors import DRAINING, Refusal
from madang.domain.ids import RoomId
from madang.domain.places import Place
from madang.store import members, messages, places, rooms, schema
from madang.store.database import Database, Snapshot
from madang.store.schema import Facts
from tests.chat.hearts import HOME, Ear, a_room, code_of, connected, gone, guest, hooked, joined, opened, said, says
from tests.live.mouths import Clock
from tests.store.rows import new_id

T = TypeVar("T")


@pytest.mark.parametrize("found", ["0001", "9999"])
async def test_a_server_whose_database_another_version_has_migrated_sends_everybody_away(
    database: Database, facts: Facts, caplog: pytest.LogCaptureFixture, found: str
) -> None:
    async with opened(database, facts) as chat:
        who, session = await guest(chat)
        _, ear = await connected(chat, who, session)
        await chat._upkeep.look_at_shape()
        assert await code_of(says(chat, who)) == "done"
        with database.write() as tx:
            tx.connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{found}'")
        for _ in range(2):
            await chat._upkeep.look_at_shape()
        assert [record.levelname for record in caplog.records if "another version" in record.message] == ["ERROR"]
        assert ear.closed == (DRAINING, "The server is stopping.")
        assert await code_of(says(chat, who)) == "unavailable"
        assert not await chat.ready()


# ── sweeping ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_sweep_ends_the_visits_of_lost_connections_only(chat: Chat, database: Database) -> None:
    here = await chat.visit(HOME, Ear())
    lost = await chat.visit(HOME, Ear())
    chat._telling.unlisten(lost, HOME, at_once=True)
    chat.hub.remove(lost)
    await chat.sweep(visits_before=1)
    with database.read() as snapshot:
        assert members.visits(snapshot, before="9999") == [(HOME, here.person.id)]


async def test_a_temporary_room_goes_when_its_time_is_up(database: Database, facts: Facts) -> None:
    wall = Clock()
    async with opened(database, facts, wall=wall, temporary_for=600) as chat:
        line = await chat.visit("소풍", Ear())
        chat.hang_up(line)
        await said(chat, (await guest(chat))[0])  # after the visit has ended
        wall.passes(599)
        await chat.sweep(visits_before=1)
        assert await exists(chat, "소풍")
        wall.passes(2)
        await chat.sweep(visits_before=1)
        assert not await exists(chat, "소풍")
        assert await exists(chat, HOME)


async def exists(chat: Chat, room: str) -> bool:
    return await chat.read(rooms.get, RoomId(room)) is not None


async def test_a_sweep_in_trouble_waits_for_the_next(chat: Chat, database: Database) -> None:
    def fail(_: Any) -> None:
        raise gone()

    with hooked("begin", fail, database._readers):
        await chat.sweep(visits_before=1)
    with hooked("begin", fail, database._writer):
        await chat.sweep(visits_before=1)


# ── hanging up ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_hangs_up_leaves_nothing_behind(database: Database, facts: Facts) -> None:
    clock = Clock()
    async with opened(database, facts, clock=clock) as chat:
        jiwoo, _ = await guest(chat)
        for _ in range(3):
            line, ear = await connected(chat, jiwoo)
            await ear.hears("caught_up")
            chat.hang_up(line)
        assert (chat.hub.lines, dict(chat.hub.people), chat.hub.rooms) == (set(), {}, {})
        assert chat.presence(HOME) == {jiwoo.id}
        clock.passes(16)
        chat._presence.turn()
        assert chat.presence(HOME) == set()


# ── opening, being ready, draining ───────────────────────────────────────────────────────────────────────────────


async def test_home_is_there_from_the_first_start(chat: Chat) -> None:
    assert await exists(chat, HOME)
    assert await chat.ready()


async def test_draining_keeps_what_was_accepted_and_then_says_goodbye(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    answers = [says(chat, jiwoo, str(number)) for number in range(20)]
    await chat.drain(spread=1.5)
    assert all([await code_of(answer) == "done" for answer in answers])
    assert len(ear.heard("message")) == 20
    assert ear.frames[-1] == {"type": "bye", "code": DRAINING, "reason": "The server is stopping.", "retry_after": 1.5}
    assert ear.closed == (DRAINING, "The server is stopping.")
    assert not await chat.ready()
    assert await code_of(says(chat, jiwoo)) == "unavailable"


async def test_times_are_written_with_milliseconds_in_utc(database: Database, facts: Facts) -> None:
    chat = Chat(database, facts, wall=lambda: 1_764_063_660.1239)
    assert chat.now() == "2025-11-25T09:41:00.123Z"
    assert chat.time(0.9) == "2025-11-25T09:41:01.023Z"
    assert chat.new_id().startswith("019aba63-")


# ── every call of the store fails once ───────────────────────────────────────────────────────────────────────────


class Failing:
    """The call of this number fails, as does no other. Calls are statements and commits."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.failed = False

    def __call__(self, *_: Any) -> None:
        self.left -= 1
        if self.left == 0:
            self.failed = True
            raise gone()


STORY: list[Command] = [
    SendMessage("send_message", "0199aa00-0000-7000-8000-000000000001", HOME, "one"),
    SendMessage("send_message", "0199aa00-0000-7000-8000-000000000002", HOME, "two"),
    EditMessage("edit_message", "e", HOME, "0199aa00-0000-7000-8000-000000000001", "edited"),
    DeleteMessage("delete_message", "d", HOME, "0199aa00-0000-7000-8000-000000000002"),
    OpenRoom("open_room", "0199aa00-0000-7000-8000-000000000003", "방"),
    SetName("set_name", "n", "새 이름"),
    MarkRead("mark_read", "m", HOME, 1),
    LeaveRoom("leave_room", "l", "0199aa00-0000-7000-8000-000000000003"),
    JoinRoom("join_room", "j", "0199aa00-0000-7000-8000-000000000003"),
]


async def tell_the_story(database: Database, facts: Facts, failing: Failing) -> None:
    """A story during which one call fails; each command is sent again until it is done, as a client does it."""
    async with opened(database, facts) as chat:
        jiwoo, _ = await guest(chat)
        other, _ = await guest(chat)
        _, ear = await connected(chat, other)
        await ear.hears("caught_up")
        with hooked("before_cursor_execute", failing), hooked("commit", failing, database._writer):
            for command in STORY:
                for _ in range(3):
                    code = await code_of(chat.submit(jiwoo, command))
                    assert code in ("done", "unavailable")
                    if code == "done":
                        break
                else:
                    raise AssertionError(f"{command} was never done")
            visitor = await at_last(lambda: chat.visit(HOME, Ear()))
            _, late = await at_last(lambda: connected(chat, jiwoo, cursors={HOME: 1}))
        await said(chat, visitor.person, "afterwards")
        for each in (ear, late):
            await each.until(lambda each=each: str(each.frames).count("afterwards") > 0)  # type: ignore[misc]
        await the_same_as_kept(chat, ear)


async def at_last(do: Callable[[], Awaitable[T]]) -> T:
    """Tried again once, as a client does it."""
    with suppress(Unavailable):
        return await or_unavailable(do)
    return await do()


class Unavailable(Exception):
    """The only refusal that is right here."""


async def or_unavailable(do: Callable[[], Awaitable[T]]) -> T:
    try:
        return await do()
    except Refusal as refusal:
        if refusal.code == "unavailable":
            raise Unavailable from refusal
        raise


async def the_same_as_kept(chat: Chat, ear: Ear) -> None:
    """What was heard, folded by the rule of a client, is what the store has."""
    heard: dict[str, dict[str, Any]] = {}
    for frame in ear.heard("message"):
        message = frame["message"]
        if message["rev"] > heard.get(message["id"], {"rev": 0})["rev"]:
            heard[message["id"]] = message

    def look(snapshot: Snapshot) -> dict[str, tuple[int, int, str, bool]]:
        return {m.id: (m.seq, m.rev, m.text, m.deleted) for m in messages.after(snapshot, HOME, 0, 99)}

    kept = await chat.read(look)
    assert {id: (m["seq"], m["rev"], m["text"], m["deleted"]) for id, m in heard.items()} == kept
    assert [text for _, _, text, _ in kept.values()] == ["edited", "", "afterwards"]


async def test_whichever_call_of_the_store_fails_nothing_is_lost_doubled_or_told_too_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(returning, "_RETRY", 0.001)
    number, failed = 0, True
    while failed:
        number += 1
        database = Database(f"sqlite:///{tmp_path}/{number}/madang.sqlite3")
        failing = Failing(number)
        try:
            await tell_the_story(database, schema.prepare(database), failing)
        except BaseException as error:
            error.add_note(f"it was the failure of call number {number}")
            raise
        finally:
            database.close()
        failed = failing.failed
    assert number > 50, "the story asks the store for more than that"
    assert "bug" not in caplog.text


# ── a commit that happened without anybody knowing ───────────────────────────────────────────────────────────────


def kept_but_unknown(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next commit is durable, and its answer is lost on the way."""
    commit = database._writer.dialect.do_commit

    def lost(connection: Any) -> None:
        commit(connection)
        monkeypatch.undo()
        raise gone()

    monkeypatch.setattr(database._writer.dialect, "do_commit", lost)


async def test_a_message_of_which_nobody_knew_is_heard_anyway_and_once(
    chat: Chat, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    jiwoo, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    command = SendMessage("send_message", new_id(), HOME, "안녕")
    kept_but_unknown(database, monkeypatch)
    assert await code_of(chat.submit(jiwoo, command)) == "unavailable"
    await ear.hears("message")
    assert await code_of(chat.submit(jiwoo, command)) == "done"
    await said(chat, jiwoo)
    await ear.until(lambda: len(ear.revs) >= 2)
    assert ear.revs == [3, 4]


@pytest.mark.parametrize("leaves", [False, True])
async def test_a_room_entered_or_left_without_anybody_knowing_is_noticed(
    chat: Chat, database: Database, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    jiwoo, _ = await guest(chat)
    other, _ = await guest(chat)
    room = await a_room(chat, other)
    if leaves:
        await joined(chat, jiwoo, room)
    _, ear = await connected(chat, jiwoo)
    await ear.until(lambda: len(ear.heard("caught_up")) == (2 if leaves else 1))
    command = (LeaveRoom("leave_room", "-", room)) if leaves else JoinRoom("join_room", "-", room)
    kept_but_unknown(database, monkeypatch)
    assert await code_of(chat.submit(jiwoo, command)) == "unavailable"
    assert await code_of(chat.submit(jiwoo, command)) == "done"
    await ear.hears("room_removed" if leaves else "room_added")


async def test_what_the_house_is_called_on_another_node_is_known_and_told_by_the_next_sweep(
    database: Database, facts: Facts
) -> None:
    async with opened(database, facts) as chat:
        _, ear = await connected(chat, *await guest(chat))
        with database.write() as tx:
            places.put(tx, Place("우리 집"))
        await chat.sweep()
        await chat.sweep()
        assert chat.place.name == "우리 집"
        assert [frame["house"]["name"] for frame in ear.heard("house")] == ["우리 집"]
