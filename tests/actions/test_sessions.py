"""Arriving as a guest, and signing out."""

import dataclasses

from madang.domain.commands import EndSession, OpenHome, StartSession
from madang.domain.events import MemberChanged, RoomAdded, SessionEnded
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import HOME, Room
from madang.store import places, rooms, sessions
from tests.actions.turns import House, person
from tests.store import rows

HASH = b"\x00h" * 16


def arrive(name: str = "지우") -> StartSession:
    return StartSession(name, HASH, rows.LATER)


def test_a_guest_arrives_at_home(house: House) -> None:
    house.does(person(), OpenHome())
    guest = person("not yet")
    happening = house.happens(guest, arrive(" Ｊｉｗｏｏ "))
    me = Person(guest.id, "Jiwoo", "member")
    assert happening.outcome == Named(me)
    told, added = happening.events
    assert isinstance(told, MemberChanged)
    assert (told.room, told.member.name) == (HOME, "Jiwoo")
    assert isinstance(added, RoomAdded)
    with house.database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) == me


def test_a_guest_arrives_also_where_there_is_no_home(house: House) -> None:
    assert house.happens(person(), arrive()).events == ()


def test_a_guest_without_a_name_does_not_arrive(house: House) -> None:
    assert house.refuses(person(), arrive(" ")) == "bad_text"
    assert house.refuses(person(), arrive("가" * 41)) == "too_long"
    with house.database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) is None


def test_who_signs_out_is_signed_in_no_more(house: House) -> None:
    guest = person()
    house.does(guest, arrive())
    happening = house.happens(guest, EndSession(HASH))
    assert happening == Happening(Nothing(), (SessionEnded(guest.id, HASH.hex()),))
    with house.database.read() as snapshot:
        assert sessions.people_of(snapshot, [HASH], rows.NOW).get(HASH) is None


def test_in_a_house_with_an_owner_a_name_alone_makes_a_guest_of_open_rooms(house: House) -> None:
    with house.turn(person()) as turn:
        rooms.add(turn.tx, Room(RoomId("inside"), "안", "", False, rows.NOW, 1))
        rooms.add(turn.tx, Room(RoomId("outside"), "밖", "", False, rows.NOW, 1, kind="open"))
        places.put(turn.tx, Place(claimed=True))
    arrival = StartSession("손님", b"h" * 32, rows.LATER, "outside")
    come = house.does(person(), arrival)
    assert isinstance(come, Named)
    assert come.me.role == "guest"
    for room in ("inside", "nowhere"):
        assert house.refuses(person(), dataclasses.replace(arrival, hash=b"i" * 32, room=room)) == "not_found"
