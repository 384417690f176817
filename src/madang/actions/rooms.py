"""Opening rooms, and clearing away the temporary ones. While the house has no owner, every room is open."""

from collections.abc import Sequence

from madang.actions import members
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain.commands import ClearRooms, Command, HouseCommand, OpenHome, OpenRoom
from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, InRoom, Nothing
from madang.domain.rooms import HOME, Room, RoomKind
from madang.store import rooms
from madang.store.transaction import Transaction


def lock_for(tx: Transaction, asked: Sequence[Command | HouseCommand]) -> None:
    """Locks the rooms that these commands name."""
    named = (getattr(command, "room", None) for command in asked)
    rooms.lock_all(tx, [ids.room(name) for name in named if name is not None and ids.is_room(name)])


def open(turn: Turn, command: OpenRoom) -> Happening:
    """The one who opens a room is its first member. The same again gets the same room."""
    id = ids.opened_room(command.ref)
    name, topic = texts.room_name(command.name), texts.topic(command.topic)
    if earlier := rooms.state(turn.tx.connection, id, turn.who.id):
        if earlier.mine is None or (earlier.room.name, earlier.room.topic) != (name, topic):
            raise Refusal("id_taken", f"The id {id} was used for another room; make a new one.")
        return Happening(InRoom(earlier))
    policy.may_open(turn.who)
    add(turn, id, name, topic=topic, kind="public" if turn.place().claimed else "open")
    return members.enter(turn, turn.who, id)


def add(
    turn: Turn, id: RoomId, name: str, *, topic: str = "", kind: RoomKind = "public", temporary: bool = False
) -> None:
    rooms.add(turn.tx, Room(id, name, topic, temporary, turn.now, rev=1, kind=kind), turn.who.id)


def open_home(turn: Turn, _: OpenHome) -> Happening:
    if rooms.get(turn.tx.connection, HOME) is None:
        add(turn, HOME, str(HOME), kind="public" if turn.place().claimed else "open")
    return Happening(Nothing())


def clear(turn: Turn, command: ClearRooms) -> Happening:
    rooms.clear(turn.tx, command.since)
    return Happening(Nothing())
