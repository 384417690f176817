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


def test_a_place_in_a_list_is_a_number_of_32_bits() -> None:
    assert [rooms.place(order) for order in (-rooms.ORDER, 0, rooms.ORDER - 1)] == [-rooms.ORDER, 0, rooms.ORDER - 1]
    for beyond in (-rooms.ORDER - 1, rooms.ORDER):
        with pytest.raises(Refusal) as refused:
            rooms.place(beyond)
        assert refused.value.code == "invalid"


def test_the_key_of_people_is_theirs_whoever_asks() -> None:
    a, b, c = (ids.PersonId(name) for name in "abc")
    assert rooms.people_key([a, b]) == rooms.people_key([b, a, b]) != rooms.people_key([a, b, c])
    assert len(rooms.people_key([a])) == 64
