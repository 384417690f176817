"""What the house does by itself."""

from typing import get_args

from madang.domain import chores
from madang.domain.chores import Chore
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(chores)


def test_every_value_is_a_chore() -> None:
    assert set(values.of(chores)) == set(get_args(Chore))
