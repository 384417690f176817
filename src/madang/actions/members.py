"""Coming into a room and going out of it."""

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
    room = rooms.get(turn.tx.connection, id)
    assert room is not None, "the row is locked"
    policy.may_join(who, room)
    member = members.get(turn.tx.connection, id, who.id)
    if member and not member.left:
        return Happening(InRoom(RoomState(room, head.seq, head.rev, members.standing(turn.tx.connection, id, who.id))))
    if members.count_rooms(turn.tx.connection, who.id) >= ROOMS:
        raise Refusal("too_many", f"You are in {ROOMS} rooms, which is the most; leave one first.")
    members.put(turn.tx, id, who.id, joined_at=turn.now, left=False, read=head.seq, rev=head.rev + 1)
    member = _member(turn, id, who)
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
    gone = _member(turn, id, who)
    rooms.advance(turn.tx, id, Head(head.seq, gone.rev))
    if rooms.empty(turn.tx.connection, id):
        rooms.set_emptied(turn.tx, id, turn.now)
    # Removed first, told then: who has left hears nothing more of the room.
    return Happening(Nothing(), (RoomRemoved(who.id, id), MemberChanged(id, gone.rev, gone)))


def _member(turn: Turn, id: RoomId, who: Person) -> Member:
    member = members.get(turn.tx.connection, id, who.id)
    assert member is not None, "it has just been written"
    return member
