"""How people come in, and what they ask for about themselves."""

from typing import get_args

from madang.domain import account_commands
from madang.domain.account_commands import AccountCommand
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(account_commands)


def test_every_value_is_one_of_them() -> None:
    assert set(values.of(account_commands)) == set(get_args(AccountCommand))
