"""Arriving as a guest, and signing out. The token itself is never seen here, only its hash."""

import dataclasses

from madang.actions import members
from madang.actions.turn import Turn
from madang.domain import ids, texts
from madang.domain.commands import EndSession, StartSession
from madang.domain.events import SessionEnded
from madang.domain.outcomes import Happening, Named, Nothing
from madang.store import people, rooms, sessions


def start(turn: Turn, command: StartSession) -> Happening:
    """`turn.who` is who is to be: a guest, in an open room. While the house has no owner, everybody in it is alike."""
    claimed, room = turn.place().claimed, ids.room(command.room)
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name), role="guest" if claimed else "member")
    people.add(turn.tx, me, turn.now)
    sessions.add(turn.tx, command.hash, me.id, turn.now, command.expires_at)
    entered = members.arrive(turn, me, room).events if claimed or rooms.find(turn.tx, room) else ()
    return Happening(Named(me), entered)


def end(turn: Turn, command: EndSession) -> Happening:
    sessions.remove(turn.tx, command.hash)
    return Happening(Nothing(), (SessionEnded(turn.who.id, command.hash.hex()),))
