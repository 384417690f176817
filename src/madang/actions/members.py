"""Coming into a room and going out of it, by oneself or by others; and what one may do there."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from madang.actions.turn import Turn
from madang.domain import ids, policy, times
from madang.domain import members as asked
from madang.domain.commands import AddMember, JoinRoom, LeaveRoom, RemoveMember, SetMember
from madang.domain.errors import Refusal
from madang.domain.events import Event, MemberChanged, RoomAdded, RoomRemoved
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.outcomes import Changed, Happening, InRoom, Nothing
from madang.domain.people import Person
from madang.domain.rooms import HOME, RoomKind, RoomState, Standing
from madang.domain.scopes import as_seen
from madang.store import audit, blocks, members, people, rooms, states
from madang.store.rooms import Head

ROOMS = 500
"""In how many rooms one person may be: all but the talks that others opened, which nobody is asked about."""


def join(turn: Turn, command: JoinRoom) -> Happening:
    return enter(turn, turn.who, ids.room(command.room))


def enter(turn: Turn, who: Person, id: RoomId) -> Happening:
    """Makes `who` a member of a room that they may join; nothing happens if they are one already."""
    turn.lock(id)
    if not policy.is_member(members.find(turn.tx, id, who.id)):
        policy.may_join(who, turn.room(id), removed=members.was_removed(turn.tx.connection, id, who.id))
    return take_in(turn, who, id)


def take_in(turn: Turn, who: Person, id: RoomId, *, admin: bool = False) -> Happening:
    """The same for somebody who is let in by others."""
    turn.lock(id)
    member = members.find(turn.tx, id, who.id)
    if member and not member.left:
        return Happening(InRoom(_state(turn, id, who)))
    if who.id == turn.who.id or turn.room(id).kind != "direct":
        _must_have_a_place_left(turn, who)
    return _come_in(turn, who, id, before=member, admin=admin)


def _must_have_a_place_left(turn: Turn, who: Person) -> None:
    if members.count_rooms(turn.tx.connection, who.id) >= ROOMS:
        raise Refusal("too_many", f"One person may be in {ROOMS} rooms; they have to leave one first.")


def come_home(turn: Turn, who: Person) -> tuple[Event, ...]:
    """Where everybody arrives, if there is such a room, and they were not removed from it."""
    if rooms.find(turn.tx, HOME) is None or members.was_removed(turn.tx.connection, HOME, who.id):
        return ()
    return enter(turn, who, HOME).events


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
    # Who has never been here has said nothing of how they want to have it.
    state = _state(turn, id, who) if before else RoomState(room, head.seq, member.rev, Standing(head.seq, 0))
    return Happening(InRoom(state), (MemberChanged(id, member.rev, member), RoomAdded(who.id, state)))


def _state(turn: Turn, id: RoomId, who: Person) -> RoomState:
    state = states.get(turn.tx.connection, id, who.id)
    assert state is not None, "the room is locked"
    return state


def _member(turn: Turn, who: Person, room: RoomId, rev: int, before: Member | None, *, admin: bool) -> Member:
    # Who is silenced stays so: going out and coming in again ends nothing.
    silenced_until = before.silenced_until if before else None
    who = as_seen(who)
    return Member(room, who.id, who.name, who.role, turn.now, False, rev, admin, who.picture, silenced_until)


def leave(turn: Turn, command: LeaveRoom) -> Happening:
    return _go(turn, ids.room(command.room))


def _go(turn: Turn, id: RoomId) -> Happening:
    """By oneself. Nobody learns by leaving that there is such a room."""
    if members.get(turn.tx.connection, id, turn.who.id) is None:
        policy.may_read(turn.who, turn.room(id), None)
    return exit(turn, turn.who, id)


def exit(turn: Turn, who: Person, id: RoomId) -> Happening:
    """Ends the membership of `who`; nothing happens if there is none."""
    turn.lock(id)
    member = members.get(turn.tx.connection, id, who.id)
    if member is None or member.left:
        return Happening(Nothing())
    return Happening(Nothing(), tuple(show_out(turn, id, [member])))


def leave_all(turn: Turn, who: Person, *, but: RoomKind | None = None) -> tuple[Event, ...]:
    """Out of every room, but those of this kind."""
    there = members.rooms_of(turn.tx.connection, who.id)
    rooms.lock_all(turn.tx, there)
    return tuple(event for id in there if turn.room(id).kind != but for event in exit(turn, who, id).events)


def show_out(turn: Turn, id: RoomId, those: Sequence[Member]) -> list[Event]:
    """Ends the membership of all these at once, in a private room that of their bots too. Removed first, told then:
    who is gone hears nothing more."""
    head, room = turn.lock(id), turn.room(id)
    gone = [dataclasses.replace(member, left=True, rev=rev) for rev, member in enumerate(those, head.rev + 1)]
    members.set_all_left(turn.tx, gone)
    rooms.advance(turn.tx, id, Head(head.seq, head.rev + len(gone)))
    if room.temporary and rooms.empty(turn.tx.connection, id):
        rooms.set_emptied(turn.tx, id, turn.now)
    alone = members.left_alone(turn.tx.connection, id) if room.kind == "private" else []
    return [
        *(
            event
            for member in gone
            for event in (RoomRemoved(member.person, id), MemberChanged(id, member.rev, member))
        ),
        *(show_out(turn, id, alone) if alone else ()),
    ]


def add(turn: Turn, command: AddMember) -> Happening:
    room, _, member = turn.at(ids.room(command.room))
    policy.may_read(turn.who, room, member)
    whom, state = turn.anybody(ids.person(command.person))
    blocked = turn.who.id in blocks.of(turn.tx.connection, whom.id)
    removed = members.was_removed(turn.tx.connection, room.id, whom.id)
    policy.may_add(turn.who, room, member, whom, blocked=blocked, removed=removed, gone=state != "active")
    if whom.role == "bot":
        maker = people.inviter(turn.tx.connection, whom.id)
        policy.must_be_with_maker(room, whom, members.find(turn.tx, room.id, maker) if maker else None)
    happening = take_in(turn, whom, room.id)
    there = members.find(turn.tx, room.id, whom.id)
    assert there is not None, "they are in it now"
    return Happening(Changed(there.rev), happening.events)


def remove(turn: Turn, command: RemoveMember) -> Happening:
    """Nothing happens if they are not in it; who removes themselves just leaves, and may come back."""
    id, person = ids.room(command.room), ids.person(command.person)
    if person == turn.who.id:
        return _go(turn, id)
    room, _, member = turn.at(id)
    whom = members.find(turn.tx, id, person)
    policy.may_manage(turn.who, room, member, whom)
    if whom is None or whom.left:
        return Happening(Nothing())
    audit.add(turn.tx, turn.now, turn.who.id, "member.removed", person, id)
    events = show_out(turn, id, [whom])
    members.set_removed(turn.tx, id, person)
    return Happening(Nothing(), tuple(events))


def change(turn: Turn, command: SetMember) -> Happening:
    """Makes somebody an admin of the room or no longer one; silences them, or lets them speak again."""
    room, _, member = turn.at(ids.room(command.room))
    whom = members.find(turn.tx, room.id, ids.person(command.person))
    policy.may_manage(turn.who, room, member, whom)
    if whom is None or whom.left:
        raise Refusal("not_found", "They are not in this room.")
    if command.admin:
        policy.may_be_admin(whom)
    changed = dataclasses.replace(whom, **_wanted(turn, command))
    if changed == whom:
        return Happening(Changed(whom.rev))
    for action, about in _deeds(whom, changed):
        audit.add(turn.tx, turn.now, turn.who.id, action, whom.person, room.id, about)
    changed = dataclasses.replace(changed, rev=turn.next_rev(room.id))
    members.set_standing(turn.tx, changed)
    return Happening(Changed(changed.rev), (MemberChanged(room.id, changed.rev, changed),))


def _wanted(turn: Turn, command: SetMember) -> dict[str, Any]:
    wanted: dict[str, Any] = {} if command.admin is None else {"admin": command.admin}
    if command.silenced_for is not None:
        seconds = asked.silence(command.silenced_for)
        wanted["silenced_until"] = times.later(turn.now, seconds) if seconds else None
    return wanted


def _deeds(was: Member, now: Member) -> Iterator[tuple[str, dict[str, Any]]]:
    """What of it is written down."""
    if was.admin != now.admin:
        yield "member.admin", {"admin": now.admin}
    if was.silenced_until != now.silenced_until:
        yield "member.silenced", {"until": now.silenced_until}
