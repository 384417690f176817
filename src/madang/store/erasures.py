"""What is left of somebody who goes for good: where it lies, and taking it away."""

import json
from typing import NamedTuple

from sqlalchemy import Connection, func, select, tuple_

from madang.domain.accounts import Purpose
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.store.account_tables import invitation_uses, tickets
from madang.store.pictures import of_person
from madang.store.tables import blocks, members, messages, people, pictures, preferences, profiles, reports
from madang.store.transaction import Transaction

_PURPOSE: Purpose = "erasure"
"""A ticket of which nobody has the key."""


class Where(NamedTuple):
    """Of a message, in the order in which they are erased."""

    room: RoomId
    seq: int


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


def unfinished(connection: Connection) -> tuple[PersonId, Where | None] | None:
    """Somebody whose messages are to be erased, and up to where they are."""
    found = connection.execute(
        select(tickets.c.person, tickets.c.about)
        .where(tickets.c.purpose == _PURPOSE)
        .order_by(tickets.c.created_at, tickets.c.person)
        .limit(1)
    ).first()
    if found is None:
        return None
    person, upto = found
    return PersonId(person), Where(*json.loads(upto)) if upto else None


def reach(tx: Transaction, person: PersonId, upto: Where) -> None:
    """What they said is erased up to here: the next look need not begin at the beginning."""
    mine = (tickets.c.purpose == _PURPOSE, tickets.c.person == person)
    tx.writing.execute(tickets.update().where(*mine).values(about=json.dumps(upto, ensure_ascii=False)))


def finish(tx: Transaction, person: PersonId) -> None:
    tx.writing.execute(tickets.delete().where(tickets.c.purpose == _PURPOSE, tickets.c.person == person))


def count(connection: Connection, person: PersonId) -> int:
    """How many messages of theirs there are."""
    counted = select(func.count()).select_from(messages).join(people, people.c.id == person).where(*_MESSAGES_OF)
    return int(connection.execute(counted).scalar_one())


def some(connection: Connection, person: PersonId, after: Where | None, limit: int) -> list[tuple[MessageId, Where]]:
    """Which messages, and where they are, in this order."""
    wanted = select(messages.c.id, messages.c.room, messages.c.seq).join(people, people.c.id == person)
    if after:
        wanted = wanted.where(tuple_(messages.c.room, messages.c.seq) > tuple_(*after))
    found = connection.execute(wanted.where(*_MESSAGES_OF).order_by(messages.c.room, messages.c.seq).limit(limit))
    return [(MessageId(id), Where(RoomId(room), seq)) for id, room, seq in found]
