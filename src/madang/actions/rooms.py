"""Opening rooms, changing what they are, and clearing away the temporary ones. While the house has no owner, a room is
open unless somebody wants it otherwise."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from madang.actions import members
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain import rooms as asked
from madang.domain.chores import ClearRooms, OpenHome
from madang.domain.commands import AnyCommand, EditRoom, OpenRoom
from madang.domain.errors import Refusal
from madang.domain.events import RoomChanged
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.outcomes import Changed, Happening, InRoom, Nothing
from madang.domain.people import Person
from madang.domain.rooms import HOME, Room, RoomKind
from madang.store import audit, rooms, states
from madang.store import members as kept_members
from madang.store.transaction import Transaction

_TEXTS = ("name", "topic", "description")


def lock_for(tx: Transaction, asked: Sequence[AnyCommand]) -> None:
    """Locks the rooms that these commands name."""
    named = (getattr(command, "room", None) for command in asked)
    rooms.lock_all(tx, [ids.room(name) for name in named if name is not None and ids.is_room(name)])


def open(turn: Turn, command: OpenRoom) -> Happening:
    """The one who opens a room is its first member and looks after it. The same again gets the same room."""
    room = Room(
        ids.opened_room(command.ref),
        texts.room_name(command.name),
        texts.topic(command.topic),
        False,
        turn.now,
        rev=1,
        kind=command.kind or _usual_kind(turn),
        announcement=command.announcement,
        description=texts.description(command.description),
    )
    if earlier := states.get(turn.tx.connection, room.id, turn.who.id):
        if earlier.mine is None or _opened(earlier.room) != _opened(room):
            raise Refusal("id_taken", f"The id {room.id} was used for another room; make a new one.")
        return Happening(InRoom(earlier))
    policy.may_open(turn.who, room.kind)
    rooms.add(turn.tx, room, turn.who.id)
    return members.take_in(turn, turn.who, room.id, admin=True)


def add(turn: Turn, id: RoomId, name: str, *, kind: RoomKind = "public", temporary: bool = False) -> None:
    rooms.add(turn.tx, Room(id, name, "", temporary, turn.now, rev=1, kind=kind), turn.who.id)


def edit(turn: Turn, command: EditRoom) -> Happening:
    """When a room stops being open, those without an account are shown out before they could hear what it is now."""
    room, _, member = turn.at(ids.room(command.room))
    policy.may_edit(turn.who, room, member)
    changed = dataclasses.replace(room, **_wanted(command))
    if changed == room:
        return Happening(Changed(room.rev))
    policy.may_become(room, changed)
    policy.must_be_meant(room, changed, history_visible=command.history_visible)
    if _is_worth_writing_down(turn.who, room, changed):
        audit.add(turn.tx, turn.now, turn.who.id, "room.edited", room=room.id, about=_about(room, changed))
    return change(turn, room, changed)


def change(turn: Turn, room: Room, changed: Room) -> Happening:
    """Makes the room what it is to be."""
    gone: list[Member] = []
    if room.kind == "open" and changed.kind != "open":
        gone += kept_members.present_as(turn.tx.connection, room.id, policy.OUTSIDE)
    if room.kind != "private" and changed.kind == "private":
        gone += kept_members.left_alone(turn.tx.connection, room.id)
    out = members.show_out(turn, room.id, gone) if gone else []
    changed = dataclasses.replace(changed, rev=turn.next_rev(room.id))
    rooms.change(turn.tx, changed)
    return Happening(Changed(changed.rev), (*out, RoomChanged(room.id, changed.rev, changed)))


def open_home(turn: Turn, _: OpenHome) -> Happening:
    if rooms.get(turn.tx.connection, HOME) is None:
        add(turn, HOME, str(HOME), kind=_usual_kind(turn))
    return Happening(Nothing())


def clear(turn: Turn, command: ClearRooms) -> Happening:
    rooms.clear(turn.tx, command.since)
    return Happening(Nothing())


def _usual_kind(turn: Turn) -> RoomKind:
    return "public" if turn.place().claimed else "open"


def _opened(room: Room) -> tuple[object, ...]:
    """What its opener has said of it."""
    return room.name, room.topic, room.kind, room.announcement, room.description


def _wanted(command: EditRoom) -> dict[str, Any]:
    """The fields that are to be others, as they are kept."""
    kept: dict[str, Callable[[Any], Any]] = {
        "name": texts.room_name,
        "topic": texts.topic,
        "description": texts.description,
        "slow_mode": asked.slow_mode,
        "retention_days": asked.retention_days,
    }
    fields = (field.name for field in dataclasses.fields(Room) if hasattr(command, field.name))
    found = {name: value for name in fields if (value := getattr(command, name)) is not None}
    return {name: kept[name](value) if name in kept else value for name, value in found.items()}


def _is_worth_writing_down(who: Person, room: Room, changed: Room) -> bool:
    """What those do who look after the house; and what keeps or shows what was said, whoever does it."""
    kept = changed.retention_days != room.retention_days
    return who.role in policy.STAFF or kept or policy.reaches_more(room, changed)


def _about(room: Room, changed: Room) -> dict[str, Any]:
    """What is another now: of texts, only that they are."""
    was, now = dataclasses.asdict(room), dataclasses.asdict(changed)
    return {name: True if name in _TEXTS else now[name] for name in now if now[name] != was[name]}
