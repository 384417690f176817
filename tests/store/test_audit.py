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
