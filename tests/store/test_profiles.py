"""Profiles as they are kept."""

from madang.store import directory, profiles
from madang.store.database import Database
from tests.store import rows


def test_what_is_not_named_stays(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        profiles.change(tx, jiwoo.id, title="디자인", time_zone="Asia/Seoul")
        profiles.change(tx, jiwoo.id, title="개발")
        found = directory.get(tx.connection, jiwoo.id, rows.NOW)
        other = directory.get(tx.connection, minjun.id, rows.NOW)
    assert found is not None
    assert (found.title, found.time_zone, found.locale) == ("개발", "Asia/Seoul", None)
    assert other is not None
    assert (other.title, other.status, other.time_zone) == ("", None, None)
