"""Whether somebody is let in."""

import pytest

from madang.domain.chores import EraseMessages
from madang.domain.commands import AddMember, AnyCommand, JoinRoom, OpenRoom
from madang.domain.events import MemberChanged, RoomRemoved, SessionEnded
from madang.domain.house_commands import Ban, SetState, SignOut, Unban
from madang.domain.outcomes import Erased, Happening, Nothing
from madang.domain.people import Person
from madang.domain.room_commands import OpenDirect
from madang.domain.rooms import HOME
from madang.store import audit, members, messages, people, sessions
from tests.actions.turns import House, Nodes, owned, person, session_of
from tests.store import rows


def at_home(house: House) -> Person:
    jiwoo = house.member_with_account()
    house.does(jiwoo, JoinRoom("join_room", "-", HOME))
    return jiwoo


def state_of(house: House, who: Person) -> str:
    with house.database.read() as snapshot:
        found = people.standing(snapshot, who.id)
    assert found is not None
    return found[1]


def test_a_closed_account_is_in_no_room_and_signed_in_nowhere(house: House) -> None:
    owner, jiwoo = owned(house), at_home(house)
    happening = house.happens(owner, SetState(jiwoo.id, "deactivated"))
    assert [type(event) for event in happening.events] == [RoomRemoved, MemberChanged, SessionEnded]
    assert house.happens(owner, SetState(jiwoo.id, "deactivated")) == Happening(Nothing())
    assert house.refuses(jiwoo, OpenRoom("open_room", rows.new_id(), "방")) == "no_session"
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == []
        assert sessions.people_of(snapshot, [session_of(jiwoo)], rows.NOW) == {}
    house.does(owner, SetState(jiwoo.id, "active"))
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == [HOME]
        acts = [act.action for act in audit.page(snapshot, None, 5, None)]
    assert acts == ["person.reactivated", "person.deactivated"]


def test_a_ban_is_lifted_as_one(house: House) -> None:
    owner, jiwoo = owned(house), at_home(house)
    house.does(owner, Ban(jiwoo.id, purge=False))
    assert state_of(house, jiwoo) == "banned"
    for state in ("active", "deactivated"):
        assert house.refuses(owner, SetState(jiwoo.id, state)) == "forbidden"
    house.does(owner, Unban(jiwoo.id))
    assert state_of(house, jiwoo) == "active"
    assert house.refuses(owner, Unban(jiwoo.id)) == "forbidden"
    house.does(owner, SetState(jiwoo.id, "deactivated"))
    assert house.refuses(owner, Unban(jiwoo.id)) == "forbidden"


def test_a_purge_takes_all_that_they_said(house: House) -> None:
    owner, jiwoo = owned(house), at_home(house)
    said, _ = house.says(jiwoo, HOME, "광고")
    house.does(owner, Ban(jiwoo.id, purge=True))
    assert house.does(owner, EraseMessages()) == Erased(1)
    assert house.does(owner, EraseMessages()) == Nothing()
    with house.database.read() as snapshot:
        (message,) = messages.newest(snapshot, HOME, 5)
        (act,) = audit.page(snapshot, None, 5, "person.banned")
    assert (message.id, message.deleted, message.text) == (said, True, "")
    assert act.about == {"purge": True}


def test_who_looks_after_the_house_shows_out_only_whom_they_may(house: House) -> None:
    owner, admin = owned(house), house.member_with_account(role="admin")
    other, member = house.member_with_account(role="admin"), house.member_with_account()
    for command in (SetState(other.id, "deactivated"), Ban(owner.id, purge=True), SetState(admin.id, "deactivated")):
        assert house.refuses(admin, command) == "forbidden"
        assert house.refuses(member, command) == "forbidden"
    assert house.refuses(owner, Ban(owner.id, purge=False)) == "last_owner"
    assert house.refuses(member, SetState(other.id, "active")) == "forbidden", "although nothing would change"
    house.does(admin, Ban(member.id, purge=False))


def test_a_visitor_is_not_shown_out_but_goes_with_the_connection(house: House) -> None:
    owner = owned(house)
    with house.turn(person()) as turn:
        visitor = person(role="visitor")
        people.add(turn.tx, visitor, turn.now)
    assert house.refuses(owner, Ban(visitor.id, purge=False)) == "forbidden"


def test_who_lost_their_telephone_is_signed_out_everywhere(house: House) -> None:
    owner, jiwoo = owned(house), at_home(house)
    happening = house.happens(owner, SignOut(jiwoo.id))
    assert [type(event) for event in happening.events] == [SessionEnded]
    assert state_of(house, jiwoo) == "active"
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == [HOME]
        assert sessions.people_of(snapshot, [session_of(jiwoo)], rows.NOW) == {}
        (act,) = audit.page(snapshot, None, 5, None)
    assert (act.action, act.subject, act.about) == ("person.signed_out", jiwoo.id, {"sessions": 1})
    assert house.happens(owner, SignOut(jiwoo.id)) == Happening(Nothing())
    assert house.refuses(house.member_with_account(role="admin"), SignOut(owner.id)) == "forbidden"


@pytest.mark.parametrize("comes_first", [False, True])
def test_who_is_shown_out_on_one_node_comes_into_no_room_on_another(nodes: Nodes, comes_first: bool) -> None:
    house = nodes.here
    owner, jiwoo, minjun = owned(house), house.member_with_account(), house.member_with_account()
    room = house.room(minjun)
    joins, out = (jiwoo, JoinRoom("join_room", "-", room)), (owner, Ban(jiwoo.id, purge=False))
    if comes_first:
        assert nodes.at_once(joins, out) == ["done", "done"]
    else:
        assert nodes.at_once(out, joins) == ["done", "no_session"]
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == []


@pytest.mark.parametrize("by", ["others", "a talk"])
def test_who_is_shown_out_on_one_node_is_brought_into_no_room_on_another(nodes: Nodes, by: str) -> None:
    house = nodes.here
    owner, jiwoo, minjun = owned(house), house.member_with_account(), house.member_with_account()
    brings: AnyCommand = OpenDirect("open_direct", rows.new_id(), [jiwoo.id])
    if by == "others":
        brings = AddMember("add_member", "-", house.room(minjun), jiwoo.id)
    assert nodes.at_once((owner, Ban(jiwoo.id, purge=False)), (minjun, brings)) == ["done", "not_reachable"]
    with house.database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == []
