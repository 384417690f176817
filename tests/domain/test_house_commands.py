"""What can be asked by those who look after the house."""

from typing import get_args

from madang.domain import house_commands
from madang.domain.commands import HouseCommand
from madang.domain.house_commands import AdministrationCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(house_commands)


def test_every_value_is_a_command_that_no_client_can_send_over_a_socket() -> None:
    assert set(values.of(house_commands)) == set(get_args(AdministrationCommand))
    assert set(get_args(AdministrationCommand)) < set(get_args(HouseCommand))
