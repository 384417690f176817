"""Tickets as they are kept: by the hash of their secret, until they are used or their time is over."""

from sqlalchemy import Connection, select

from madang.domain.accounts import Purpose, Ticket
from madang.domain.ids import PersonId
from madang.store.account_tables import tickets
from madang.store.transaction import Transaction


def add(tx: Transaction, ticket: Ticket, now: str) -> None:
    """Of one purpose a person has one; an earlier one is void."""
    remove_of(tx, ticket.person, ticket.purpose)
    tx.writing.execute(
        tickets.insert().values(
            hash=ticket.hash,
            purpose=ticket.purpose,
            person=ticket.person,
            about=ticket.about,
            created_at=now,
            expires_at=ticket.expires_at,
            made_by=ticket.made_by,
        )
    )


def find(connection: Connection, hash: bytes, now: str) -> Ticket | None:
    """The ticket, as long as it is good."""
    row = connection.execute(
        select(
            tickets.c.hash,
            tickets.c.purpose,
            tickets.c.person,
            tickets.c.expires_at,
            tickets.c.about,
            tickets.c.made_by,
        ).where(tickets.c.hash == hash, tickets.c.expires_at > now)
    ).first()
    return Ticket(bytes(row[0]), *row[1:]) if row else None


def use(tx: Transaction, hash: bytes, now: str) -> Ticket | None:
    """The same; it is used up now."""
    found = find(tx.connection, hash, now)
    if found is None:
        return None
    # Another node may have used it since: then nothing is left to delete.
    used = tx.writing.execute(tickets.delete().where(tickets.c.hash == hash))
    return found if used.rowcount == 1 else None


def remove_of(tx: Transaction, person: PersonId, *purposes: Purpose) -> None:
    """Those of a person, of these purposes or all that open anything."""
    which = tickets.c.purpose.in_(purposes) if purposes else tickets.c.purpose != "erasure"
    tx.writing.execute(tickets.delete().where(tickets.c.person == person, which))


def clear(tx: Transaction, now: str) -> None:
    """Takes away those whose time is over."""
    tx.writing.execute(tickets.delete().where(tickets.c.expires_at <= now))
