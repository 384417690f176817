"""Rooms as they are kept, their counters, and where somebody stands in them."""

import dataclasses
import threading

import pytest

from madang.domain.ids import RoomId
from madang.domain.pictures import Picture
from madang.domain.rooms import Room
from madang.store import messages, pictures, rooms, states
from madang.store.database import Database
from madang.store.rooms import Head
from madang.store.transaction import StoreConflict
from tests.store import rows


def test_a_room_is_kept_as_given(database: Database) -> None:
    room = Room(RoomId("마당-1"), "마당", "이야기 🌳", True, rows.NOW, rev=1)
    with database.write() as tx:
        rooms.add(tx, room)
    with database.read() as snapshot:
        assert rooms.get(snapshot, room.id) == room
        assert rooms.head(snapshot, room.id) == Head(0, 1)
        assert rooms.get(snapshot, RoomId("other")) is None
        assert rooms.head(snapshot, RoomId("other")) is None


def test_a_room_opened_twice_at_once_is_a_conflict(database: Database) -> None:
    with database.write() as tx:
        rows.room(tx, "madang")
    with pytest.raises(StoreConflict), database.write() as tx, tx.attempt():
        rows.room(tx, "madang")


def test_the_head_moves_and_the_rooms_own_rev_does_not(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        assert rooms.lock(tx, room) == Head(0, 1)
        rooms.advance(tx, room, Head(3, 7))
        assert rooms.lock(tx, room) == Head(3, 7)
        assert rooms.lock(tx, RoomId("other")) is None
    with database.read() as snapshot:
        assert rooms.head(snapshot, room) == Head(3, 7)
        kept = rooms.get(snapshot, room)
        assert kept is not None
        assert kept.rev == 1


def test_only_one_at_a_time_holds_the_head(database: Database) -> None:
    """On SQLite the whole database is one writer's; on PostgreSQL the row is, also for another process."""
    with database.write() as tx:
        room = rows.room(tx)
    other = database if database.is_sqlite else Database(database.url.render_as_string())
    found: list[Head | None] = []

    def wait() -> None:
        with other.write() as tx:
            rooms.lock_all(tx, [room, room])
            found.append(rooms.lock(tx, room))

    with database.write() as tx:
        rooms.lock(tx, room)
        waiting = threading.Thread(target=wait)
        waiting.start()
        rooms.advance(tx, room, Head(1, 2))
        tx.write_out()
        assert not found
    waiting.join()
    assert found == [Head(1, 2)]
    if other is not database:
        other.close()


def test_a_room_is_empty_when_the_last_one_has_left(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        assert rooms.empty(tx.connection, room)
        rows.member(tx, room, jiwoo)
        assert not rooms.empty(tx.connection, room)
        rows.leave(tx, room, jiwoo)
        assert rooms.empty(tx.connection, room)


def test_only_temporary_rooms_that_were_empty_for_long_go_with_all_in_them(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        gone, fresh, full = (rows.room(tx, name, temporary=True) for name in ("gone", "fresh", "full"))
        lasting = rows.room(tx, "lasting")
        for room in (gone, fresh, full, lasting):
            pictures.put(tx, room, Picture("p", "image/png", b"p"))
            rows.member(tx, room, jiwoo)
            rows.said(tx, room, jiwoo)
        rooms.set_emptied(tx, gone, rows.NOW)
        rooms.set_emptied(tx, lasting, rows.NOW)
        rooms.set_emptied(tx, fresh, rows.LATER)
    with database.write() as tx:
        assert rooms.clear(tx, rows.NOW) == []
        assert rooms.clear(tx, rows.LATER) == [gone]
        assert rooms.clear(tx, rows.LATER) == []
    with database.read() as snapshot:
        assert rooms.get(snapshot, gone) is None
        assert messages.newest(snapshot, gone, 9) == []
        assert [pictures.get(snapshot, room) is None for room in (gone, fresh)] == [True, False]
        assert [state.room.id for state in states.of(snapshot, [jiwoo.id])[jiwoo.id]] == [
            "fresh",
            "full",
            "lasting",
        ]
        assert len(messages.newest(snapshot, full, 9)) == 1


def test_a_room_that_somebody_entered_again_does_not_go(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx, temporary=True)
        rooms.set_emptied(tx, room, rows.NOW)
        rooms.set_emptied(tx, room, None)
        assert rooms.clear(tx, rows.LATER) == []


def test_what_a_room_is_now_is_kept_under_its_new_rev(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        changed = Room(room, "뜰", "꽃", False, rows.NOW, 2, "private", True, "설명\n둘", None, True, 30, 7)
        rooms.change(tx, changed)
        assert rooms.find(tx, room) == changed
    with database.read() as snapshot:
        assert rooms.get(snapshot, room) == changed


def test_the_rooms_that_forget_are_found(database: Database) -> None:
    with database.write() as tx:
        rows.room(tx, "for-ever")
        kept = rooms.get(tx.connection, rows.room(tx, "a-week"))
        assert kept is not None
        rooms.change(tx, dataclasses.replace(kept, retention_days=7))
        assert rooms.retaining(tx.connection) == {"a-week": 7}
