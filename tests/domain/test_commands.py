"""What people can ask for."""

import dataclasses
from typing import Literal, get_args, get_origin, get_type_hints

from madang.domain import commands
from madang.domain.commands import AnyCommand, Command
from madang.domain.room_commands import RoomCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(commands)


def test_every_value_can_be_asked_for_by_a_frame() -> None:
    assert {*values.of(commands), *get_args(RoomCommand)} == set(get_args(Command))


def test_every_command_of_a_frame_has_a_type_of_its_own_and_a_ref() -> None:
    types: list[str] = []
    for kind in get_args(Command):
        hints = get_type_hints(kind)
        assert get_origin(hints["type"]) is Literal
        assert hints["ref"] is str
        types += get_args(hints["type"])
    assert len(set(types)) == len(types) == len(get_args(Command))


def test_no_frame_can_ask_for_anything_else() -> None:
    others = set(get_args(AnyCommand)) - set(get_args(Command))
    assert others
    for kind in others:
        assert "type" not in {field.name for field in dataclasses.fields(kind)}
