"""The values of `domain/outcomes.py`."""

from typing import get_args

from madang.domain import outcomes
from madang.domain.outcomes import Happening, Nothing, Outcome
from madang.domain.rooms import Standing
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(outcomes)


def test_a_happening_without_events_tells_nobody() -> None:
    assert Happening(Nothing()).events == ()


def test_every_value_is_an_outcome_or_a_happening() -> None:
    assert {*get_args(Outcome)} == {*values.of(outcomes), Standing} - {Happening}
