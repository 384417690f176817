"""Somebody goes for good."""

import pytest

from madang.actions import erasure
from madang.domain.account_commands import ErasePerson
from madang.domain.chores import EraseMessages
from madang.domain.events import MessageChanged, ProfileChanged, RoomRemoved, SessionEnded
from madang.domain.outcomes import Erased, Nothing
from madang.domain.people import Person
from madang.store import accounts, members, messages, people
from tests.actions.turns import House, session_of


def all_erased(house: House, by: Person) -> list[MessageChanged]:
    told: list[MessageChanged] = []
    while (happening := house.happens(by, EraseMessages())).outcome != Nothing():
        told += [event for event in happening.events if isinstance(event, MessageChanged)]
    return told


def test_who_goes_is_nobody_and_nowhere_and_has_said_nothing(house: House) -> None:
    jiwoo, minjun = house.member_with_account("지우"), house.member_with_account("민준")
    room = house.room(jiwoo, minjun)
    mine, _ = house.says(jiwoo, room, "secret")
    others, _ = house.says(minjun, room, "mine")
    happening = house.happens(jiwoo, ErasePerson(jiwoo.id))
    assert happening.outcome == Erased(rooms=1, sessions=1)
    nobody = Person(jiwoo.id, erasure.NAME, "guest")
    for event in (
        SessionEnded(jiwoo.id, session_of(jiwoo).hex()),
        RoomRemoved(jiwoo.id, room),
        ProfileChanged(jiwoo.id, nobody),
    ):
        assert event in happening.events
    kinds = [type(event) for event in happening.events]
    assert kinds.index(RoomRemoved) < kinds.index(SessionEnded), "who is out is not taken to be there any more"
    (told,) = all_erased(house, minjun)
    assert (told.message.id, told.message.text, told.message.deleted, told.new) == (mine, "", True, False)
    with house.database.read() as snapshot:
        assert people.standing(snapshot, jiwoo.id) == (nobody, "erased")
        assert accounts.of(snapshot, jiwoo.id) is None
        member = members.get(snapshot, room, jiwoo.id)
        assert member is not None
        assert (member.left, member.name) == (True, erasure.NAME)
        kept = messages.get(snapshot, room, others)  # type: ignore[arg-type]
        assert kept is not None
        assert kept.text == "mine"
    assert house.refuses(minjun, ErasePerson(jiwoo.id)) in ("not_found", "forbidden")


def test_however_much_somebody_said_it_goes_piece_by_piece(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure, "_AT_ONCE", 5)
    jiwoo = house.member_with_account()
    minjun = house.member_with_account()
    rooms = [house.room(jiwoo, minjun), house.room(jiwoo, minjun)]
    for n in range(12):
        house.says(jiwoo, rooms[n % 2], f"{n}")
    assert house.does(jiwoo, ErasePerson(jiwoo.id)) == Erased(rooms=2, sessions=1)
    first = house.does(minjun, EraseMessages())
    assert first == Erased(5)
    assert len(all_erased(house, minjun)) == 7
    assert house.does(minjun, EraseMessages()) == Nothing()


def test_owners_erase_others_and_nobody_else_does(house: House) -> None:
    owner, admin = house.member_with_account(role="owner"), house.member_with_account(role="admin")
    jiwoo, minjun = house.member_with_account(), house.member_with_account()
    assert house.refuses(minjun, ErasePerson(jiwoo.id)) == "forbidden"
    assert house.refuses(admin, ErasePerson(jiwoo.id)) == "forbidden"
    house.does(owner, ErasePerson(jiwoo.id))
    assert house.refuses(owner, ErasePerson(jiwoo.id)) == "not_found"
    with house.database.read() as snapshot:
        kept = snapshot.exec_driver_sql("SELECT actor, action, subject FROM audit").all()
    assert [tuple(row) for row in kept] == [(owner.id, "person.erased", jiwoo.id)]


def test_the_last_owner_stays(house: House) -> None:
    owner = house.member_with_account(role="owner")
    assert house.refuses(owner, ErasePerson(owner.id)) == "last_owner"
    house.member_with_account(role="owner")
    assert house.does(owner, ErasePerson(owner.id)) == Erased(sessions=1)


def test_a_guest_goes_as_well(house: House) -> None:
    guest = house.guest()
    assert house.does(guest, ErasePerson(guest.id)) == Erased(sessions=1)
