"""What people can ask for about their accounts."""

from typing import get_args

from madang.domain import account_commands
from madang.domain.account_commands import AccountCommand
from madang.domain.commands import HouseCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(account_commands)


def test_every_value_is_a_command_that_no_client_can_send_over_a_socket() -> None:
    assert set(values.of(account_commands)) == set(get_args(AccountCommand))
    assert set(get_args(AccountCommand)) < set(get_args(HouseCommand))
