"""Rooms over HTTP: looking around, opening, joining, leaving, reading."""

from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from madang.api.access import TheChat, Who, Writer, slow_down
from madang.api.bodies import MemberEdit, NewReadMark, NewRoom, RoomEdit
from madang.chat import reading
from madang.domain.commands import AddMember, EditRoom, JoinRoom, LeaveRoom, MarkRead, OpenRoom, RemoveMember, SetMember
from madang.domain.outcomes import Changed, InRoom
from madang.domain.rooms import RoomState, Standing
from madang.wire.outgoing import ChangesPage, Members

router = APIRouter(prefix="/api/rooms", tags=["rooms"])


class Rooms(TypedDict):
    rooms: list[RoomState]


@router.get("")
async def rooms(who: Who, chat: TheChat) -> Rooms:
    """Mine and the open ones."""
    return Rooms(rooms=await chat.read(reading.rooms_for, who))


@router.post("", status_code=201)
async def open(body: NewRoom, who: Writer, chat: TheChat) -> RoomState:
    fields = body.model_dump(exclude={"id"})
    outcome = await chat.perform(who, OpenRoom("open_room", body.id, **fields))
    assert isinstance(outcome, InRoom)
    return outcome.room


@router.get("/{room}")
async def room(room: str, who: Who, chat: TheChat) -> RoomState:
    return await chat.read(reading.room, who, room)


@router.patch("/{room}")
async def edit(room: str, body: RoomEdit, who: Writer, chat: TheChat) -> Changed:
    """`retention_days` null is for ever, like 0."""
    fields = body.model_dump(exclude_unset=True)
    if "retention_days" in fields:
        fields["retention_days"] = body.retention_days or 0
    outcome = await chat.perform(who, EditRoom("edit_room", "-", room, **fields))
    assert isinstance(outcome, Changed)
    return outcome


@router.get("/{room}/members")
async def members(room: str, who: Who, chat: TheChat) -> Members:
    return await chat.read(reading.present, who, room)


@router.put("/{room}/members/me")
async def join(room: str, who: Writer, chat: TheChat) -> RoomState:
    outcome = await chat.perform(who, JoinRoom("join_room", "-", room))
    assert isinstance(outcome, InRoom)
    return outcome.room


@router.delete("/{room}/members/me", status_code=204)
async def leave(room: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, LeaveRoom("leave_room", "-", room))


@router.put("/{room}/members/{person}")
async def add(room: str, person: str, who: Writer, chat: TheChat) -> Changed:
    outcome = await chat.perform(who, AddMember("add_member", "-", room, person))
    assert isinstance(outcome, Changed)
    return outcome


@router.delete("/{room}/members/{person}", status_code=204)
async def remove(room: str, person: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, RemoveMember("remove_member", "-", room, person))


@router.patch("/{room}/members/{person}")
async def change(room: str, person: str, body: MemberEdit, who: Writer, chat: TheChat) -> Changed:
    outcome = await chat.perform(who, SetMember("set_member", "-", room, person, **body.model_dump()))
    assert isinstance(outcome, Changed)
    return outcome


@router.put("/{room}/read")
async def mark_read(room: str, body: NewReadMark, who: Writer, chat: TheChat) -> Standing:
    slow_down(chat.limits.reads, who.id)
    outcome = await chat.perform(who, MarkRead("mark_read", "-", room, body.seq))
    assert isinstance(outcome, Standing)
    return outcome


@router.get("/{room}/changes")
async def changes(room: str, after: Annotated[int, Query(ge=0, le=2**53)], who: Who, chat: TheChat) -> ChangesPage:
    return await chat.read(reading.changes_after, who, room, after)
