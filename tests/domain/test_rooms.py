"""The values of `domain/rooms.py`."""

from madang.domain import ids, rooms
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(rooms)


def test_home_is_a_room_like_any_other() -> None:
    assert ids.room(rooms.HOME) == rooms.HOME
