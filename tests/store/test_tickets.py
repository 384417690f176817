"""Tickets as they are kept."""

from madang.domain.accounts import Purpose, Ticket
from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.store import erasures, tickets
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows

HASH = b"t" * 32


def a_ticket(tx: Transaction, who: Person, purpose: Purpose = "reset", hash: bytes = HASH) -> Ticket:
    added = Ticket(hash, purpose, who.id, rows.LATER, "about", who.id)
    tickets.add(tx, added, rows.NOW)
    return added


def test_a_ticket_is_used_once(database: Database) -> None:
    with database.write() as tx:
        kept = a_ticket(tx, rows.person(tx))
    with database.write() as tx:
        assert tickets.find(tx.connection, HASH, rows.NOW) == kept
        assert tickets.use(tx, HASH, rows.NOW) == kept
        assert tickets.use(tx, HASH, rows.NOW) is None
        assert tickets.use(tx, b"u" * 32, rows.NOW) is None


def test_a_ticket_whose_time_is_over_opens_nothing(database: Database) -> None:
    with database.write() as tx:
        a_ticket(tx, rows.person(tx))
        assert tickets.use(tx, HASH, rows.LATER) is None
        tickets.clear(tx, rows.NOW)
        assert tickets.find(tx.connection, HASH, rows.NOW)
        tickets.clear(tx, rows.LATER)
        assert tickets.find(tx.connection, HASH, rows.NOW) is None


def test_of_one_purpose_a_person_has_one(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        a_ticket(tx, jiwoo)
        a_ticket(tx, jiwoo, "phone", b"p" * 32)
        a_ticket(tx, minjun, "reset", b"m" * 32)
        a_ticket(tx, jiwoo, "reset", b"n" * 32)
        assert found(tx, HASH, b"p" * 32, b"m" * 32, b"n" * 32) == [None, jiwoo.id, minjun.id, jiwoo.id]


def test_all_that_open_something_are_taken_from_a_person(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        a_ticket(tx, jiwoo)
        a_ticket(tx, jiwoo, "phone", b"p" * 32)
        erasures.begin(tx, jiwoo.id, rows.NOW, rows.LATER)
        tickets.remove_of(tx, jiwoo.id, "reset")
        assert found(tx, HASH, b"p" * 32) == [None, jiwoo.id]
        tickets.remove_of(tx, jiwoo.id)
        assert found(tx, HASH, b"p" * 32) == [None, None]
        assert erasures.unfinished(tx.connection) == (jiwoo.id, None)


def found(tx: Transaction, *hashes: bytes) -> list[PersonId | None]:
    kept = [tickets.find(tx.connection, hash, rows.NOW) for hash in hashes]
    return [ticket.person if ticket else None for ticket in kept]
