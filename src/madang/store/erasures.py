"""What is left of somebody who goes for good: where it lies, and taking it away."""

from sqlalchemy import Connection, func, select

from madang.domain.accounts import Purpose
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.store.account_tables import invitation_uses, tickets
from madang.store.pictures import of_person
from madang.store.tables import blocks, members, messages, people, pictures, preferences, profiles, reports
from madang.store.transaction import Transaction

_PURPOSE: Purpose = "erasure"
"""A ticket of which nobody has the key."""

_MESSAGES_OF = (
    # By the rooms they were ever in, since messages are not found by their authors otherwise.
    messages.c.room.in_(select(members.c.room).where(members.c.person == people.c.id)),
    messages.c.author == people.c.id,
    messages.c.deleted.is_(False),
)


def traces(tx: Transaction, person: PersonId) -> None:
    """Takes away what was kept about them, but for what they said and where: that is others' as well."""
    for table in (profiles, preferences, blocks, invitation_uses):
        tx.writing.execute(table.delete().where(table.c.person == person))
    tx.writing.execute(blocks.delete().where(blocks.c.blocked == person))
    tx.writing.execute(pictures.delete().where(pictures.c.subject == of_person(person)))
    tx.writing.execute(reports.update().where(reports.c.reporter == person).values(reason=""))


def begin(tx: Transaction, person: PersonId, now: str, never: str) -> None:
    """What they said is to be erased, piece by piece."""
    tx.writing.execute(
        tickets.insert().values(
            hash=person.encode()[:32], purpose=_PURPOSE, person=person, created_at=now, expires_at=never
        )
    )


def unfinished(connection: Connection) -> PersonId | None:
    """Somebody whose messages are to be erased."""
    found = connection.execute(
        select(tickets.c.person).where(tickets.c.purpose == _PURPOSE).order_by(tickets.c.created_at).limit(1)
    ).scalar()
    return PersonId(found) if found else None


def finish(tx: Transaction, person: PersonId) -> None:
    tx.writing.execute(tickets.delete().where(tickets.c.purpose == _PURPOSE, tickets.c.person == person))


def count(connection: Connection, person: PersonId) -> int:
    """How many messages of theirs there are."""
    counted = select(func.count()).select_from(messages).join(people, people.c.id == person).where(*_MESSAGES_OF)
    return int(connection.execute(counted).scalar_one())


def some(connection: Connection, person: PersonId, limit: int) -> list[tuple[RoomId, MessageId]]:
    """Of which room, and which message."""
    found = connection.execute(
        select(messages.c.room, messages.c.id)
        .join(people, people.c.id == person)
        .where(*_MESSAGES_OF)
        .order_by(messages.c.room, messages.c.seq)
        .limit(limit)
    )
    return [(RoomId(room), MessageId(id)) for room, id in found]
