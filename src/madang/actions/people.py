"""Changing what the others see of oneself."""

import dataclasses

from madang.actions.turn import Turn
from madang.domain import texts
from madang.domain.commands import SetName
from madang.domain.events import Event, MemberChanged, ProfileChanged
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, Named
from madang.store import members, people, rooms
from madang.store.rooms import Head


def set_name(turn: Turn, command: SetName) -> Happening:
    """The new name is a change in every room in which the old one is known."""
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name))
    kept = people.get(turn.tx.connection, me.id)
    if kept == me:
        return Happening(Named(me))
    known_in = members.rooms_ever_of(turn.tx.connection, me.id)
    people.rename(turn.tx, me.id, me.name)
    changes: list[Event] = [_renamed_in(turn, room) for room in known_in]
    return Happening(Named(me), (*changes, ProfileChanged(me.id, me)))


def _renamed_in(turn: Turn, room: RoomId) -> MemberChanged:
    head = turn.lock(room)
    members.set_rev(turn.tx, room, turn.who.id, rev=head.rev + 1)
    rooms.advance(turn.tx, room, Head(head.seq, head.rev + 1))
    member = members.get(turn.tx.connection, room, turn.who.id)
    assert member is not None, "the room was found by its membership"
    return MemberChanged(room, member.rev, member)
