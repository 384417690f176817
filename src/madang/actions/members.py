"""Coming into a room and going out of it."""

import dataclasses
from collections.abc import Sequence

from madang.actions.turn import Turn
from madang.domain import ids, policy
from madang.domain.commands import JoinRoom, LeaveRoom
from madang.domain.errors import Refusal
from madang.domain.events import Event, MemberChanged, RoomAdded, RoomRemoved
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.outcomes import Happening, InRoom, Nothing
from madang.domain.people import Person
from madang.domain.rooms import RoomState, Standing
from madang.store import members, rooms
from madang.store.rooms import Head

ROOMS = 500
"""In how many rooms one person may be."""


def join(turn: Turn, command: JoinRoom) -> Happening:
    return enter(turn, turn.who, ids.room(command.room))


def enter(turn: Turn, who: Person, id: RoomId) -> Happening:
    """Makes `who` a member of a room that they may join; nothing happens if they are one already."""
    turn.lock(id)
    if not policy.is_member(members.find(turn.tx, id, who.id)):
        policy.may_join(who, turn.room(id))
    return take_in(turn, who, id)


def take_in(turn: Turn, who: Person, id: RoomId, *, admin: bool = False) -> Happening:
    """The same for somebody who is let in by others."""
    head = turn.lock(id)
    member = members.find(turn.tx, id, who.id)
    if member and not member.left:
        room = turn.room(id)
        return Happening(InRoom(RoomState(room, head.seq, head.rev, members.standing(turn.tx.connection, id, who.id))))
    if members.count_rooms(turn.tx.connection, who.id) >= ROOMS:
        raise Refusal("too_many", f"One person may be in {ROOMS} rooms; they have to leave one first.")
    return _come_in(turn, who, id, before=member, admin=admin)


def arrive(turn: Turn, who: Person, id: RoomId) -> Happening:
    """The same for somebody who has just come into being and is nowhere yet."""
    turn.lock(id)
    policy.may_join(who, turn.room(id))
    return _come_in(turn, who, id)


def _come_in(turn: Turn, who: Person, id: RoomId, *, before: Member | None = None, admin: bool = False) -> Happening:
    head, room = turn.lock(id), turn.room(id)
    member = _member(turn, who, id, head.rev + 1, before, admin=admin)
    if before:
        members.bring_back(turn.tx, member, head.seq)
    else:
        members.add(turn.tx, member, head.seq)
    rooms.advance(turn.tx, id, Head(head.seq, member.rev))
    if room.temporary:
        rooms.set_emptied(turn.tx, id, None)
    state = RoomState(room, head.seq, member.rev, Standing(head.seq, 0))
    return Happening(InRoom(state), (MemberChanged(id, member.rev, member), RoomAdded(who.id, state)))


def _member(turn: Turn, who: Person, room: RoomId, rev: int, before: Member | None, *, admin: bool) -> Member:
    # Who is silenced stays so: going out and coming in again ends nothing.
    silenced_until = before.silenced_until if before else None
    return Member(room, who.id, who.name, who.role, turn.now, False, rev, admin, who.picture, silenced_until)


def leave(turn: Turn, command: LeaveRoom) -> Happening:
    return exit(turn, turn.who, ids.room(command.room))


def exit(turn: Turn, who: Person, id: RoomId) -> Happening:
    """Ends the membership of `who`; nothing happens if there is none."""
    head = turn.lock(id)
    member = members.get(turn.tx.connection, id, who.id)
    if member is None or member.left:
        return Happening(Nothing())
    members.set_left(turn.tx, id, who.id, rev=head.rev + 1)
    gone = dataclasses.replace(member, left=True, rev=head.rev + 1)
    rooms.advance(turn.tx, id, Head(head.seq, gone.rev))
    if rooms.empty(turn.tx.connection, id):
        rooms.set_emptied(turn.tx, id, turn.now)
    # Removed first, told then: who has left hears nothing more of the room.
    return Happening(Nothing(), (RoomRemoved(who.id, id), MemberChanged(id, gone.rev, gone)))


def show_out(turn: Turn, room: RoomId, those: Sequence[Member]) -> list[Event]:
    """Ends the membership of all these at once."""
    head = turn.lock(room)
    gone = [dataclasses.replace(member, left=True, rev=rev) for rev, member in enumerate(those, head.rev + 1)]
    members.set_all_left(turn.tx, gone)
    rooms.advance(turn.tx, room, Head(head.seq, head.rev + len(gone)))
    return [
        event
        for member in gone
        for event in (RoomRemoved(member.person, room), MemberChanged(room, member.rev, member))
    ]
