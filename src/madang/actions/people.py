"""Changing what the others see of oneself."""

import dataclasses

from madang.actions.turn import Turn
from madang.domain import texts
from madang.domain.commands import SetName
from madang.domain.events import Event, MemberChanged, ProfileChanged
from madang.domain.members import Member
from madang.domain.outcomes import Happening, Named
from madang.store import members, people, rooms
from madang.store.rooms import Head


def set_name(turn: Turn, command: SetName) -> Happening:
    """The new name is a change in every room in which the old one is known."""
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name))
    kept = people.get(turn.tx.connection, me.id)
    if kept == me:
        return Happening(Named(me))
    people.rename(turn.tx, me.id, me.name)
    known_as = members.everywhere(turn.tx.connection, me.id)
    rooms.lock_all(turn.tx, [member.room for member in known_as])
    changes: list[Event] = [_renamed(turn, member, me.name) for member in known_as]
    return Happening(Named(me), (*changes, ProfileChanged(me.id, me)))


def _renamed(turn: Turn, member: Member, name: str) -> MemberChanged:
    head = turn.lock(member.room)
    renamed = dataclasses.replace(member, name=name, rev=head.rev + 1)
    members.set_rev(turn.tx, renamed)
    rooms.advance(turn.tx, renamed.room, Head(head.seq, renamed.rev))
    return MemberChanged(renamed.room, renamed.rev, renamed)
