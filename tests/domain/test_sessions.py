"""The values of `domain/sessions.py`."""

from madang.domain import sessions
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(sessions)


def test_every_session_ends_some_day() -> None:
    assert 0 < sessions.IDLE_SECONDS < sessions.LONGEST_SECONDS
