"""What can be asked about the house."""

from typing import get_args

from madang.domain import house_commands
from madang.domain.house_commands import HouseCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(house_commands)


def test_every_value_is_one_of_them() -> None:
    assert set(values.of(house_commands)) == set(get_args(HouseCommand))
