"""Arriving as a guest, and signing out."""

import dataclasses
from typing import Any

import pytest

from madang.domain import sessions as sessions_of_people
from madang.domain import times
from madang.domain.account_commands import EndSession, EndSessions, SetPassword, SignIn, StartSession
from madang.domain.chores import ClearSessions, OpenHome, SeeSessions
from madang.domain.events import MemberChanged, RoomAdded, SessionEnded
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import HOME, Room
from madang.domain.sessions import NewSession
from madang.domain.times import NEVER
from madang.store import accounts, people, places, sessions
from madang.store import rooms as kept_rooms
from tests.actions.turns import PASSWORD, House, Nodes, person, session_of
from tests.store import rows

HASH = b"\x00h" * 16


def arrive(name: str = "지우") -> StartSession:
    return StartSession(name, NewSession(HASH, rows.LATER))


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
        kept_rooms.add(turn.tx, Room(RoomId("inside"), "안", "", False, rows.NOW, 1))
        kept_rooms.add(turn.tx, Room(RoomId("outside"), "밖", "", False, rows.NOW, 1, kind="open"))
        places.put(turn.tx, Place(claimed=True))
    arrival = StartSession("손님", NewSession(b"h" * 32, rows.LATER), "outside")
    come = house.does(person(), arrival)
    assert isinstance(come, Named)
    assert come.me.role == "guest"
    for room in ("inside", "nowhere"):
        another = dataclasses.replace(arrival, session=NewSession(b"i" * 32, rows.LATER), room=room)
        assert house.refuses(person(), another) == "not_found"


def signing_in(verified: str = PASSWORD, **more: Any) -> SignIn:
    return SignIn(verified, NewSession(b"n" * 32, NEVER), **more)


def test_who_has_shown_the_password_is_signed_in(house: House) -> None:
    jiwoo = house.member_with_account()
    assert house.does(Person(jiwoo.id, "of old", "owner"), signing_in(renewed="$renewed")) == Named(jiwoo)
    with house.database.read() as snapshot:
        assert sessions.people_of(snapshot, [b"n" * 32], rows.NOW)[b"n" * 32] == jiwoo
        kept = accounts.of(snapshot, jiwoo.id)
    assert kept is not None
    assert kept.password == "$renewed"
    assert house.refuses(jiwoo, signing_in()) == "wrong_login", "it was changed meanwhile"


def test_who_is_not_let_in_is_told_what_everybody_is_told(house: House) -> None:
    jiwoo, guest = house.member_with_account(), house.guest()
    with house.turn(jiwoo) as turn:
        people.change(turn.tx, jiwoo.id, state="deactivated")
    for who in (jiwoo, guest, person()):
        assert house.refuses(who, signing_in()) == "wrong_login"


def test_one_ends_ones_own_sessions_and_nobody_elses(house: House) -> None:
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    with house.turn(jiwoo) as turn:
        for hash, kind in ((b"a" * 32, "phone"), (b"b" * 32, "browser"), (b"c" * 32, "token")):
            session = NewSession(hash, NEVER, rows.new_id(), kind)  # type: ignore[arg-type]
            sessions.add(turn.tx, jiwoo.id, session, turn.now)
    with house.database.read() as snapshot:
        named = {each.kind: each.id for each in sessions.listed(snapshot, jiwoo.id, rows.NOW, b"") if each.id}
    assert house.refuses(minjun, EndSessions(session_of(minjun), named["phone"])) == "not_found"
    ended = house.happens(jiwoo, EndSessions(session_of(jiwoo), named["phone"]))
    assert ended.events == (SessionEnded(jiwoo.id, (b"a" * 32).hex()),)
    ended = house.happens(jiwoo, EndSessions(session_of(jiwoo), None))
    assert ended.events == (SessionEnded(jiwoo.id, (b"b" * 32).hex()),)
    with house.database.read() as snapshot:
        assert set(sessions.hashes_of(snapshot, jiwoo.id)) == {session_of(jiwoo), b"c" * 32}
        assert sessions.hashes_of(snapshot, minjun.id) == [session_of(minjun)]


def test_a_session_that_is_used_lasts_on_but_not_for_ever(house: House) -> None:
    jiwoo, until = house.member_with_account(), times.later(rows.NOW, 4 * 3600)
    nearly_over = times.later(rows.NOW, -sessions_of_people.LONGEST_SECONDS + 6 * 3600)
    a, b, c = (letter * 32 for letter in (b"a", b"b", b"c"))
    with house.turn(jiwoo) as turn:
        sessions.add(turn.tx, jiwoo.id, NewSession(a, until), rows.NOW)
        sessions.add(turn.tx, jiwoo.id, NewSession(b, until), nearly_over)
        sessions.add(turn.tx, jiwoo.id, NewSession(c, until, kind="token"), rows.NOW)
    house.does(jiwoo, SeeSessions((a, b, c, b"unknown")))
    with house.database.read() as snapshot:
        for hours, still in ((3, {a, b, c}), (5, {a, b}), (7, {a}), (24 * 31, set())):
            assert sessions.holding(snapshot, [a, b, c], times.later(rows.NOW, hours * 3600)) == still, hours


def test_what_has_ended_is_taken_away(house: House) -> None:
    jiwoo = house.member_with_account()
    with house.turn(jiwoo) as turn:
        sessions.add(turn.tx, jiwoo.id, NewSession(b"a" * 32, rows.NOW), rows.NOW)
    house.does(jiwoo, ClearSessions())
    with house.database.read() as snapshot:
        assert sessions.hashes_of(snapshot, jiwoo.id) == [session_of(jiwoo)]


@pytest.mark.parametrize("comes_in_first", [False, True])
def test_who_comes_in_on_another_node_with_the_old_password_does_not_stay(nodes: Nodes, comes_in_first: bool) -> None:
    house = nodes.here
    jiwoo = house.member_with_account()
    by_the_old, another = (jiwoo, signing_in()), (jiwoo, SetPassword(PASSWORD, "$new", session_of(jiwoo)))
    if comes_in_first:
        assert nodes.at_once(by_the_old, another) == ["done", "done"]
    else:
        assert nodes.at_once(another, by_the_old) == ["done", "wrong_login"]
    with house.database.read() as snapshot:
        assert sessions.hashes_of(snapshot, jiwoo.id) == [session_of(jiwoo)]
