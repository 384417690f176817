"""Invitations as they are kept."""

from madang.domain.ids import RoomId
from madang.domain.invitations import Invitation
from madang.domain.people import Person
from madang.store import invitations
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows

HASH = b"h" * 32


def added(tx: Transaction, by: Person, hash: bytes = HASH, most: int | None = 1) -> Invitation:
    one = Invitation(rows.new_id(), "guest", (RoomId("마당"),), "이웃", by.id, rows.NOW, "2999", most)
    invitations.add(tx, one, hash)
    return one


def test_what_is_kept_is_found_by_its_id_and_by_the_hash_of_its_key(database: Database) -> None:
    with database.write() as tx:
        one = added(tx, rows.person(tx))
        assert invitations.get(tx.connection, one.id) == one
        assert invitations.by_hash(tx.connection, HASH) == one
        assert invitations.by_hash(tx.connection, b"i" * 32) is None
        assert invitations.get(tx.connection, "nothing") is None


def test_it_is_used_as_often_as_it_may_be(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        one = added(tx, jiwoo)
        assert invitations.use(tx, one.id, minjun.id, rows.NOW)
        assert invitations.was_used(tx.connection, one.id, minjun.id)
        assert not invitations.use(tx, one.id, jiwoo.id, rows.NOW)
        assert not invitations.was_used(tx.connection, one.id, jiwoo.id)
        assert invitations.uses(tx.connection, one.id, 10) == [(minjun.id, rows.NOW)]
        kept = invitations.get(tx.connection, one.id)
        assert kept is not None
        assert kept.used == 1


def test_nobody_comes_by_one_that_is_over_or_revoked(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        one, other = added(tx, jiwoo, most=None), added(tx, jiwoo, b"i" * 32, most=None)
        assert not invitations.use(tx, one.id, minjun.id, "2999")
        for at in (rows.NOW, rows.LATER):
            invitations.revoke(tx, other.id, at)
        assert not invitations.use(tx, other.id, minjun.id, rows.NOW)
        kept = invitations.get(tx.connection, other.id)
        assert kept is not None
        assert kept.revoked_at == rows.NOW, "the first time counts"


def test_they_are_listed_by_who_made_them_the_latest_first(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        first, second = added(tx, jiwoo), added(tx, jiwoo, b"i" * 32)
        others = added(tx, minjun, b"j" * 32)
        assert invitations.listed(tx.connection, jiwoo.id, 10) == [second, first]
        assert invitations.listed(tx.connection, None, 10) == [others, second, first]
        assert invitations.listed(tx.connection, None, 1) == [others]
        assert invitations.listed(tx.connection, None, 1, others.id) == [second]
        assert invitations.listed(tx.connection, jiwoo.id, 10, second.id) == [first]
        assert invitations.listed(tx.connection, None, 10, first.id) == []


def test_only_those_that_are_good_are_counted(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        used, revoked, _ = (added(tx, jiwoo, hash * 32) for hash in (b"a", b"b", b"c"))
        added(tx, minjun, b"d" * 32)
        invitations.use(tx, used.id, minjun.id, rows.NOW)
        invitations.revoke(tx, revoked.id, rows.NOW)
        assert invitations.count_good(tx.connection, jiwoo.id, rows.NOW) == 1
        assert invitations.count_good(tx.connection, jiwoo.id, "2999") == 0
