"""Opening a direct room: the same people get the same one, whoever of them asks."""

from madang.actions import members
from madang.actions.turn import Turn
from madang.domain import ids, policy
from madang.domain.errors import Refusal
from madang.domain.events import Event, MemberChanged, RoomAdded
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, InRoom
from madang.domain.people import Person
from madang.domain.room_commands import OpenDirect
from madang.domain.rooms import DIRECT, Room, people_key
from madang.store import blocks, rooms, states


def open(turn: Turn, command: OpenDirect) -> Happening:
    """One that there is opens whatever has become of the others since. Between two, who has left it is in it again, if
    they can still be brought in; from a talk of more one stays away until one opens it oneself."""
    id, others = ids.opened_room(command.ref), _others(turn, command.people)
    key = people_key([turn.who.id, *(each.id for each in others)])
    found = rooms.direct(turn.tx.connection, key)
    able = [each for each in others if _may_come(turn, each)]
    policy.may_open_direct(turn.who, others, out_of_reach=found is None and able != others)
    room = found or _opened(turn, id, key)
    come = able if found is None or len(others) == 1 else []
    came: list[Event] = [
        event
        for each in (turn.who, *come)
        for event in members.take_in(turn, each, room).events
        if isinstance(event, MemberChanged)
    ]
    # Told once all are in it, so that each has the faces of all the others.
    added = [_added(turn, room, event) for event in came if isinstance(event, MemberChanged)]
    state = states.get(turn.tx.connection, room, turn.who.id)
    assert state is not None, "it was opened just now"
    return Happening(InRoom(state), (*came, *added))


def _others(turn: Turn, people: list[str]) -> list[Person]:
    named = {ids.person(id) for id in people} - {turn.who.id}
    if len(named) >= DIRECT:
        raise Refusal("too_many", f"A direct room is for {DIRECT} people at most.")
    return [turn.anybody(id)[0] for id in sorted(named)]


def _may_come(turn: Turn, whom: Person) -> bool:
    """Who is let in here; and nobody is brought in by somebody whom they have blocked, or who has blocked them."""
    return turn.anybody(whom.id)[1] == "active" and not blocks.between(turn.tx.connection, turn.who.id, [whom.id])


def _opened(turn: Turn, id: RoomId, key: str) -> RoomId:
    if rooms.get(turn.tx.connection, id):
        raise Refusal("id_taken", f"The id {id} was used for another room; make a new one.")
    rooms.add(turn.tx, Room(id, "", "", False, turn.now, rev=1, kind="direct"), turn.who.id, key)
    return id


def _added(turn: Turn, room: RoomId, came: MemberChanged) -> RoomAdded:
    state = states.get(turn.tx.connection, room, came.member.person)
    assert state is not None, "it was opened just now"
    return RoomAdded(came.member.person, state)
