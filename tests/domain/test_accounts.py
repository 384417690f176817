"""The values of `domain/accounts.py`."""

from madang.domain import accounts
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(accounts)
