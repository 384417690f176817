"""One command's turn."""

import pytest

from madang.actions import members
from madang.domain.commands import OpenRoom
from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.scopes import Deputy, Scope
from madang.store import people as kept
from madang.store.rooms import Head
from madang.store.tables import people
from tests.actions.turns import House, person
from tests.store import rows


def test_a_turn_holds_the_head_of_a_room(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    house.says(jiwoo, room)
    with house.turn(jiwoo) as turn:
        assert turn.lock(room) == Head(1, 3)


def test_a_change_takes_the_next_rev_and_no_seq(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    house.says(jiwoo, room)
    with house.turn(jiwoo) as turn:
        assert [turn.next_rev(room), turn.next_rev(room)] == [4, 5]
        assert turn.lock(room) == Head(1, 5)


def test_a_room_that_is_not_there_is_refused(house: House) -> None:
    with pytest.raises(Refusal) as refused, house.turn(person()) as turn:
        turn.lock(RoomId("nowhere"))
    assert refused.value.code == "not_found"
    assert "nowhere" in refused.value.message


def test_who_asks_is_who_they_are_by_now(house: House) -> None:
    jiwoo = house.guest("지우")
    with house.turn(jiwoo) as turn:
        kept.change(turn.tx, jiwoo.id, name="지우개", role="guest")
    with house.turn(jiwoo) as turn:
        assert turn.as_they_are().who == Person(jiwoo.id, "지우개", "guest")
    assert house.refuses(jiwoo, OpenRoom("open_room", rows.new_id(), "방")) == "forbidden"


def test_a_token_keeps_its_scope_whatever_its_owner_is_by_now(house: House) -> None:
    """What an action asks of another room than the one that the command names is asked for the token, too."""
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    garden, other = house.room(jiwoo), house.room(minjun)
    house.becomes(jiwoo, "guest")
    with house.turn(Deputy(jiwoo, scope := Scope(frozenset({"read", "write"}), frozenset({garden})))) as asked:
        turn = asked.as_they_are()
        assert turn.who == Deputy(jiwoo, scope)
        assert turn.who.role == "guest"
        with pytest.raises(Refusal) as refused:
            members.enter(turn, turn.who, other)
        assert refused.value.code == "not_found"
        members.enter(turn, turn.who, garden)


def test_who_is_not_kept_anywhere_is_who_they_say(house: House) -> None:
    with house.turn(someone := person()) as turn:
        assert turn.as_they_are().who == someone


@pytest.mark.parametrize("state", ["deactivated", "banned", "erased"])
def test_who_is_no_longer_let_in_may_ask_for_nothing(house: House, state: str) -> None:
    jiwoo = house.guest("지우")
    with house.turn(jiwoo) as turn:
        turn.tx.writing.execute(people.update().where(people.c.id == jiwoo.id).values(state=state))
    assert house.refuses(jiwoo, OpenRoom("open_room", rows.new_id(), "방")) == "no_session"


def test_a_room_is_as_it_is_now_or_refused(house: House) -> None:
    room = house.room(jiwoo := house.guest(), name="정원")
    with house.turn(jiwoo) as turn:
        assert turn.room(room).name == "정원"
        with pytest.raises(Refusal) as refused:
            turn.room(RoomId("nowhere"))
    assert refused.value.code == "not_found"


def test_a_turn_knows_who_asks_as_a_member_of_a_room(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    with house.turn(jiwoo) as turn:
        about, head, member = turn.at(room)
        assert (about.id, head, member and member.person) == (room, Head(0, 2), jiwoo.id)
    with house.turn(outsider) as turn:
        assert turn.at(room).member is None


def test_somebody_is_found_while_they_are_let_in(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    with house.turn(jiwoo) as turn:
        assert turn.somebody(minjun.id) == minjun
        turn.tx.writing.execute(people.update().where(people.c.id == minjun.id).values(state="banned"))
        for id in (minjun.id, person().id):
            with pytest.raises(Refusal) as refused:
                turn.somebody(id)
            assert refused.value.code == "not_found"
