"""From hello to listening: what is welcomed, from where on, and what happens meanwhile."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from madang.chat.heart import Chat
from madang.domain.account_commands import EndSession
from madang.domain.commands import DeleteMessage, LeaveRoom, SendMessage, SetName
from madang.domain.errors import SIGNED_OUT, Goodbye, Refusal
from madang.domain.ids import RoomId
from madang.store.database import Database
from madang.store.schema import Facts
from madang.wire.incoming import Hello
from tests.chat.hearts import HOME, Ear, a_room, connected, guest, joined, opened, said
from tests.live.mouths import Clock
from tests.store.rows import new_id


async def test_the_welcome_names_the_rooms_of_today_whatever_the_client_claims(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    mine, left = await a_room(chat, jiwoo, "mine"), await a_room(chat, jiwoo, "left")
    await chat.perform(jiwoo, LeaveRoom("leave_room", "-", left))
    other, _ = await guest(chat)
    strange = await a_room(chat, other, "strange")
    line, ear = await connected(chat, jiwoo, session, cursors={left: 1, strange: 1, "nowhere": 3, mine: 1})
    welcome = ear.frames[0]
    assert welcome["type"] == "welcome"
    assert {state["room"]["id"] for state in welcome["rooms"]} == {HOME, mine}
    assert line.rooms == {HOME, mine}
    assert welcome["epoch"] == chat.epoch
    assert welcome["me"] == {"id": jiwoo.id, "name": "지우", "role": "member", "picture": None}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", welcome["time"])


async def test_the_room_in_focus_is_brought_first(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    many = [await a_room(chat, jiwoo, name) for name in "abc"]
    _, ear = await connected(chat, jiwoo, focus=many[1], cursors=dict.fromkeys(many, 1))
    await ear.until(lambda: len(ear.heard("caught_up")) == 4)
    assert ear.heard("caught_up")[0]["room"] == many[1]


async def test_a_line_hears_nothing_before_its_welcome(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    ear = Ear()
    chat.line(jiwoo, ear, None)
    await chat.perform(jiwoo, SetName("set_name", "-", "새 이름"))
    await said(chat, jiwoo)
    assert ear.frames == []


async def test_a_room_joined_while_the_welcome_is_read_is_in_it(chat: Chat, database: Database) -> None:
    """Another device joins after the rooms were read and before they were told."""
    jiwoo, _ = await guest(chat)
    other, _ = await guest(chat)
    strange = await a_room(chat, other)
    joined_meanwhile = False
    where = chat._greeting._rooms._look

    async def slowly(asked: Any) -> Any:
        nonlocal joined_meanwhile
        found = await where(asked)
        if not joined_meanwhile:
            joined_meanwhile = True
            await joined(chat, jiwoo, strange)
        return found

    ear = Ear()
    line = chat.line(jiwoo, ear, None)
    chat._greeting._rooms._look = slowly
    await chat.greet(line, Hello("hello"))
    assert {state["room"]["id"] for state in ear.frames[0]["rooms"]} == {HOME, strange}
    await ear.hears("caught_up", room=strange)
    assert not ear.heard("room_added")
    await said(chat, other, room=strange)
    await ear.hears("message", room=strange)


async def shown(chat: Chat, meanwhile: Callable[[], Awaitable[object]]) -> None:
    """From now on something happens after the rooms were read for a welcome, and before the line listens."""
    where = chat._greeting._rooms._look

    async def slowly(asked: Any) -> Any:
        found = await where(asked)
        await meanwhile()
        return found

    chat._greeting._rooms._look = slowly


async def test_what_is_said_before_anybody_listens_is_not_missed(chat: Chat) -> None:
    """Nobody else is here, so that nobody on this side hears it either."""
    jiwoo, session = await guest(chat)
    await shown(chat, lambda: said(chat, jiwoo, "dazwischen"))
    _, ear = await connected(chat, jiwoo, session)
    await ear.hears("message", rev=3)
    assert len(ear.heard("message")) == 1


async def test_who_leaves_while_they_are_being_greeted_hears_nothing_more(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    jiwoo, session = await guest(chat)
    other, _ = await guest(chat)
    room = await a_room(chat, other)
    await joined(chat, jiwoo, room)
    _, listening = await connected(chat, other)
    await listening.hears("caught_up", room=room)
    settled = chat._returning.settled

    async def slowly(focus: RoomId) -> None:
        await settled(focus)
        await chat.perform(jiwoo, LeaveRoom("leave_room", "-", room))

    monkeypatch.setattr(chat._returning, "settled", slowly)
    line, ear = await connected(chat, jiwoo, session, focus=HOME)
    await ear.until(lambda: room not in line.rooms)
    await said(chat, other, "without jiwoo", room)
    await said(chat, other, "at home")
    await ear.hears("message")
    assert [frame["room"] for frame in ear.heard("message")] == [HOME]


async def test_what_was_deleted_meanwhile_is_told_without_its_text(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    other, _ = await guest(chat)
    _, listening = await connected(chat, other)
    await listening.hears("caught_up", room=HOME)
    ids = [new_id(), new_id()]
    await chat.perform(other, SendMessage("send_message", ids[0], HOME, "taken back"))

    async def meanwhile() -> None:
        await chat.perform(other, SendMessage("send_message", ids[1], HOME, "taken back"))
        for id in ids:
            await chat.perform(other, DeleteMessage("delete_message", "-", HOME, id))

    await shown(chat, meanwhile)
    _, ear = await connected(chat, jiwoo, session, cursors={HOME: 3})
    await ear.until(lambda: len(ear.heard("message")) == 2)
    assert [(frame["message"]["id"], frame["message"]["text"]) for frame in ear.heard("message")] == [
        (id, "") for id in ids
    ]


async def test_what_the_store_showed_before_a_doubt_is_looked_at_again(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something is said after the rooms were read; telling it is lost, which is noticed before the line listens."""
    jiwoo, session = await guest(chat)
    _, other = await connected(chat, jiwoo)
    await other.hears("caught_up")
    where = chat._greeting._rooms._look

    async def slowly(asked: Any) -> Any:
        found = await where(asked)
        with monkeypatch.context() as deaf:
            deaf.setattr(chat.hub, "publish", lambda *_: None)
            await said(chat, jiwoo, "잃어버린 말")
        chat.hub.doubt(HOME)
        return found

    chat._greeting._rooms._look = slowly
    _, ear = await connected(chat, jiwoo, session)
    await ear.hears("message")
    assert [frame["message"]["text"] for frame in ear.heard("message")] == ["잃어버린 말"]


async def test_a_session_that_ended_while_the_welcome_is_read_is_sent_away(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    line = chat.line(jiwoo, Ear(), session)
    await chat.perform(jiwoo, EndSession(session))
    with pytest.raises(Goodbye) as goodbye:
        await chat.greet(line, Hello("hello"))
    assert goodbye.value.code == SIGNED_OUT


async def test_signing_out_closes_the_lines_of_that_session(chat: Chat) -> None:
    jiwoo, session = await guest(chat)
    _, mine = await connected(chat, jiwoo, session)
    _, other = await connected(chat, jiwoo)
    await chat.perform(jiwoo, EndSession(session))
    assert mine.closed == (SIGNED_OUT, "This session was signed out.")
    assert other.closed is None


async def test_who_joins_and_leaves_on_one_device_does_so_on_all(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    other, _ = await guest(chat)
    strange = await a_room(chat, other)
    line, ear = await connected(chat, jiwoo)
    await joined(chat, jiwoo, strange)
    await ear.hears("room_added")
    await ear.hears("caught_up", room=strange)
    await said(chat, other, "hello", strange)
    await ear.hears("message", room=strange)
    await chat.perform(jiwoo, LeaveRoom("leave_room", "-", strange))
    await said(chat, other, "secret", strange)
    await ear.hears("room_removed", room=strange)
    assert "secret" not in str(ear.frames)
    assert line.rooms == {HOME}


async def test_a_line_may_ask_for_what_it_missed_in_its_own_rooms_only(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    other, _ = await guest(chat)
    strange = await a_room(chat, other)
    await said(chat, jiwoo)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    chat.catch_up(line, HOME, 3)
    await ear.until(lambda: len(ear.heard("caught_up")) == 2)
    assert ear.revs == [4]
    for room, after, code in ((strange, 0, "not_a_member"), (HOME, 99, "future"), ("no room", 0, "bad_id")):
        with pytest.raises(Refusal) as refused:
            chat.catch_up(line, room, after)
        assert refused.value.code == code


async def test_typing_is_dropped_where_it_is_too_much_or_not_theirs(database: Database, facts: Facts) -> None:
    clock = Clock()
    async with opened(database, facts, clock=clock, limits=True) as chat:
        jiwoo, _ = await guest(chat)
        other, _ = await guest(chat)
        mine, _ = await connected(chat, jiwoo)
        _, ear = await connected(chat, other)
        await ear.hears("caught_up")
        for _ in range(5):
            chat.say_typing(mine, HOME)
            chat.say_typing(mine, "nowhere")
        assert len(ear.heard("typing")) == 2
        clock.passes(5)
        chat.say_typing(mine, HOME)
        assert len(ear.heard("typing")) == 3
