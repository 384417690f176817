"""Whom people want to hear nothing of, as it is kept."""

from madang.store import blocks, people
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


def test_one_is_out_of_reach_of_another_in_what_is_between_the_two(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun, sua = (rows.person(tx) for _ in range(3))
        two, three = rows.room(tx, "two"), rows.room(tx, "three")
        for room, who in ((two, jiwoo), (two, minjun), (three, jiwoo), (three, minjun), (three, sua)):
            rows.member(tx, room, who)

        def out_of_reach() -> list[bool]:
            return [blocks.out_of_reach(tx, two, who.id) for who in (jiwoo, minjun)]

        assert out_of_reach() == [False, False]
        blocks.add(tx, minjun.id, jiwoo.id, rows.NOW)
        assert out_of_reach() == [True, True]
        assert not blocks.out_of_reach(tx, three, jiwoo.id)
        blocks.remove(tx, minjun.id, jiwoo.id)
        people.change(tx, minjun.id, state="deactivated")
        assert out_of_reach() == [True, False]
