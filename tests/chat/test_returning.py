"""Bringing lines back: in pieces, from one read for all, and with a reset where a page is cheaper."""

import asyncio
import threading
from typing import Any

import pytest

from madang.chat import returning
from madang.chat.heart import Chat
from madang.domain.commands import DeleteMessage, EditMessage, LeaveRoom, SendMessage
from madang.live import recent
from madang.live.line import Cursor, Line
from madang.store import changes
from madang.store.database import Database
from madang.wire import outgoing
from tests.chat.hearts import HOME, Ear, connected, gone, guest, hooked, joined, said
from tests.store.rows import new_id


class Reads:
    """Counts the snapshots that are read."""

    def __init__(self, database: Database) -> None:
        self.many = 0
        self.hook = hooked("begin", self.count, database._readers)

    def count(self, _: Any) -> None:
        self.many += 1


async def test_who_missed_something_gets_each_thing_once_as_it_is_now(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    first = new_id()
    await chat.perform(jiwoo, SendMessage("send_message", first, HOME, "first"))
    gone_by_now = new_id()
    await chat.perform(jiwoo, SendMessage("send_message", gone_by_now, HOME, "secret"))
    await chat.perform(jiwoo, EditMessage("edit_message", "-", HOME, first, "edited"))
    await chat.perform(jiwoo, DeleteMessage("delete_message", "-", HOME, gone_by_now))
    _, ear = await connected(chat, jiwoo, cursors={HOME: 1})
    caught_up = await ear.hears("caught_up")
    assert caught_up == {"type": "caught_up", "room": HOME, "rev": 6, "seq": 2, "read": 2, "unread": 0}
    assert ear.revs == [2, 5, 6]
    assert [frame["message"]["text"] for frame in ear.heard("message")] == ["edited", ""]
    assert "secret" not in str(ear.frames)


async def test_who_brings_no_cursor_has_the_welcome_and_gets_what_came_after(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    await said(chat, jiwoo)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up", rev=3, seq=1)
    assert ear.revs == []


async def test_who_is_back_hears_what_is_said_next_and_who_is_here(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("presence", count=1)
    await said(chat, jiwoo)
    await ear.hears("message", rev=3)


async def test_unread_of_the_caught_up_counts_what_was_brought(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    minjun, _ = await guest(chat)
    for _ in range(3):
        await said(chat, minjun)
    _, ear = await connected(chat, jiwoo, cursors={HOME: 3})
    await ear.hears("caught_up", read=0, unread=3)
    assert len(ear.heard("message")) == 3


@pytest.mark.parametrize(
    ("hello", "reason"),
    [
        ({"cursors": {HOME: 3}}, "too_far"),
        ({"cursors": {HOME: 99}}, "future"),
        ({"cursors": {HOME: 1 << 70}}, "future"),
        ({"cursors": {HOME: -5}}, "epoch"),
        ({"cursors": {HOME: 5}, "epoch": "another"}, "epoch"),
    ],
)
async def test_where_nothing_can_be_brought_a_reset_says_why(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, hello: dict[str, Any], reason: str
) -> None:
    monkeypatch.setattr(outgoing, "CHANGES", 5)
    jiwoo, _ = await guest(chat)
    for _ in range(8):
        await said(chat, jiwoo)
    _, ear = await connected(chat, jiwoo, **hello)
    reset = await ear.hears("reset")
    assert reset == {"type": "reset", "room": HOME, "rev": 10, "seq": 8, "reason": reason}
    await ear.hears("caught_up", rev=10)
    assert ear.revs == []


async def test_exactly_as_many_changes_as_allowed_are_brought(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "CHANGES", 5)
    jiwoo, _ = await guest(chat)
    for _ in range(8):
        await said(chat, jiwoo)
    _, ear = await connected(chat, jiwoo, cursors={HOME: 5})
    await ear.hears("caught_up")
    assert ear.revs == [6, 7, 8, 9, 10]
    assert not ear.heard("reset")


async def test_one_read_serves_all_who_are_behind_in_a_room(chat: Chat, database: Database) -> None:
    people = [(await guest(chat))[0] for _ in range(20)]
    head = len(people) + 1
    lines = [await connected(chat, who) for who in people]
    for _, ear in lines:
        await ear.hears("caught_up", rev=head)
    reads = Reads(database)
    with reads.hook:
        chat.hub.doubt(HOME)
        for _, ear in lines:
            await ear.until(lambda ear=ear: len(ear.heard("caught_up")) == 2)  # type: ignore[misc]
    assert reads.many == 1


async def test_a_doubt_while_the_log_is_being_read_is_not_forgotten(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before the doubt may lack what the doubt is about."""
    jiwoo, _ = await guest(chat)
    was_read, may_go_on = threading.Event(), threading.Event()
    read = chat._returning._read

    def read_slowly(*args: Any) -> Any:
        missed = read(*args)
        was_read.set()
        assert may_go_on.wait(30)
        return missed

    monkeypatch.setattr(chat._returning, "_read", read_slowly)
    _, ear = await connected(chat, jiwoo, cursors={HOME: 1})
    assert await asyncio.to_thread(was_read.wait, 30)
    with monkeypatch.context() as deaf:
        deaf.setattr(chat.hub, "publish", lambda *_: None)
        await said(chat, jiwoo)
    chat.hub.doubt(HOME)
    may_go_on.set()
    await ear.until(lambda: ear.revs == [2, 3])


async def test_different_cursors_are_served_from_the_same_read(chat: Chat, database: Database) -> None:
    people = [(await guest(chat))[0] for _ in range(3)]
    for _ in range(6):
        await said(chat, people[0])
    reads = Reads(database)
    lines: list[tuple[Line, Ear]] = []
    for who, rev in zip(people, (4, 6, 10), strict=True):
        ear = Ear()
        line = chat.line(who, ear, None)
        line.greeted = True
        lines.append((line, ear))
        chat._telling.listen(line, HOME, Cursor(rev, 0))
    with reads.hook:
        for _, ear in lines:
            await ear.hears("caught_up", rev=10)
    assert reads.many == 1
    assert [ear.revs for _, ear in lines] == [[5, 6, 7, 8, 9, 10], [7, 8, 9, 10], []]


async def test_a_full_socket_stops_the_catching_up_where_it_stands(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_PIECE", 1)
    jiwoo, _ = await guest(chat)
    for _ in range(8):
        await said(chat, jiwoo)
    line, ear = await connected(chat, jiwoo, takes=4, cursors={HOME: 2})
    await ear.until(lambda: ear.full)
    taken = list(ear.revs)
    assert taken == [3, 4, 5], "the first write was the welcome"
    await said(chat, jiwoo)
    assert ear.revs == taken
    ear.full, ear.takes = False, None
    chat.hub.drain(line)
    await ear.hears("caught_up", rev=11)
    assert ear.revs == [3, 4, 5, 6, 7, 8, 9, 10, 11]


async def test_what_is_said_meanwhile_comes_after_and_once(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    for _ in range(30):
        chat.hub.doubt(HOME)
        await asyncio.gather(*(said(chat, jiwoo) for _ in range(3)))
    await ear.until(lambda: len(ear.revs) >= 90)
    assert ear.revs == list(range(3, 93))


async def test_a_store_in_trouble_is_asked_again(
    chat: Chat, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returning, "_RETRY", 0.001)
    jiwoo, _ = await guest(chat)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    left = 3

    def fail(_: Any) -> None:
        nonlocal left
        left -= 1
        if left >= 0:
            raise gone()

    with hooked("begin", fail, database._readers):
        chat.hub.doubt(HOME)
        await ear.until(lambda: len(ear.heard("caught_up")) == 2)
    assert not line.closed


async def test_a_bug_sends_the_lines_away_to_come_back_by_themselves(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    jiwoo, _ = await guest(chat)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    with monkeypatch.context() as planted:
        planted.setattr(changes, "latest", broken)
        chat.hub.doubt(HOME)
        await ear.until(lambda: ear.aborted)
    assert "bug while bringing lines back" in caplog.text
    chat.hang_up(line)
    _, again = await connected(chat, jiwoo)
    await again.hears("caught_up")


async def test_who_is_no_member_any_more_is_sent_out_of_the_room(chat: Chat) -> None:
    """Their leaving was not heard here, say because the relay was away."""
    jiwoo, _ = await guest(chat)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    telling, chat._commits._tell = chat._commits._tell, lambda _: None
    await chat.perform(jiwoo, LeaveRoom("leave_room", "-", HOME))
    chat._commits._tell = telling
    chat.hub.doubt(HOME)
    await ear.hears("room_removed", room=HOME)
    assert line.rooms == set()
    assert not chat.presence(HOME)
    before = len(ear.frames)
    minjun, _ = await guest(chat)
    await said(chat, minjun)
    assert len(ear.frames) == before


async def test_a_plain_line_is_brought_all_new_messages_of_others_however_many(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returning, "_PLAIN_PAGE", 3)
    ear = Ear()
    line = await chat.visit(HOME, ear)
    jiwoo, _ = await guest(chat)
    await said(chat, jiwoo)
    await ear.until(lambda: ear.seqs == [1])
    ear.full = True
    chat.hub.fill(line)
    taken_back = new_id()
    await chat.perform(jiwoo, SendMessage("send_message", taken_back, HOME, "2"))
    await chat.perform(jiwoo, DeleteMessage("delete_message", "-", HOME, taken_back))
    for number in range(3, 12):
        await said(chat, line.person if number % 5 == 0 else jiwoo, str(number))
    assert ear.seqs == [1]
    ear.full = False
    chat.hub.drain(line)
    await ear.until(lambda: 11 in ear.seqs)
    assert ear.seqs == [1, 3, 4, 6, 7, 8, 9, 11]
    await said(chat, jiwoo)
    await ear.until(lambda: 12 in ear.seqs)
    assert ear.seqs == [1, 3, 4, 6, 7, 8, 9, 11, 12]


async def test_a_line_that_left_while_the_store_was_read_gets_nothing_of_it(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    before = len(ear.frames)
    chat.hub.doubt(HOME)
    chat.hang_up(line)
    minjun, _ = await guest(chat)
    await joined(chat, minjun, HOME)
    assert len(ear.frames) == before


async def test_a_line_that_asks_again_while_the_store_is_read_is_served_from_where_it_asked(
    chat: Chat, database: Database
) -> None:
    jiwoo, _ = await guest(chat)
    for _ in range(3):
        await said(chat, jiwoo)
    line, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    reading, go = threading.Event(), threading.Event()

    def wait(_: Any) -> None:
        reading.set()
        assert go.wait(20)

    with hooked("begin", wait, database._readers):
        chat.hub.doubt(HOME)
        await asyncio.to_thread(reading.wait, 20)
        chat.catch_up(line, HOME, 2)
        go.set()
        await ear.until(lambda: len(ear.heard("caught_up")) == 2)
    assert ear.revs == [3, 4, 5]
