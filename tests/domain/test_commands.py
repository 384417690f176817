"""What people can ask for."""

import dataclasses
from typing import Literal, get_args, get_origin, get_type_hints

from madang.domain import commands
from madang.domain.account_commands import AccountCommand
from madang.domain.commands import Command, HouseCommand
from madang.domain.house_commands import AdministrationCommand
from madang.domain.room_commands import RoomCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(commands)


def test_every_value_is_a_command_of_people_or_of_the_house() -> None:
    every = {*get_args(AccountCommand), *get_args(AdministrationCommand), *get_args(RoomCommand)}
    assert {*values.of(commands), *every} == {
        *get_args(Command),
        *get_args(HouseCommand),
    }


def test_every_command_of_people_has_a_type_of_its_own_and_a_ref() -> None:
    types: list[str] = []
    for kind in get_args(Command):
        hints = get_type_hints(kind)
        assert get_origin(hints["type"]) is Literal
        assert hints["ref"] is str
        types += get_args(hints["type"])
    assert len(set(types)) == len(types) == len(get_args(Command))


def test_no_client_can_ask_for_what_only_the_house_does() -> None:
    for kind in get_args(HouseCommand):
        assert "type" not in {field.name for field in dataclasses.fields(kind)}
