"""Changing what the others see of oneself."""

from madang.domain.commands import LeaveRoom, SetName
from madang.domain.events import MemberChanged, ProfileChanged
from madang.domain.outcomes import Happening, Named
from madang.domain.people import Person
from tests.actions.turns import House, room_events


def test_a_new_name_is_a_change_in_every_room_that_knows_the_old_one(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    here, left, other = house.room(jiwoo, minjun), house.room(minjun, jiwoo), house.room(minjun)
    house.does(jiwoo, LeaveRoom("leave_room", "-", left))
    happening = house.happens(jiwoo, SetName("set_name", "-", "  Ｊｉｗｏｏ "))
    me = Person(jiwoo.id, "Jiwoo", "member")
    assert happening.outcome == Named(me)
    assert happening.events[-1] == ProfileChanged(jiwoo.id, me)
    told = {event.room: event for event in room_events(happening.events)}
    assert set(told) == {here, left}
    assert other not in told
    for room, event in told.items():
        assert isinstance(event, MemberChanged)
        assert event.member.name == "Jiwoo"
        assert event.member.left is (room == left)
        assert event.member.rev == event.rev


def test_the_same_name_again_tells_nobody(house: House) -> None:
    jiwoo = house.guest("지우")
    house.room(jiwoo)
    assert house.happens(jiwoo, SetName("set_name", "-", "지우")) == Happening(Named(jiwoo))


def test_who_asks_under_an_old_name_changes_it_anyway(house: House) -> None:
    """The connection may not have heard of the name set through another one."""
    jiwoo = house.guest("지우")
    house.does(jiwoo, SetName("set_name", "-", "지우2"))
    happening = house.happens(jiwoo, SetName("set_name", "-", "지우"))
    assert happening.events[-1] == ProfileChanged(jiwoo.id, jiwoo)


def test_a_name_that_is_none_is_refused(house: House) -> None:
    jiwoo = house.guest()
    assert house.refuses(jiwoo, SetName("set_name", "-", " \u200b ")) == "bad_text"
    assert house.refuses(jiwoo, SetName("set_name", "-", "가" * 41)) == "too_long"
