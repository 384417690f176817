"""How much is kept, room by room."""

from madang.store import storage
from madang.store.database import Database
from tests.store import rows


def test_texts_are_counted_as_bytes_without_what_was_deleted(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        small, large, empty = rows.room(tx, "small"), rows.room(tx, "large"), rows.room(tx, "empty")
        rows.member(tx, small, jiwoo)
        for room in (small, large):
            rows.member(tx, room, minjun)
        rows.said(tx, small, jiwoo, "hello")
        rows.said(tx, large, minjun, "안녕")
        rows.said(tx, large, minjun, "hi")
        rows.changed(tx, rows.said(tx, large, minjun, "gone"), deleted=True)
        found = storage.by_room(tx.connection, jiwoo.id, 10)
    assert found == [
        (large, "large", "public", 2, 8, False),
        (small, "small", "public", 1, 5, True),
        (empty, "empty", "public", 0, 0, False),
    ]
