"""Retention: what a room keeps no longer goes by itself, piece by piece, and everybody is told."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from madang.chat import retention
from madang.chat.heart import Chat
from madang.domain.chores import ForgetMessages
from madang.domain.commands import EditRoom
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.store import messages
from madang.store.database import Database
from madang.store.schema import Facts
from tests.chat.hearts import a_room, connected, guest, opened, said
from tests.live.mouths import Clock

DAY = 24 * 3600


@pytest.fixture
def wall() -> Clock:
    return Clock()


@pytest.fixture
async def chat(database: Database, facts: Facts, wall: Clock) -> AsyncIterator[Chat]:
    async with opened(database, facts, wall=wall) as chat:
        yield chat


async def keeps(chat: Chat, who: Person, room: str, days: int) -> None:
    await chat.perform(who, EditRoom("edit_room", "-", room, retention_days=days))


async def test_what_is_too_old_is_taken_back_and_told_to_everybody(chat: Chat, wall: Clock) -> None:
    jiwoo, _ = await guest(chat)
    room, other = await a_room(chat, jiwoo), await a_room(chat, jiwoo)
    await keeps(chat, jiwoo, room, 7)
    for where in (room, other):
        await said(chat, jiwoo, "오래된 말", where)
    wall.passes(6 * DAY)
    await said(chat, jiwoo, "새 말", room)
    jiwoo, session = await guest(chat)
    _, ear = await connected(chat, jiwoo, session)
    await chat.sweep()
    wall.passes(2 * DAY)
    await chat.sweep()
    page = await messages_of(chat, room)
    assert [(text, deleted) for text, deleted in page] == [("", True), ("새 말", False)]
    assert [text for text, _ in await messages_of(chat, other)] == ["오래된 말"]
    assert not ear.closed


async def messages_of(chat: Chat, room: str) -> list[tuple[str, bool]]:
    found = await chat.read(messages.newest, RoomId(room), 99)
    return [(message.text, message.deleted) for message in found]


async def test_however_much_it_is_it_goes_in_pieces(chat: Chat, wall: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    jiwoo, _ = await guest(chat)
    room = await a_room(chat, jiwoo)
    for number in range(5):
        await said(chat, jiwoo, str(number), room)
    await keeps(chat, jiwoo, room, 1)
    asked: list[int] = []
    perform = chat.perform

    async def counted(who: Person, command: object) -> object:
        if isinstance(command, ForgetMessages):
            asked.append(len(command.messages))
        return await perform(who, command)  # type: ignore[arg-type]

    monkeypatch.setattr(chat, "perform", counted)
    wall.passes(2 * DAY)
    await chat.sweep()
    assert asked == [2, 2, 1]
    await chat.sweep()
    assert asked == [2, 2, 1], "what is gone is not asked for again"
    assert all(deleted for _, deleted in await messages_of(chat, room))


async def test_a_room_that_keeps_them_for_longer_meanwhile_forgets_nothing(chat: Chat, wall: Clock) -> None:
    jiwoo, _ = await guest(chat)
    room = await a_room(chat, jiwoo)
    await said(chat, jiwoo, "오래된 말", room)
    await keeps(chat, jiwoo, room, 1)
    wall.passes(2 * DAY)
    read = chat.read

    async def then_kept(look: Any, *args: Any) -> object:
        found = await read(look, *args)
        if len(args) == 4:
            await keeps(chat, jiwoo, room, 0)
        return found

    forgetting = retention.Retention(lambda command: chat.perform(jiwoo, command), then_kept, chat.time)
    await forgetting.forget()
    assert [text for text, _ in await messages_of(chat, room)] == ["오래된 말"]
    await keeps(chat, jiwoo, room, 1)
    await retention.Retention(lambda command: chat.perform(jiwoo, command), chat.read, chat.time).forget()
    assert [text for text, _ in await messages_of(chat, room)] == [""]
