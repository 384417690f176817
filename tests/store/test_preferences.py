"""How people want to have their rooms, as it is kept."""

from madang.domain.rooms import Preferences
from madang.store import preferences
from madang.store.database import Database
from tests.store import rows


def test_what_somebody_wants_is_kept_for_them_alone_until_they_want_something_else(database: Database) -> None:
    with database.write() as tx:
        room, other = rows.room(tx), rows.room(tx, "other")
        jiwoo, minjun = rows.person(tx), rows.person(tx)
        for wanted in (Preferences("none", True, "일", 5), Preferences("mentions", False, "", -5)):
            preferences.put(tx, room, jiwoo.id, wanted)
            assert preferences.get(tx.connection, room, jiwoo.id) == wanted
        assert preferences.get(tx.connection, room, minjun.id) is None
        assert preferences.get(tx.connection, other, jiwoo.id) is None
