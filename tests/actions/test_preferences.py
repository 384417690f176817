"""How one wants to have a room."""

from typing import Any

from madang.domain.commands import JoinRoom, LeaveRoom
from madang.domain.events import PreferencesChanged, RoomAdded
from madang.domain.outcomes import Happening, Preferred
from madang.domain.room_commands import SetPreferences
from madang.domain.rooms import Preferences
from tests.actions.turns import House


def wants(room: str, **what: Any) -> SetPreferences:
    return SetPreferences("set_preferences", "-", room, **what)


def test_what_one_wants_is_kept_bit_by_bit_and_told_to_oneself(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    first, second = Preferences("mentions", True), Preferences("mentions", True, "일", 7)
    assert house.happens(jiwoo, wants(room, notify="mentions", favourite=True)) == Happening(
        Preferred(first), (PreferencesChanged(jiwoo.id, room, first),)
    )
    assert house.happens(jiwoo, wants(room, section=" 일 ", order=7)) == Happening(
        Preferred(second), (PreferencesChanged(jiwoo.id, room, second),)
    )
    assert house.happens(jiwoo, wants(room, order=7)) == Happening(Preferred(second))
    assert house.does(jiwoo, wants(room, section="")) == Preferred(Preferences("mentions", True, "", 7))


def test_only_members_want_something_and_nothing_that_cannot_be(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    assert house.refuses(outsider, wants(room, favourite=True)) == "not_a_member"
    assert house.refuses(jiwoo, wants("nowhere", favourite=True)) == "not_found"
    assert house.refuses(jiwoo, wants(room, order=1 << 40)) == "invalid"
    assert house.refuses(jiwoo, wants(room, section="가" * 41)) == "too_long"


def test_who_comes_back_finds_the_room_as_they_wanted_it(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(minjun, wants(room, favourite=True))
    house.does(minjun, LeaveRoom("leave_room", "-", room))
    added = house.happens(minjun, JoinRoom("join_room", "-", room)).events[1]
    assert isinstance(added, RoomAdded)
    assert added.state.preferences == Preferences(favourite=True)
