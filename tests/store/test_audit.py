"""What those did who looked after the house."""

import json

from sqlalchemy import select

from madang.store import audit
from madang.store.database import Database
from madang.store.tables import audit as table
from tests.store import rows


def test_what_was_done_is_kept_in_its_order(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun, room = rows.person(tx), rows.person(tx), rows.room(tx)
        audit.add(tx, rows.NOW, jiwoo.id, "role_changed", minjun.id, about={"to": "admin"})
        audit.add(tx, rows.NOW, jiwoo.id, "room_archived", room=room)
        kept = tx.connection.execute(select(table).order_by(table.c.id)).all()
    assert [(row.actor, row.action, row.subject, row.room, json.loads(row.about)) for row in kept] == [
        (jiwoo.id, "role_changed", minjun.id, None, {"to": "admin"}),
        (jiwoo.id, "room_archived", None, room, {}),
    ]


def test_acts_are_read_a_page_at_a_time_the_latest_first(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for number in range(5):
            audit.add(tx, rows.NOW, jiwoo.id, "house.changed" if number % 2 else "bot.made", f"s{number}")
        latest = audit.page(tx.connection, None, 2, None)
        assert [act.subject for act in latest] == ["s4", "s3"]
        assert [act.subject for act in audit.page(tx.connection, latest[-1].id, 2, None)] == ["s2", "s1"]
        assert [act.subject for act in audit.page(tx.connection, None, 9, "house.changed")] == ["s3", "s1"]
        first, *others = audit.after(tx.connection, 0, 9)
        assert [act.subject for act in (first, *others)] == ["s0", "s1", "s2", "s3", "s4"]
        assert audit.after(tx.connection, first.id, 9) == others
