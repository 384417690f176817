"""Visiting: who comes by a plain connection is there, hears, and is gone with it."""

import asyncio

import pytest

from madang.chat.heart import Chat
from madang.domain.commands import EditRoom
from madang.domain.errors import FORBIDDEN, Goodbye, Refusal
from madang.store import members
from madang.store.database import Database
from madang.store.schema import Facts
from tests.chat.hearts import HOME, Ear, a_room, code_of, connected, guest, opened, said, says


async def test_a_visitor_is_a_member_from_the_first_to_the_last(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    _, ear = await connected(chat, jiwoo)
    await ear.hears("caught_up")
    mouth = Ear()
    line = await chat.visit(HOME, mouth)
    await ear.hears("member")
    await said(chat, jiwoo)
    await mouth.until(lambda: mouth.seqs == [1])
    chat.hang_up(line)
    await ear.until(lambda: any(frame["member"]["left"] for frame in ear.heard("member")))
    assert line.person.id not in chat.presence(HOME)
    assert await code_of(says(chat, line.person)) == "not_a_member"


async def test_what_is_said_while_the_visitor_arrives_is_not_lost(chat: Chat) -> None:
    jiwoo, _ = await guest(chat)
    mouth = Ear()
    visit = asyncio.create_task(chat.visit(HOME, mouth))
    answers = [says(chat, jiwoo, str(number)) for number in range(5)]
    await visit
    answers += [says(chat, jiwoo, str(number)) for number in range(5, 10)]
    await asyncio.gather(*answers)
    await mouth.until(lambda: 10 in mouth.seqs)
    assert mouth.seqs == list(range(mouth.seqs[0], 11))


async def test_visits_of_a_server_that_crashed_end_with_the_next_start(database: Database, facts: Facts) -> None:
    first = Chat(database, facts, limits=False)
    await first.open()
    await first.visit(HOME, Ear())
    first.draining = True  # no goodbyes: it was killed
    await first.close()
    async with opened(database, facts):
        with database.read() as snapshot:
            assert members.visits(snapshot, before="9999") == []


async def test_a_visitor_who_is_shown_out_while_still_arriving_hears_nothing(chat: Chat) -> None:
    """The room stops being open in the very moment between the arrival and its first word."""
    jiwoo, _ = await guest(chat)
    room = await a_room(chat, jiwoo)
    ear = Ear()
    visit = asyncio.create_task(chat.visit(room, ear))
    await asyncio.sleep(0)
    closing = chat.submit(jiwoo, EditRoom("edit_room", "-", room, kind="private"))
    with pytest.raises(Goodbye) as goodbye:
        await visit
    assert goodbye.value.code == FORBIDDEN
    await closing
    assert not chat.hub.lines


async def test_a_visit_that_is_refused_leaves_no_line(chat: Chat) -> None:
    with pytest.raises(Refusal):
        await chat.visit("no room", Ear())
    assert not chat.hub.lines
