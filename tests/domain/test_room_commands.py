"""What people can ask for about the people in their rooms."""

from typing import get_args

from madang.domain import room_commands
from madang.domain.commands import Command
from madang.domain.room_commands import RoomCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(room_commands)


def test_every_value_is_a_command() -> None:
    assert set(values.of(room_commands)) == set(get_args(RoomCommand)) < set(get_args(Command))
