"""Messages over HTTP: history in pages, and every command of the socket. The id in the body is the idempotency key."""

from typing import Annotated

from fastapi import APIRouter, Query

from madang.api.access import TheChat, Who, Writer, slow_down
from madang.api.bodies import NewMessage, NewText
from madang.chat import reading
from madang.domain.commands import DeleteMessage, EditMessage, SendMessage
from madang.domain.messages import Message
from madang.domain.outcomes import Changed, Said
from madang.wire.pages import Page

router = APIRouter(prefix="/api/rooms/{room}/messages", tags=["messages"])

Seq = Annotated[int | None, Query(ge=0, le=2**53)]


@router.get("")
async def page(
    room: str,
    who: Who,
    chat: TheChat,
    before: Seq = None,
    after: Seq = None,
    around: Seq = None,
    limit: Annotated[int, Query(ge=1, le=reading.PAGE)] = 50,
) -> Page:
    """Messages in order of `seq`: the newest, or those on the asked-for side of a `seq`."""
    return await chat.read(reading.page, who, room, before=before, after=after, around=around, limit=limit)


@router.get("/{message}")
async def message(room: str, message: str, who: Who, chat: TheChat) -> Message:
    return await chat.read(reading.message, who, room, message)


@router.post("", status_code=201)
async def send(room: str, body: NewMessage, who: Writer, chat: TheChat) -> Said:
    slow_down(chat.limits.messages, who.id)
    outcome = await chat.perform(who, SendMessage("send_message", body.id, room, body.text))
    assert isinstance(outcome, Said)
    return outcome


@router.patch("/{message}")
async def edit(room: str, message: str, body: NewText, who: Writer, chat: TheChat) -> Changed:
    slow_down(chat.limits.messages, who.id)
    outcome = await chat.perform(who, EditMessage("edit_message", "-", room, message, body.text))
    assert isinstance(outcome, Changed)
    return outcome


@router.delete("/{message}")
async def delete(room: str, message: str, who: Writer, chat: TheChat) -> Changed:
    outcome = await chat.perform(who, DeleteMessage("delete_message", "-", room, message))
    assert isinstance(outcome, Changed)
    return outcome
