"""The values of `domain/events.py`."""

from typing import get_args

from madang.domain import events
from madang.domain.events import Event, PersonalEvent, PlaceChanged, RoomEvent
from tests.domain import values


def test_they_are_frozen_and_equal_by_what_they_say() -> None:
    values.check(events)


def test_a_lasting_event_is_numbered_in_its_room_and_a_personal_one_names_its_person() -> None:
    for kind in get_args(RoomEvent):
        assert {"room", "rev"} <= kind.__dataclass_fields__.keys()
    for kind in get_args(PersonalEvent):
        assert "person" in kind.__dataclass_fields__
    assert {*get_args(Event)} == {*get_args(RoomEvent), *get_args(PersonalEvent), PlaceChanged} == {*values.of(events)}
