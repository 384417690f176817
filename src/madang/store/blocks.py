"""Whom people want to hear nothing of, as it is kept."""

from collections.abc import Collection
from itertools import permutations

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import State
from madang.store.tables import blocks, members, people
from madang.store.transaction import Transaction

_STATES = (
    select(members.c.room, members.c.person, people.c.state)
    .join(people, people.c.id == members.c.person)
    .where(members.c.room.in_(bindparam("rooms", expanding=True)))
)
_AMONG = select(blocks.c.person, blocks.c.blocked).where(
    tuple_(blocks.c.person, blocks.c.blocked).in_(bindparam("pairs", expanding=True))
)
_TWO = 2


def of(connection: Connection, person: PersonId) -> list[PersonId]:
    """Whom this person has blocked, the first one first."""
    found = connection.execute(
        select(blocks.c.blocked).where(blocks.c.person == person).order_by(blocks.c.at, blocks.c.blocked)
    )
    return [PersonId(id) for (id,) in found]


def between(connection: Connection, person: PersonId, others: Collection[PersonId]) -> bool:
    """Whether this person and one of the others have blocked each other, whoever whom."""
    either = or_(
        and_(blocks.c.person == person, blocks.c.blocked.in_(others)),
        and_(blocks.c.blocked == person, blocks.c.person.in_(others)),
    )
    return bool(connection.execute(select(exists().where(either))).scalar())


def out_of_reach(tx: Transaction, room: RoomId, person: PersonId) -> bool:
    """Whether in this talk between two the other one is not let in any more, or the two have blocked each other,
    whoever whom. Never among more than two: one person's block is not the others' matter. Asked again in one
    transaction, it is not read again."""
    try:
        return person in tx.known(("out of reach", room))
    except KeyError:
        find_all(tx, [room])
        return out_of_reach(tx, room, person)


def find_all(tx: Transaction, rooms: Collection[RoomId]) -> None:
    """Reads these at once, so that `out_of_reach` knows them."""
    states: dict[RoomId, dict[PersonId, State]] = {room: {} for room in rooms}
    for room, person, state in tx.connection.execute(_STATES, {"rooms": list(states)}):
        states[room][person] = state
    pairs = [pair for those in states.values() if len(those) == _TWO for pair in permutations(those)]
    blocking = {(a, b) for a, b in tx.connection.execute(_AMONG, {"pairs": pairs})} if pairs else set()
    for room, those in states.items():
        ways = permutations(those) if len(those) == _TWO else ()
        out = {me for me, other in ways if those[other] != "active" or {(me, other), (other, me)} & blocking}
        tx.know(("out of reach", room), out)


def add(tx: Transaction, person: PersonId, blocked: PersonId, at: str) -> None:
    tx.writing.execute(blocks.insert().values(person=person, blocked=blocked, at=at))


def remove(tx: Transaction, person: PersonId, blocked: PersonId) -> None:
    tx.writing.execute(blocks.delete().where(blocks.c.person == person, blocks.c.blocked == blocked))
