"""Changing what the others see of oneself."""

import dataclasses

from madang.actions.turn import Turn
from madang.domain import texts
from madang.domain.commands import SetName
from madang.domain.events import Event, MemberChanged, ProfileChanged
from madang.domain.members import Member
from madang.domain.outcomes import Happening, Named
from madang.domain.people import Person
from madang.store import members, people, rooms


def set_name(turn: Turn, command: SetName) -> Happening:
    """The new name is a change in every room in which the old one is known."""
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name))
    kept = people.get(turn.tx.connection, me.id)
    if kept == me:
        return Happening(Named(me))
    people.rename(turn.tx, me.id, me.name)
    return Happening(Named(me), seen_anew(turn, me))


def seen_anew(turn: Turn, who: Person) -> tuple[Event, ...]:
    """Another name, role or picture, which is kept already, is a change in every room in which the old one is known."""
    known_as = members.everywhere(turn.tx.connection, who.id)
    rooms.lock_all(turn.tx, [member.room for member in known_as])
    return (*(_seen_anew(turn, member, who) for member in known_as), ProfileChanged(who.id, who))


def _seen_anew(turn: Turn, member: Member, who: Person) -> MemberChanged:
    rev = turn.next_rev(member.room)
    seen = dataclasses.replace(member, name=who.name, role=who.role, picture=who.picture, rev=rev)
    members.set_rev(turn.tx, seen)
    return MemberChanged(seen.room, seen.rev, seen)
