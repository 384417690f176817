"""Unread counts: derived from the log, at a price that does not grow with what is unread."""

import dataclasses

from sqlalchemy import select, text

from madang.domain.rooms import Standing
from madang.store import messages, reads, unread
from madang.store.database import Database
from madang.store.tables import members as member_rows
from madang.store.tables import rooms as room_rows
from tests.store import rows


def test_what_is_deleted_or_ones_own_does_not_count(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        for each in (jiwoo, minjun):
            rows.member(tx, room, each)
        mine = [rows.said(tx, room, jiwoo) for _ in range(2)]
        said = [rows.said(tx, room, minjun) for _ in range(4)]
        messages.change(tx, dataclasses.replace(said[1], text="", deleted=True, rev=said[1].rev + 100))
    with database.read() as snapshot:
        assert reads.standing(snapshot, room, jiwoo.id) == Standing(mine[1].seq, 3)
        assert reads.standing(snapshot, room, minjun.id) == Standing(said[3].seq, 0)


def test_no_count_goes_through_all_that_is_unread(database: Database) -> None:
    """The exceptions are looked up in an index of their own."""
    query = select(unread.count()).select_from(member_rows.join(room_rows, room_rows.c.id == member_rows.c.room))
    with database.read() as snapshot:
        if snapshot.dialect.name != "sqlite":
            return  # PostgreSQL chooses by what it counted; in an empty table everything is cheap
        sql = str(query.compile(dialect=snapshot.dialect, compile_kwargs={"literal_binds": True}))
        plan = "\n".join(row[3] for row in snapshot.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    assert "ix_messages_deleted" in plan, plan
    assert "SCAN messages" not in plan, plan
