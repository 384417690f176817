"""Looking again whether a line still is what it was taken for."""

import asyncio
from typing import Any

import pytest

from madang.chat import rechecking as rechecker
from madang.chat.heart import Chat
from madang.chat.rechecking import Rechecking
from madang.domain.account_commands import EndSession
from madang.domain.commands import EditRoom, JoinRoom, LeaveRoom, SendMessage, SetName
from madang.domain.errors import FORBIDDEN, SIGNED_OUT, unavailable
from madang.domain.events import RoomAdded
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.sessions import LONGEST_SECONDS
from madang.live.line import Tongue
from madang.store import facts, people, states
from madang.store.database import Database
from madang.store.schema import Facts
from madang.wire.incoming import Hello
from tests.chat.hearts import HOME, Ear, a_room, connected, gone, guest, hooked, opened, said
from tests.live.mouths import Clock
from tests.store.rows import new_id


def rechecking(chat: Chat) -> Rechecking:
    return chat._rechecking


async def unheard(chat: Chat, who: Person, *commands: Any) -> list[Any]:
    """Done by another node, whose news were lost on the way."""
    tell, chat._commits._tell = chat._commits._tell, lambda _: None
    outcomes = [await chat.perform(who, command) for command in commands]
    chat._commits._tell = tell
    return outcomes


async def test_a_room_one_was_never_told_of_is_added(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    other, _ = await guest(chat)
    strange = await a_room(chat, other)
    line, ear = await connected(chat, jiwoo, session)
    await ear.hears("caught_up")
    await unheard(chat, jiwoo, JoinRoom("join_room", "-", strange))
    assert strange not in line.rooms
    rechecking(chat).soon([jiwoo.id])
    await ear.hears("room_added")
    await ear.hears("caught_up", room=strange)
    await said(chat, other, room=strange)
    await ear.hears("message", room=strange)


async def test_rooms_that_were_missed_are_read_at_once_and_told_once(chat: Chat) -> None:
    """One of them is told by another way, just as it is read."""
    jiwoo, session = await guest(chat)
    other, _ = await guest(chat)
    missed = [await a_room(chat, other) for _ in range(3)]
    lines = [await connected(chat, jiwoo, session) for _ in range(2)]
    for _, ear in lines:
        await ear.hears("caught_up")
    *_, added = await unheard(chat, jiwoo, *(JoinRoom("join_room", "-", room) for room in missed))
    read, looks = chat._rechecking._read, list[Any]()

    async def seen(look: Any, *args: Any) -> object:
        looks.append(look)
        found = await read(look, *args)
        if look is states.of:
            chat._telling.tell([RoomAdded(jiwoo.id, added.room)])
        return found

    chat._rechecking._read = seen
    await rechecking(chat).look([jiwoo.id])
    assert len(looks) == 2
    for _, ear in lines:
        assert sorted(frame["state"]["room"]["id"] for frame in ear.heard("room_added")) == sorted(missed)


async def test_a_room_one_has_left_unheard_is_heard_no_more(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    line, ear = await connected(chat, jiwoo, session)
    await ear.hears("caught_up")
    await unheard(chat, jiwoo, LeaveRoom("leave_room", "-", HOME))
    await rechecking(chat).look([jiwoo.id])
    await ear.hears("room_removed", room=HOME)
    assert line.rooms == set()


async def test_a_session_that_ended_unheard_ends_its_lines(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    _, ear = await connected(chat, jiwoo, session)
    other, other_session = await guest(chat)
    _, stays = await connected(chat, other, other_session)
    await unheard(chat, jiwoo, EndSession(session))
    await rechecking(chat).look([jiwoo.id, other.id])
    assert ear.closed == (SIGNED_OUT, "The session has ended; sign in again.")
    assert stays.closed is None


async def test_who_became_another_unheard_is_told(chat: Chat, database: Database) -> None:
    jiwoo, session = await guest(chat)
    line, ear = await connected(chat, jiwoo, session)
    other, other_session = await guest(chat)
    _, stays = await connected(chat, other, other_session)
    await unheard(chat, jiwoo, SetName("set_name", "-", "지우개"))
    with database.write() as tx:
        people.change(tx, jiwoo.id, role="admin", picture="new")
    await rechecking(chat).look([jiwoo.id, other.id])
    await rechecking(chat).look([jiwoo.id, other.id])
    me = {"id": jiwoo.id, "name": "지우개", "role": "admin", "picture": "new"}
    assert [frame["me"] for frame in ear.heard("profile")] == [me]
    assert (line.person.name, line.person.role) == ("지우개", "admin")
    assert stays.heard("profile") == []


async def test_a_session_whose_time_is_up_ends_with_a_sweep(database: Database, facts: Facts) -> None:
    wall = Clock()
    async with opened(database, facts, wall=wall) as chat:
        jiwoo, session = await guest(chat)
        line, ear = await connected(chat, jiwoo, session)
        wall.passes(3599)
        await chat.sweep()
        assert not line.closed
        wall.passes(LONGEST_SECONDS)
        await chat.sweep()
        assert ear.closed == (SIGNED_OUT, "The session has ended; sign in again.")


async def test_who_is_what_they_were_taken_for_hears_nothing(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    _, ear = await connected(chat, jiwoo, session)
    await ear.hears("presence")
    visitor = Ear()
    line = await chat.visit(HOME, visitor)
    before = len(ear.frames)
    await rechecking(chat).look([jiwoo.id, line.person.id])
    assert [frame["type"] for frame in ear.frames[before:] if frame["type"] != "member"] == []
    assert not visitor.closed
    assert line.tongue is Tongue.PLAIN


async def test_a_store_in_trouble_ends_nobody(chat: Chat, database: Database) -> None:
    def fail(_: Any) -> None:
        raise gone()

    jiwoo, session = await guest(chat)
    line, ear = await connected(chat, jiwoo, session)
    with hooked("begin", fail, database._readers):
        await rechecking(chat).look([jiwoo.id])
    assert not line.closed
    assert ear.closed is None


async def test_whom_a_store_in_trouble_knew_nothing_of_is_looked_at_again_by_itself(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rechecker, "_RETRY", 0.01)
    monkeypatch.setattr(rechecker, "_TOGETHER", 1)
    jiwoo, session = await guest(chat)
    other, other_session = await guest(chat)
    strange = await a_room(chat, (await guest(chat))[0])
    heard = [await connected(chat, who, session) for who, session in ((jiwoo, session), (other, other_session))]
    for who, (line, ear) in zip((jiwoo, other), heard, strict=True):
        await ear.hears("caught_up")
        await unheard(chat, who, JoinRoom("join_room", "-", strange))
        assert strange not in line.rooms
    read, troubles = chat._rechecking._read, [unavailable(), unavailable()]

    async def sometimes(look: Any, *args: Any) -> object:
        if look is states.of and troubles:
            raise troubles.pop(0)
        return await read(look, *args)

    chat._rechecking._read = sometimes
    rechecking(chat).soon([jiwoo.id, other.id])
    for line, ear in heard:
        await ear.hears("room_added")
        assert not line.closed


async def test_a_bug_about_somebody_keeps_nobody_else_from_being_looked_at(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rechecker, "_TOGETHER", 1)
    jiwoo, session = await guest(chat)
    other, other_session = await guest(chat)
    _, stays = await connected(chat, jiwoo, session)
    _, ear = await connected(chat, other, other_session)
    await unheard(chat, jiwoo, EndSession(session))
    await unheard(chat, other, EndSession(other_session))
    read, bugs = chat._rechecking._read, [ValueError("a bug")]

    async def broken(look: Any, *args: Any) -> object:
        if bugs:
            raise bugs.pop(0)
        return await read(look, *args)

    chat._rechecking._read = broken
    rechecking(chat).soon([jiwoo.id, other.id])
    await ear.until(lambda: ear.closed is not None)
    assert not stays.closed
    assert "bug in the rechecking" in caplog.text


async def test_a_line_that_is_still_arriving_misses_nothing_of_its_other_rooms(chat: Chat) -> None:
    """The room in focus takes a while; meanwhile a doubt about its person is looked into."""
    jiwoo, session = await guest(chat)
    room = await a_room(chat, jiwoo)
    for number in range(3):
        await said(chat, jiwoo, str(number), room)
    release = asyncio.Event()
    settled = chat._returning.settled

    async def slowly(room: RoomId) -> None:
        await release.wait()
        await settled(room)

    chat._returning.settled = slowly  # type: ignore[method-assign]
    ear = Ear()
    line = chat.line(jiwoo, ear, session)
    greeting = asyncio.create_task(chat.greet(line, Hello("hello", focus=HOME, cursors={HOME: 1, room: 2})))
    await ear.hears("caught_up", room=HOME)
    await rechecking(chat).look([jiwoo.id])
    release.set()
    await greeting
    await ear.hears("caught_up", room=room)
    assert not ear.heard("room_added"), "it is in the welcome"
    assert [frame["rev"] for frame in ear.heard("message") if frame["room"] == room] == [3, 4, 5]


async def test_a_line_that_closed_meanwhile_is_left_alone(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    line, ear = await connected(chat, jiwoo, session)
    await ear.hears("caught_up")
    await unheard(chat, jiwoo, LeaveRoom("leave_room", "-", HOME))
    looking = asyncio.create_task(rechecking(chat).look([jiwoo.id]))
    await asyncio.sleep(0)
    chat.hang_up(line)
    await looking
    assert chat.hub.rooms == {}


async def test_a_visitor_whose_room_was_closed_unheard_is_sent_away(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    room = await a_room(chat, jiwoo)
    visitor = Ear()
    line = await chat.visit(room, visitor)
    await unheard(chat, jiwoo, EditRoom("edit_room", "-", room, kind="private"))
    await rechecking(chat).look([line.person.id])
    await visitor.until(lambda: visitor.closed is not None)
    assert visitor.closed == (FORBIDDEN, "You are not in this room any more.")


def at_the_command_line(chat: Chat) -> None:
    with chat._database.write() as tx:
        facts.mark_untold(tx)


async def test_looking_out_for_the_command_line_needs_no_snapshot(chat: Chat) -> None:
    async def read(*_: Any) -> object:
        raise AssertionError("each second three statements instead of one")

    chat._rechecking._read = read
    await rechecking(chat).notice()


async def test_what_was_done_at_the_command_line_is_noticed_once(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    other, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo, session)
    await ear.hears("caught_up")
    await rechecking(chat).notice()
    doubts = chat.hub.doubts
    await unheard(chat, other, SendMessage("send_message", new_id(), HOME, "unheard"))
    await rechecking(chat).notice()
    assert chat.hub.doubts == doubts
    at_the_command_line(chat)
    await rechecking(chat).notice()
    await ear.hears("message")
    doubts = chat.hub.doubts
    await rechecking(chat).notice()
    assert chat.hub.doubts == doubts
    await unheard(chat, jiwoo, EndSession(session))
    at_the_command_line(chat)
    await rechecking(chat).notice()
    await ear.until(lambda: ear.closed is not None)
    assert ear.closed == (SIGNED_OUT, "The session has ended; sign in again.")


async def test_who_is_arriving_while_something_is_done_at_the_command_line_is_looked_at_again(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    await rechecking(chat).notice()
    settled = chat._returning.settled

    async def meanwhile(room: RoomId) -> None:
        await settled(room)
        await unheard(chat, jiwoo, EndSession(session))
        at_the_command_line(chat)
        await rechecking(chat).notice()

    chat._returning.settled = meanwhile  # type: ignore[method-assign]
    _, ear = await connected(chat, jiwoo, session, focus=HOME)
    await ear.until(lambda: ear.closed is not None)
    assert ear.closed == (SIGNED_OUT, "The session has ended; sign in again.")
