"""Visits: a plain connection is a person of its own."""

from madang.domain.account_commands import Visit
from madang.domain.chores import EndVisits, OpenHome
from madang.domain.events import MemberChanged, RoomRemoved
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Arrived, Happening, Nothing
from madang.domain.rooms import HOME
from madang.store import members
from tests.actions.turns import House, person
from tests.store import rows


def test_a_room_that_is_not_there_is_opened_for_the_visitor(house: House) -> None:
    visitor = person("guest-1a2b", "visitor")
    came = house.does(visitor, Visit("소풍"))
    assert isinstance(came, Arrived)
    assert came.me == visitor
    assert (came.room.room.id, came.room.room.name, came.room.room.temporary) == ("소풍", "소풍", True)
    assert (came.room.seq, came.room.rev) == (0, 2)


def test_a_visitor_of_a_room_that_is_there_sees_what_is_there(house: House) -> None:
    house.does(person(), OpenHome())
    jiwoo = house.guest()
    house.says(jiwoo, HOME)
    came = house.does(person(role="visitor"), Visit("madang"))
    assert isinstance(came, Arrived)
    assert not came.room.room.temporary
    assert (came.room.seq, came.room.rev) == house.head(HOME)


def test_a_name_that_is_no_room_is_refused_and_leaves_nobody(house: House) -> None:
    visitor = person(role="visitor")
    for name in ("", "a b", "a/b", "가" * 65):
        assert house.refuses(visitor, Visit(name)) == "bad_id"
    with house.database.read() as snapshot:
        assert members.visits(snapshot, before="9999") == []


def test_visits_end_for_those_named_and_nobody_else(house: House) -> None:
    gone, stays = person(role="visitor"), person(role="visitor")
    for visitor in (gone, stays):
        house.does(visitor, Visit("소풍"))
    unknown = PersonId(rows.new_id())
    happening = house.happens(person(), EndVisits((unknown, gone.id)))
    removed, told = happening.events
    assert removed == RoomRemoved(gone.id, RoomId("소풍"))
    assert isinstance(told, MemberChanged)
    assert told.member.left
    assert house.happens(person(), EndVisits((gone.id,))) == Happening(Nothing())
    with house.database.read() as snapshot:
        assert members.visits(snapshot, before="9999") == [(RoomId("소풍"), stays.id)]
