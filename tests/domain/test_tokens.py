"""Tokens."""

from madang.domain import tokens
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(tokens)
