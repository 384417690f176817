"""Pictures as they are kept."""

from madang.domain.pictures import Picture
from madang.store import pictures
from madang.store.database import Database

ONE, OTHER = Picture("1" * 32, "image/webp", b"\0one"), Picture("2" * 32, "image/webp", b"other")


def test_there_is_one_of_each_at_a_time(database: Database) -> None:
    with database.write() as tx:
        pictures.put(tx, "jiwoo", ONE)
        pictures.put(tx, pictures.HOUSE, ONE)
        pictures.put(tx, "jiwoo", OTHER)
        assert pictures.get(tx.connection, "jiwoo") == OTHER
        pictures.put(tx, "jiwoo", None)
        assert pictures.get(tx.connection, "jiwoo") is None
        assert pictures.get(tx.connection, pictures.HOUSE) == ONE
