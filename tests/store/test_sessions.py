"""Sessions as they are kept."""

from madang.store import sessions
from madang.store.database import Database
from tests.store import rows

HASH = b"\x00\xff" * 16
OTHER = b"\x01" * 32


def test_a_session_is_its_persons_until_it_ends(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, HASH, jiwoo.id, rows.NOW, expires_at=rows.LATER)
    with database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) == jiwoo
        assert sessions.people_of(snapshot, [HASH], rows.LATER).get(HASH) is None
        assert sessions.people_of(snapshot, [OTHER], rows.NOW).get(OTHER) is None


def test_a_removed_session_signs_nobody_in(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for hash in (HASH, OTHER):
            sessions.add(tx, hash, jiwoo.id, rows.NOW, expires_at=rows.LATER)
    with database.write() as tx:
        sessions.remove(tx, HASH)
    with database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) is None
        assert sessions.people_of(snapshot, [OTHER], rows.NOW).get(OTHER) == jiwoo


def test_of_many_sessions_those_that_hold_are_found(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        sessions.add(tx, HASH, jiwoo.id, rows.NOW, expires_at=rows.LATER)
    with database.read() as snapshot:
        assert sessions.holding(snapshot, [HASH, OTHER], rows.NOW) == {HASH}
        assert sessions.holding(snapshot, [HASH, OTHER], rows.LATER) == set()
        assert sessions.holding(snapshot, [], rows.NOW) == set()
