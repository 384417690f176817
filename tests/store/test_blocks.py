"""Whom people want to hear nothing of, as it is kept."""

from madang.store import blocks
from madang.store.database import Database
from tests.store import rows


def test_who_is_blocked_is_so_both_ways_until_it_ends(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun, sua = (rows.person(tx) for _ in range(3))
        blocks.add(tx, jiwoo.id, sua.id, rows.NOW)
        blocks.add(tx, jiwoo.id, minjun.id, rows.LATER)
        assert blocks.of(tx.connection, jiwoo.id) == [sua.id, minjun.id]
        assert blocks.of(tx.connection, minjun.id) == []
        assert blocks.between(tx.connection, jiwoo.id, [minjun.id])
        assert blocks.between(tx.connection, minjun.id, [sua.id, jiwoo.id])
        assert not blocks.between(tx.connection, minjun.id, [sua.id])
        assert not blocks.between(tx.connection, minjun.id, [])
        blocks.remove(tx, jiwoo.id, minjun.id)
        assert blocks.of(tx.connection, jiwoo.id) == [sua.id]
