"""Somebody goes for good. What they said becomes tombstones, room by room, on the road of every deletion."""

from madang.actions import members, messages, sessions
from madang.actions.people import seen_anew
from madang.actions.roles import somebody
from madang.actions.turn import Turn
from madang.domain import policy, times
from madang.domain.account_commands import ErasePerson
from madang.domain.chores import EraseMessages
from madang.domain.events import Event
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.outcomes import Erased, Happening, Nothing
from madang.domain.people import Person
from madang.store import accounts, audit, erasures, people, rooms
from madang.store import members as kept_members
from madang.store import messages as kept_messages

NAME = "erased · 지워짐"
"""Of everybody who is gone."""
_AT_ONCE = 100


def erase(turn: Turn, command: ErasePerson) -> Happening:
    """The person is gone at once, their messages go after that. The outcome is what there was of them but for these."""
    who, (whom, _) = turn.who, somebody(turn, command.person)
    policy.may_erase(who, whom, people.owners(turn.tx.connection))
    there = kept_members.rooms_of(turn.tx.connection, whom.id)
    # In this order, as for everybody who is shown out: a line that has ended is told of no room, and would be taken to
    # be there for some seconds more.
    out, signed_out = members.leave_all(turn, whom), sessions.all_ended(turn, whom.id)
    bots_ended = sessions.bots_ended(turn, whom.id)
    accounts.remove(turn.tx, whom.id)
    erasures.traces(turn.tx, whom.id)
    shown = _forget_name(turn, whom)
    erase_messages(turn, whom.id)
    audit.add(turn.tx, turn.now, who.id, "person.erased", whom.id)
    return Happening(Erased(rooms=len(there), sessions=len(signed_out)), (*out, *signed_out, *bots_ended, *shown))


def erase_messages(turn: Turn, person: PersonId) -> None:
    """All that they have said is to go, piece by piece behind this."""
    erasures.finish(turn.tx, person)
    erasures.begin(turn.tx, person, turn.now, times.NEVER)


def go_on(turn: Turn, _: EraseMessages) -> Happening:
    """The next piece of what is to go."""
    unfinished = erasures.unfinished(turn.tx.connection)
    if unfinished is None:
        return Happening(Nothing())
    person, reached = unfinished
    found, upto = erasures.some(turn.tx.connection, person, reached, _AT_ONCE)
    if upto:
        erasures.reach(turn.tx, person, upto)
    else:
        erasures.finish(turn.tx, person)
    rooms.lock_all(turn.tx, [room for _, room in found])
    events = [event for id, room in found for event in _take_back(turn, room, id)]
    return Happening(Erased(len(events)), tuple(events))


def _take_back(turn: Turn, room: RoomId, id: MessageId) -> tuple[Event, ...]:
    """Unless it is gone already: another node may have been faster."""
    message = kept_messages.get(turn.tx.connection, room, id)
    return messages.take_back(turn, message).events if message and not message.deleted else ()


def _forget_name(turn: Turn, whom: Person) -> tuple[Event, ...]:
    nobody = Person(whom.id, NAME, "guest")
    people.change(turn.tx, whom.id, name=NAME, role="guest", picture=None, state="erased", invited_by=None)
    return seen_anew(turn, nobody)
