"""The values of `domain/members.py`."""

import pytest

from madang.domain import members
from madang.domain.errors import Refusal
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(members)


def test_a_silence_has_its_bounds() -> None:
    assert [members.silence(seconds) for seconds in (0, 60, members.SILENCE)] == [0, 60, members.SILENCE]
    for beyond in (-1, members.SILENCE + 1):
        with pytest.raises(Refusal) as refused:
            members.silence(beyond)
        assert refused.value.code == "invalid"
