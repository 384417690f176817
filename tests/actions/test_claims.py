"""The first owner takes the house."""

import dataclasses

from madang.domain.account_commands import ClaimHouse
from madang.domain.chores import OpenHome
from madang.domain.commands import OpenRoom
from madang.domain.events import MemberChanged, PlaceChanged, ProfileChanged, RoomChanged, RoomRemoved
from madang.domain.outcomes import InRoom, Named
from madang.domain.people import Person
from madang.domain.rooms import HOME
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import members, people, places, rooms, sessions
from tests.actions.turns import PASSWORD, House, person
from tests.store import rows as stored

CLAIM = ClaimHouse("우리 마당", "주인", "owner", None, PASSWORD, NewSession(b"h" * 32, NEVER))


def test_the_first_owner_names_the_house_and_is_at_home(house: House) -> None:
    house.does(person(), OpenHome())
    happening = house.happens(who := person(), CLAIM)
    assert happening.outcome == Named(Person(who.id, "주인", "owner"))
    with house.database.read() as snapshot:
        place, home = places.get(snapshot), rooms.get(snapshot, HOME)
        assert (place.name, place.claimed) == ("우리 마당", True)
        assert home is not None
        assert home.kind == "public"
        assert [each.role for each in members.present(snapshot, HOME)] == ["owner"]
        assert sessions.people_of(snapshot, [b"h" * 32], stored.NOW)[b"h" * 32].id == who.id
    assert PlaceChanged(place) in happening.events


def test_the_room_where_everybody_arrives_is_named_unless_somebody_did(house: House) -> None:
    house.does(person(), OpenHome())
    jiwoo = house.guest("지우")
    room = house.room(jiwoo, name="다른 방")
    house.happens(person(), dataclasses.replace(CLAIM, home="마당"))
    with house.database.read() as snapshot:
        names = [found.name for id in (HOME, room) if (found := rooms.get(snapshot, id))]
    assert names == ["마당", "다른 방"]


def test_a_name_that_somebody_gave_the_room_of_all_stays(house: House) -> None:
    house.does(person(), OpenHome())
    jiwoo = house.guest("지우")
    with house.database.read() as snapshot:
        home = rooms.get(snapshot, HOME)
    assert home is not None
    with house.turn(jiwoo) as turn:
        rooms.change(turn.tx, dataclasses.replace(home, name="앞뜰"))
    house.happens(person(), dataclasses.replace(CLAIM, home="마당"))
    with house.database.read() as snapshot:
        kept = rooms.get(snapshot, HOME)
    assert kept is not None
    assert kept.name == "앞뜰"


def test_there_is_one_first_owner(house: House) -> None:
    house.does(person(), CLAIM)
    assert house.refuses(person(), CLAIM) == "forbidden"


def test_who_came_with_just_a_name_is_a_guest_now_and_leaves_home(house: House) -> None:
    house.does(person(), OpenHome())
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    room = house.room(jiwoo, minjun)
    opened = house.does(jiwoo, OpenRoom("open_room", stored.new_id(), "비밀", kind="private"))
    assert isinstance(opened, InRoom)
    hidden = opened.room.room.id
    assert jiwoo.role == "member"
    happening = house.happens(person(), CLAIM)
    with house.database.read() as snapshot:
        assert [people.get(snapshot, each.id) for each in (jiwoo, minjun)] == [
            Person(each.id, each.name, "guest") for each in (jiwoo, minjun)
        ]
        for id, kind in ((room, "public"), (hidden, "private")):
            kept = rooms.get(snapshot, id)
            assert kept is not None
            assert (kept.kind, members.present(snapshot, id)) == (kind, [])
        assert [each.name for each in members.present(snapshot, HOME)] == ["주인"]
    for each in (jiwoo, minjun):
        assert ProfileChanged(each.id, Person(each.id, each.name, "guest")) in happening.events
        assert RoomRemoved(each.id, HOME) in happening.events
    assert any(isinstance(event, RoomChanged) and event.room == HOME for event in happening.events)


def test_who_came_with_just_a_name_and_takes_the_house_stays_who_they_are(house: House) -> None:
    house.does(person(), OpenHome())
    jiwoo = house.guest("지우")
    happening = house.happens(jiwoo, CLAIM)
    assert happening.outcome == Named(Person(jiwoo.id, "주인", "owner"))
    with house.database.read() as snapshot:
        assert [(each.person, each.role) for each in members.present(snapshot, HOME)] == [(jiwoo.id, "owner")]
        assert sessions.hashes_of(snapshot, jiwoo.id) == [b"h" * 32], "the one from before is over"
    assert any(isinstance(event, MemberChanged) and event.member.name == "주인" for event in happening.events)


def test_without_a_name_there_is_no_house(house: House) -> None:
    for wrong in (
        ClaimHouse(" ", "주인", "owner", None, PASSWORD, NewSession(b"h" * 32, NEVER)),
        ClaimHouse("마당", " ", "owner", None, PASSWORD, NewSession(b"h" * 32, NEVER)),
    ):
        assert house.refuses(person(), wrong) == "bad_text"
    with house.database.read() as snapshot:
        assert not places.get(snapshot).claimed
