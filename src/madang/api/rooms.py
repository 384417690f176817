"""Rooms over HTTP: looking around, opening, joining, leaving, reading."""

from typing import Annotated

from fastapi import APIRouter, Query

from madang.api.access import TheChat, Who, Writer, give_back, of_adding, of_opening, slow_down, slow_down_by
from madang.api.bodies import MemberEdit, NewDirect, NewPreferences, NewReadMark, NewRoom, RoomEdit
from madang.chat import reading
from madang.domain.commands import AddMember, EditRoom, JoinRoom, LeaveRoom, MarkRead, OpenRoom, RemoveMember, SetMember
from madang.domain.outcomes import Changed, InRoom, Preferred
from madang.domain.room_commands import OpenDirect, SetPreferences
from madang.domain.rooms import Preferences, RoomState, Standing
from madang.wire.pages import ChangesPage, Members, Rooms

router = APIRouter(prefix="/api/rooms", tags=["rooms"])


@router.get("")
async def rooms(
    who: Who,
    chat: TheChat,
    query: Annotated[str, Query(max_length=400)] = "",
    after: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = reading.ROOMS,
    mine: bool | None = None,
) -> Rooms:
    """By name: mine, those I may join, or both; direct ones among mine only."""
    return await chat.read(reading.find_rooms, who, query=query, after=after, limit=limit, mine=mine)


@router.post("/direct", status_code=201)
async def open_direct(body: NewDirect, who: Writer, chat: TheChat) -> RoomState:
    """A new talk of more than two counts as bringing each of them in."""
    slow_down_by(shares := of_opening(chat, who, body.people))
    outcome = await chat.perform(who, OpenDirect("open_direct", body.id, body.people))
    assert isinstance(outcome, InRoom)
    if outcome.room.room.id != body.id:
        give_back(shares)
    return outcome.room


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
    """Brings somebody in. One person brings another into ten rooms at once, and then into one in ten minutes."""
    slow_down_by(of_adding(chat, who, [person]))
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


@router.put("/{room}/preferences")
async def prefer(room: str, body: NewPreferences, who: Writer, chat: TheChat) -> Preferences:
    outcome = await chat.perform(who, SetPreferences("set_preferences", "-", room, **body.model_dump()))
    assert isinstance(outcome, Preferred)
    return outcome.preferences


@router.get("/{room}/changes")
async def changes(room: str, after: Annotated[int, Query(ge=0, le=2**53)], who: Who, chat: TheChat) -> ChangesPage:
    return await chat.read(reading.changes_after, who, room, after)
