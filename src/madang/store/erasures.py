"""What is left of somebody who goes for good: where it lies, and taking it away."""

import json
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from madang.domain.accounts import Purpose
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.store.account_tables import invitation_uses, invitations, tickets
from madang.store.pictures import of_person
from madang.store.tables import blocks, members, messages, pictures, preferences, profiles, reports, rooms
from madang.store.transaction import Transaction

_PURPOSE: Purpose = "erasure"
"""A ticket of which nobody has the key."""


class Where(NamedTuple):
    """Of a message, in the order in which they are erased."""

    room: RoomId
    seq: int


class Piece(NamedTuple):
    """Some of what somebody said, in its order, and up to where that is all; None: to the end."""

    messages: list[tuple[MessageId, RoomId]]
    upto: Where | None


_LOOKED_AT = 5_000
"""Messages that one piece looks through at most, anybody's: they are found by their rooms and not by their authors."""
_ROOMS = 100
_WHERE_THEY_WERE = (
    select(rooms.c.id, rooms.c.seq)
    .join(members, members.c.room == rooms.c.id)
    .where(members.c.person == bindparam("of_person"), rooms.c.id >= bindparam("from_room"))
    .order_by(rooms.c.id)
    .limit(bindparam("most"))
)
_BETWEEN = (
    select(messages.c.id, messages.c.seq)
    .where(messages.c.room == bindparam("of_room"), messages.c.seq > bindparam("after"))
    .where(messages.c.seq <= bindparam("upto"))
    .where(messages.c.author == bindparam("of_author"), messages.c.deleted.is_(False))
    .order_by(messages.c.seq)
    .limit(bindparam("most"))
)


def traces(tx: Transaction, person: PersonId) -> None:
    """Takes away what was kept about them, but for what they said and where: that is others' as well."""
    for table in (profiles, preferences, blocks, invitation_uses):
        tx.writing.execute(table.delete().where(table.c.person == person))
    tx.writing.execute(invitations.delete().where(invitations.c.created_by == person))
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
    counted, upto = 0, None
    while True:
        found, upto = some(connection, person, upto, _LOOKED_AT)
        counted += len(found)
        if upto is None:
            return counted


def some(connection: Connection, person: PersonId, after: Where | None, limit: int) -> Piece:
    """The next ones, perhaps none, of all the rooms they were ever in."""
    start = after or Where(RoomId(""), 0)
    found: list[tuple[MessageId, RoomId]] = []
    where = {"of_person": person, "from_room": start.room, "most": _ROOMS}
    left, there = _LOOKED_AT, connection.execute(_WHERE_THEY_WERE, where).all()
    for room, last in there:
        begin = start.seq if room == start.room else 0
        end = min(last, begin + left)
        window = {"of_room": room, "after": begin, "upto": end, "of_author": person, "most": limit - len(found)}
        rows = connection.execute(_BETWEEN, window).all()
        found += [(MessageId(id), room) for id, _ in rows]
        if len(found) == limit:
            return Piece(found, Where(room, rows[-1].seq))
        if end < last:
            return Piece(found, Where(room, end))
        left -= end - begin
    return Piece(found, Where(*there[-1]) if len(there) == _ROOMS else None)
