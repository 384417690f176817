"""Invitations: until when they are good."""

import dataclasses

from madang.domain import invitations
from madang.domain.ids import PersonId
from madang.domain.invitations import Invitation, is_good
from tests.domain import values

NOW, LATER = "2026-11-26T09:00:00.000Z", "2026-11-26T09:00:00.001Z"
ONE = Invitation("1", "member", (), "", PersonId("p"), NOW, LATER, 2, 1)


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(invitations)


def test_one_is_good_until_its_time_is_over_or_it_is_used_up_or_revoked() -> None:
    assert is_good(ONE, NOW)
    assert not is_good(ONE, LATER)
    assert not is_good(dataclasses.replace(ONE, used=2), NOW)
    assert not is_good(dataclasses.replace(ONE, revoked_at=NOW), NOW)
    assert is_good(dataclasses.replace(ONE, used=1_000, most=None, expires_at=None), "2999")
