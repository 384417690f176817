"""The values of `domain/rooms.py`."""

import pytest

from madang.domain import ids, rooms
from madang.domain.errors import Refusal
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(rooms)


def test_home_is_a_room_like_any_other() -> None:
    assert ids.room(rooms.HOME) == rooms.HOME


def test_slow_mode_and_retention_have_their_bounds() -> None:
    assert [rooms.slow_mode(seconds) for seconds in (0, 30, rooms.SLOW_MODE)] == [0, 30, rooms.SLOW_MODE]
    assert [rooms.retention_days(days) for days in (0, 1, rooms.RETENTION_DAYS)] == [None, 1, rooms.RETENTION_DAYS]
    for bound, most in ((rooms.slow_mode, rooms.SLOW_MODE), (rooms.retention_days, rooms.RETENTION_DAYS)):
        for beyond in (-1, most + 1):
            with pytest.raises(Refusal) as refused:
                bound(beyond)
            assert refused.value.code == "invalid"
