"""Whom people want to hear nothing of, as it is kept."""

from collections.abc import Collection

from sqlalchemy import Connection, and_, exists, or_, select

from madang.domain.ids import PersonId, RoomId
from madang.store.tables import blocks, members, people
from madang.store.transaction import Transaction


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


def out_of_reach(connection: Connection, room: RoomId, person: PersonId) -> bool:
    """Whether in this talk between two the other one is not let in any more, or the two have blocked each other,
    whoever whom. Never among more than two: one person's block is not the others' matter."""
    others = (
        select(people.c.id, people.c.state)
        .join(members, members.c.person == people.c.id)
        .where(members.c.room == room, members.c.person != person)
    )
    found = connection.execute(others.limit(2)).all()
    if len(found) != 1:
        return False
    ((other, state),) = found
    return state != "active" or between(connection, person, [other])


def add(tx: Transaction, person: PersonId, blocked: PersonId, at: str) -> None:
    tx.writing.execute(blocks.insert().values(person=person, blocked=blocked, at=at))


def remove(tx: Transaction, person: PersonId, blocked: PersonId) -> None:
    tx.writing.execute(blocks.delete().where(blocks.c.person == person, blocks.c.blocked == blocked))
