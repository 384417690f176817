"""Sessions as they are kept."""

from madang.domain.sessions import NewSession
from madang.store import sessions
from madang.store.database import Database
from madang.store.tables import people
from tests.store import rows

HASH = b"\x00\xff" * 16
OTHER = b"\x01" * 32


def test_a_session_is_its_persons_until_it_ends(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, jiwoo.id, NewSession(HASH, rows.LATER), rows.NOW)
    with database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) == jiwoo
        assert sessions.people_of(snapshot, [HASH], rows.LATER).get(HASH) is None
        assert sessions.people_of(snapshot, [OTHER], rows.NOW).get(OTHER) is None


def test_a_removed_session_signs_nobody_in(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for hash in (HASH, OTHER):
            sessions.add(tx, jiwoo.id, NewSession(hash, rows.LATER), rows.NOW)
    with database.write() as tx:
        sessions.remove(tx, HASH)
    with database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) is None
        assert sessions.people_of(snapshot, [OTHER], rows.NOW).get(OTHER) == jiwoo


def test_of_many_sessions_those_that_hold_are_found(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, jiwoo.id, NewSession(HASH, rows.LATER), rows.NOW)
    with database.read() as snapshot:
        assert sessions.holding(snapshot, [HASH, OTHER], rows.NOW) == {HASH}
        assert sessions.holding(snapshot, [HASH, OTHER], rows.LATER) == set()
        assert sessions.holding(snapshot, [], rows.NOW) == set()


def test_a_persons_sessions_are_listed_with_where_they_are(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        there = NewSession(OTHER, rows.LATER, rows.new_id(), "phone", "a telephone", "192.0.2.1")
        sessions.add(tx, jiwoo.id, NewSession(HASH, rows.LATER), rows.NOW)
        sessions.add(tx, jiwoo.id, there, rows.NOW)
        sessions.see(tx, rows.LATER, {OTHER: None})
    with database.read() as snapshot:
        first, second = sessions.listed(snapshot, jiwoo.id, rows.NOW, HASH)
        assert (first.id, first.kind, first.agent, first.address) == (there.id, "phone", "a telephone", "192.0.2.1")
        assert (first.seen_at, first.current) == (rows.LATER, False)
        assert (second.kind, second.created_at, second.seen_at, second.current) == (
            "browser",
            rows.NOW,
            rows.NOW,
            True,
        )
        assert sessions.hash_of(snapshot, jiwoo.id, first.id) == OTHER
        assert sessions.hash_of(snapshot, jiwoo.id, second.id) == HASH, "one from before they had names"
        assert sessions.hash_of(snapshot, jiwoo.id, "nonsense") is None
        assert sessions.hashes_of(snapshot, jiwoo.id) == [HASH, OTHER]
        assert sessions.hashes_of(snapshot, jiwoo.id, ["phone"]) == [OTHER]
        assert sessions.begun(snapshot, [HASH, OTHER], rows.LATER) == {}
        assert sessions.begun(snapshot, [HASH, OTHER, b"x" * 32], rows.NOW) == {
            HASH: (rows.NOW, "browser"),
            OTHER: (rows.NOW, "phone"),
        }
        assert sessions.listed(snapshot, jiwoo.id, rows.LATER, HASH) == []


def test_a_session_that_is_used_lasts_on(database: Database) -> None:
    later = "2026-11-26T09:42:00.000Z"
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, jiwoo.id, NewSession(HASH, rows.LATER), rows.NOW)
        sessions.add(tx, jiwoo.id, NewSession(OTHER, rows.LATER), rows.NOW)
        sessions.see(tx, rows.NOW, {HASH: later, OTHER: None, b"x" * 32: later})
        assert sessions.holding(tx.connection, [HASH, OTHER], rows.LATER) == {HASH}
        sessions.clear(tx, rows.LATER)
        assert sessions.hashes_of(tx.connection, jiwoo.id) == [HASH]


def test_a_session_that_was_left_to_somebody_who_is_not_active_opens_nothing(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, jiwoo.id, NewSession(HASH, rows.LATER), rows.NOW)
        tx.writing.execute(people.update().values(state="banned"))
    with database.read() as snapshot:
        assert not sessions.people_of(snapshot, [HASH], rows.NOW)
        assert not sessions.holding(snapshot, [HASH], rows.NOW)
