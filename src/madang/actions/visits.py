"""Visits: a plain connection is a person of its own, from its first frame to its last."""

from madang.actions import members, rooms
from madang.actions.turn import Turn
from madang.domain import ids
from madang.domain.account_commands import Visit
from madang.domain.chores import EndVisits
from madang.domain.events import Event
from madang.domain.outcomes import Arrived, Happening, InRoom, Nothing
from madang.store import people
from madang.store import rooms as kept_rooms


def begin(turn: Turn, command: Visit) -> Happening:
    """`turn.who` is the visitor to be. A room that does not exist is opened for the time being."""
    id = ids.room(command.room)
    if kept_rooms.lock(turn.tx, id) is None:
        rooms.add(turn, id, str(id), kind="open", temporary=True)
    people.add(turn.tx, turn.who, turn.now)
    entered = members.arrive(turn, turn.who, id)
    assert isinstance(entered.outcome, InRoom)
    return Happening(Arrived(turn.who, entered.outcome.room), entered.events)


def end(turn: Turn, command: EndVisits) -> Happening:
    events: list[Event] = []
    for id in command.people:
        if who := people.get(turn.tx.connection, id):
            events += members.leave_all(turn, who)
    return Happening(Nothing(), tuple(events))
