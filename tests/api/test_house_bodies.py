"""The bodies of requests about the house: unknown fields are refused, and so is what makes no sense."""

from typing import Any

import pytest
from pydantic import ValidationError

from madang.api.bodies import Body
from madang.api.house_bodies import NewInvitation, PersonChange, PlaceChange


@pytest.mark.parametrize(
    ("body", "given"),
    [
        (NewInvitation, {"expires_in": 1}),
        (NewInvitation, {"expires_in": 10**9}),
        (NewInvitation, {"uses": 0}),
        (NewInvitation, {"uses": "1"}),
        (NewInvitation, {"role": "king"}),
        (PersonChange, {"state": "banned"}),
        (PersonChange, {"state": "erased"}),
        (PlaceChange, {"claimed": False}),
        (PlaceChange, {"logo": "x"}),
        (PlaceChange, {"registration": "anybody"}),
    ],
)
def test_what_makes_no_sense_is_refused(body: type[Body], given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        body.model_validate(given)


def test_an_invitation_is_for_one_and_for_a_week_unless_it_says_otherwise() -> None:
    assert NewInvitation.model_validate({}).model_dump() == {
        "role": "member",
        "rooms": [],
        "expires_in": 7 * 24 * 3600,
        "uses": 1,
        "note": "",
    }
