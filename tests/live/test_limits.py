"""Token buckets with a clock that passes when one says so."""

import pytest

from madang.live import limits
from madang.live.limits import Buckets, Limits
from tests.live.mouths import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_is_let_through_and_then_the_rate(clock: Clock) -> None:
    buckets = Buckets(2, 3, clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.passes(0.5)
    assert buckets.take("a") == 0
    assert buckets.take("a") == 0.5


def test_being_refused_costs_nothing(clock: Clock) -> None:
    buckets = Buckets(1, 1, clock)
    buckets.take("a")
    for _ in range(10):
        assert buckets.take("a") == 1
    clock.passes(1)
    assert buckets.take("a") == 0


def test_waiting_as_long_as_told_is_enough(clock: Clock) -> None:
    buckets = Buckets(3, 1, clock)
    buckets.take("a")
    clock.passes(0.1)
    clock.passes(buckets.take("a"))
    assert buckets.take("a") == pytest.approx(0, abs=1e-9)


def test_never_more_than_a_burst_is_saved_up(clock: Clock) -> None:
    buckets = Buckets(1, 2, clock)
    buckets.take("a")
    clock.passes(1_000_000)
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 1]


def test_every_key_has_its_own(clock: Clock) -> None:
    buckets = Buckets(1, 1, clock)
    assert [buckets.take(key) for key in ("a", "b", ("a", "b"))] == [0, 0, 0]
    assert buckets.take("a") > 0


def test_without_a_rate_nothing_is_limited(clock: Clock) -> None:
    buckets = Buckets(None, 1, clock)
    assert {buckets.take("a") for _ in range(100)} == {0}


def test_full_buckets_are_forgotten_and_others_are_not(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_FORGET_ABOVE", 10)
    buckets = Buckets(1, 2, clock)
    for number in range(10):
        buckets.take(number)
    clock.passes(1)
    for _ in range(2):
        buckets.take("busy")
    assert len(buckets._held) == 1
    assert buckets.take("busy") > 0


def test_where_nothing_can_be_forgotten_it_is_rarely_tried(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_FORGET_ABOVE", 10)
    buckets = Buckets(1, 2, clock)
    for number in range(1_000):
        buckets.take(number)
    assert buckets._forget_above == 1_534, "twice 11, 23, 47 and so on"
    clock.passes(2)
    for number in range(1_000, 1_600):
        buckets.take(number)
    assert len(buckets._held) == 600, "all that were full by then are dropped"


def test_a_guest_may_say_a_hundred_things_at_once_and_then_twenty_a_second(clock: Clock) -> None:
    all_limits = Limits(clock)
    assert [all_limits.commands.take("a") > 0 for _ in range(101)] == [False] * 100 + [True]
    clock.passes(1)
    assert [all_limits.commands.take("a") > 0 for _ in range(21)] == [False] * 20 + [True]


def test_limits_can_be_off(clock: Clock) -> None:
    off = Limits(clock, on=False)
    for buckets in (off.commands, off.rubbish, off.sessions, off.connections, off.visits):
        assert not any(buckets.take("a") for _ in range(1000))
    assert off.lines_per_person > 1_000_000
    assert off.strangers_per_address > 1_000_000


def test_the_house_wants_less_than_it_can_bear_and_more_from_one_address(clock: Clock) -> None:
    limits = Limits(clock)
    assert {limits.messages.take("a") for _ in range(1_000)} == {0}
    assert limits.sessions.take("here", 61) > 0
    limits.follow(messages=6, arrivals=120)
    assert [limits.messages.take("a") for _ in range(7)] == [0] * 6 + [10]
    assert limits.sessions.take("there", 240) == 0
    limits.follow(messages=None, arrivals=None)
    assert limits.messages.take("a") == 0
    assert limits.sessions.take("elsewhere", 61) > 0


def test_where_nothing_is_limited_the_house_limits_nothing(clock: Clock) -> None:
    limits = Limits(clock, on=False)
    limits.follow(messages=1, arrivals=1)
    assert {limits.messages.take("a") + limits.sessions.take("a") for _ in range(10)} == {0}
