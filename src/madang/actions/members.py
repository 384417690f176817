"""Coming into a room and going out of it."""

import dataclasses

from madang.actions.turn import Turn
from madang.domain import ids, policy
from madang.domain.commands import JoinRoom, LeaveRoom
from madang.domain.errors import Refusal
from madang.domain.events import MemberChanged, RoomAdded, RoomRemoved
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
    """Makes `who` a member of the room; nothing happens if they are one already."""
    head = turn.lock(id)
    member = members.find(turn.tx, id, who.id)
    if member and not member.left:
        room = turn.room(id)
        return Happening(InRoom(RoomState(room, head.seq, head.rev, members.standing(turn.tx.connection, id, who.id))))
    if members.count_rooms(turn.tx.connection, who.id) >= ROOMS:
        raise Refusal("too_many", f"You are in {ROOMS} rooms, which is the most; leave one first.")
    return _come_in(turn, who, id, again=member is not None)


def arrive(turn: Turn, who: Person, id: RoomId) -> Happening:
    """The same for somebody who has just come into being and is nowhere yet."""
    turn.lock(id)
    return _come_in(turn, who, id, again=False)


def _come_in(turn: Turn, who: Person, id: RoomId, *, again: bool) -> Happening:
    head, room = turn.lock(id), turn.room(id)
    policy.may_join(who, room)
    member = Member(id, who.id, who.name, who.role, turn.now, left=False, rev=head.rev + 1)
    if again:
        members.bring_back(turn.tx, member, head.seq)
    else:
        members.add(turn.tx, member, head.seq)
    rooms.advance(turn.tx, id, Head(head.seq, member.rev))
    if room.temporary:
        rooms.set_emptied(turn.tx, id, None)
    state = RoomState(room, head.seq, member.rev, Standing(head.seq, 0))
    return Happening(InRoom(state), (MemberChanged(id, member.rev, member), RoomAdded(who.id, state)))


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
