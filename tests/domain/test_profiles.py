"""Profiles: what may stand in them."""

from collections.abc import Callable

import pytest

from madang.domain import profiles
from madang.domain.errors import Refusal
from madang.domain.profiles import Status
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(profiles)


def test_a_status_says_something_and_ends_at_a_time_as_times_are_written() -> None:
    said = profiles.status(Status("🌴", " 쉬어요\n내일까지 ", "2026-11-26T18:00:00+09:00"))
    assert said == Status("🌴", "쉬어요 내일까지", "2026-11-26T09:00:00.000Z")
    assert profiles.status(Status(" ", "", None)) is None
    assert profiles.status(None) is None


def test_time_zones_and_languages_look_like_ones() -> None:
    assert [profiles.time_zone(each) for each in ("Asia/Seoul", "Etc/GMT+9", "America/Indiana/Knox", "", None)] == [
        "Asia/Seoul",
        "Etc/GMT+9",
        "America/Indiana/Knox",
        None,
        None,
    ]
    assert [profiles.locale(each) for each in ("ko", "en-GB", "zh-Hant-TW", "")] == ["ko", "en-GB", "zh-Hant-TW", None]


def test_nothing_else_does() -> None:
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: profiles.title("가" * 81), "too_long"),
        (lambda: profiles.title("\0"), "bad_text"),
        (lambda: profiles.status(Status("🌴" * 17, "")), "too_long"),
        (lambda: profiles.status(Status("🌴", "", "tomorrow")), "invalid"),
        (lambda: profiles.time_zone("../etc/passwd"), "invalid"),
        (lambda: profiles.time_zone("a" * 65), "invalid"),
        (lambda: profiles.locale("Korean please"), "invalid"),
    ]
    for what, code in refused:
        with pytest.raises(Refusal) as refusal:
            what()
        assert refusal.value.code == code
