"""Arriving as a guest, and signing out. The token itself is never seen here, only its hash."""

import dataclasses

from madang.actions import members
from madang.actions.turn import Turn
from madang.domain import texts
from madang.domain.commands import EndSession, StartSession
from madang.domain.events import SessionEnded
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.rooms import HOME
from madang.store import people, rooms, sessions


def start(turn: Turn, command: StartSession) -> Happening:
    """`turn.who` is the guest to be; the first room they find themselves in is home."""
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name))
    people.add(turn.tx, me, turn.now)
    sessions.add(turn.tx, command.hash, me.id, turn.now, command.expires_at)
    entered = members.arrive(turn, me, HOME).events if rooms.find(turn.tx, HOME) else ()
    return Happening(Named(me), entered)


def end(turn: Turn, command: EndSession) -> Happening:
    sessions.remove(turn.tx, command.hash)
    return Happening(Nothing(), (SessionEnded(turn.who.id, command.hash.hex()),))
