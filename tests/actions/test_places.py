"""Changing what the house is called, how it looks, and whom it lets in."""

from typing import Any

import pytest

from madang.domain.events import PlaceChanged
from madang.domain.house_commands import EditPlace
from madang.domain.outcomes import Happening, InPlace
from madang.store import audit, places
from tests.actions.turns import House, owned


def test_what_is_named_changes_and_everybody_hears_it(house: House) -> None:
    owner = owned(house)
    changes = {"name": " 새  마당 ", "welcome": "어서\r\n오세요 ", "color": "#2F7D5B", "plain_doors": False}
    happening = house.happens(owner, EditPlace(changes))
    with house.database.read() as snapshot:
        place = places.get(snapshot)
        (act,) = audit.page(snapshot, None, 5, None)
    assert (place.name, place.welcome, place.color) == ("새 마당", "어서\n오세요", "#2f7d5b")
    assert (place.plain_doors, place.registration, place.claimed) == (False, "invitation", True)
    assert happening == Happening(InPlace(place), (PlaceChanged(place),))
    assert act.about == {
        "fields": ["color", "name", "plain_doors", "welcome"],
        "color": "#2f7d5b",
        "plain_doors": False,
    }
    assert house.happens(owner, EditPlace(changes)) == Happening(InPlace(place))


def test_only_those_who_look_after_the_house_change_it(house: House) -> None:
    owned(house)
    assert house.refuses(house.member_with_account(), EditPlace({"name": "내 집"})) == "forbidden"
    assert isinstance(house.does(house.member_with_account(role="admin"), EditPlace({"name": "새 집"})), InPlace)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "bad_text"),
        ({"name": "가" * 81}, "too_long"),
        ({"welcome": "가" * 1_001}, "too_long"),
        ({"color": "red"}, "invalid"),
        ({"color": "#12345"}, "invalid"),
        ({"registration": "anybody"}, "invalid"),
        ({"messages_a_minute": 0}, "invalid"),
        ({"arrivals_a_minute": 10_001}, "invalid"),
    ],
)
def test_what_it_cannot_be_is_refused(house: House, changes: dict[str, Any], code: str) -> None:
    assert house.refuses(owned(house), EditPlace(changes)) == code
