"""Opening a direct room."""

import pytest

from madang.actions import members
from madang.domain.commands import AddMember, EditRoom, JoinRoom, LeaveRoom, OpenRoom, SendMessage
from madang.domain.errors import Refusal
from madang.domain.events import MemberChanged, RoomAdded
from madang.domain.outcomes import InRoom
from madang.domain.people import Person
from madang.domain.room_commands import BlockPerson, OpenDirect, UnblockPerson
from madang.domain.rooms import RoomState
from madang.store import people
from tests.actions.turns import House, person
from tests.store import rows


def opens(*others: Person, ref: str | None = None) -> OpenDirect:
    return OpenDirect("open_direct", ref or rows.new_id(), [each.id for each in others])


def opened(house: House, who: Person, *others: Person) -> RoomState:
    come = house.does(who, opens(*others))
    assert isinstance(come, InRoom)
    return come.room


def test_all_of_them_are_in_it_and_each_has_the_faces_of_the_others(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    happening = house.happens(jiwoo, opens(minjun, sua, jiwoo, minjun))
    assert isinstance(happening.outcome, InRoom)
    state = happening.outcome.room
    assert (state.room.kind, state.room.name, [face.name for face in state.others]) == ("direct", "", ["민준", "수아"])
    assert [type(event) for event in happening.events] == [MemberChanged] * 3 + [RoomAdded] * 3
    added = {event.person: event.state for event in happening.events if isinstance(event, RoomAdded)}
    assert added[jiwoo.id] == state
    assert [face.name for face in added[sua.id].others] == ["민준", "지우"]
    assert {each.rev for each in added.values()} == {house.head(state.room.id).rev}
    assert not any(event.member.admin for event in happening.events if isinstance(event, MemberChanged))


def test_the_same_people_get_the_same_room_whoever_of_them_asks(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    room = opened(house, jiwoo, minjun).room.id
    assert opened(house, minjun, jiwoo).room.id == room
    assert house.happens(jiwoo, opens(minjun)).events == ()
    assert opened(house, jiwoo, minjun, sua).room.id != room


def test_between_two_who_has_left_is_in_it_again_once_one_of_them_asks(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    room = opened(house, jiwoo, minjun).room.id
    house.does(minjun, LeaveRoom("leave_room", "-", room))
    happening = house.happens(jiwoo, opens(minjun))
    came, added = happening.events
    assert isinstance(came, MemberChanged)
    assert isinstance(added, RoomAdded)
    assert (came.member.person, [face.name for face in added.state.others]) == (minjun.id, ["지우"])
    house.says(minjun, room)


def test_who_has_left_a_talk_of_more_than_two_comes_back_only_by_themselves(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    room = opened(house, jiwoo, minjun, sua).room.id
    house.does(minjun, LeaveRoom("leave_room", "-", room))
    again = house.happens(jiwoo, opens(minjun, sua))
    assert isinstance(again.outcome, InRoom)
    assert (again.outcome.room.room.id, again.events) == (room, ())
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    came, _ = house.happens(jiwoo, opens(minjun, sua)).events
    assert isinstance(came, MemberChanged)
    assert came.member.person == jiwoo.id
    assert house.refuses(minjun, SendMessage("send_message", rows.new_id(), room, "저도")) == "not_found"
    assert opened(house, minjun, jiwoo, sua).room.id == room
    house.says(minjun, room)


def test_nobody_else_comes_in_or_is_shown_out_and_nothing_is_changed(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    house.becomes(jiwoo, "owner")
    room = opened(house, jiwoo, minjun).room.id
    assert house.refuses(sua, JoinRoom("join_room", "-", room)) == "not_found"
    assert house.refuses(sua, SendMessage("send_message", rows.new_id(), room, "저도")) == "not_found"
    assert house.refuses(jiwoo, AddMember("add_member", "-", room, sua.id)) == "forbidden"
    assert house.refuses(jiwoo, EditRoom("edit_room", "-", room, name="우리")) == "forbidden"


def test_who_is_blocked_opens_none_either_way(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    house.does(jiwoo, BlockPerson("block_person", "-", minjun.id))
    assert house.refuses(minjun, opens(jiwoo)) == house.refuses(jiwoo, opens(minjun)) == "not_reachable"
    house.does(jiwoo, UnblockPerson("unblock_person", "-", minjun.id))
    opened(house, minjun, jiwoo)


def shown_out(house: House, who: Person) -> None:
    with house.turn(who) as turn:
        people.change(turn.tx, who.id, state="deactivated")


def test_a_talk_with_somebody_who_is_no_longer_let_in_is_opened_and_read(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    room = opened(house, jiwoo, minjun).room.id
    house.says(minjun, room)
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    house.does(minjun, LeaveRoom("leave_room", "-", room))
    shown_out(house, minjun)
    happening = house.happens(jiwoo, opens(minjun))
    assert [type(event) for event in happening.events] == [MemberChanged, RoomAdded], "it opens for nobody else"
    assert house.refuses(jiwoo, SendMessage("send_message", rows.new_id(), room, "어디 있어?")) == "not_reachable"
    assert house.refuses(sua, opens(minjun)) == house.refuses(jiwoo, opens(minjun, sua)) == "not_reachable"


def test_whether_one_is_blocked_or_they_are_gone_is_not_told(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    room = house.room(jiwoo)
    house.does(minjun, BlockPerson("block_person", "-", jiwoo.id))
    shown_out(house, sua)
    for ask in (opens, lambda whom: AddMember("add_member", "-", room, whom.id)):
        answers = []
        for whom in (minjun, sua):
            with pytest.raises(Refusal) as refused:
                house.happens(jiwoo, ask(whom))
            answers.append((refused.value.code, refused.value.message))
        assert answers[0] == answers[1]
        assert answers[0][0] == "not_reachable"


def test_who_is_blocked_finds_the_talk_and_brings_nobody_back_into_it(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    room = opened(house, jiwoo, minjun).room.id
    house.does(jiwoo, BlockPerson("block_person", "-", minjun.id))
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    assert house.happens(minjun, opens(jiwoo)).events == ()
    house.does(jiwoo, UnblockPerson("unblock_person", "-", minjun.id))
    came, _ = house.happens(minjun, opens(jiwoo)).events
    assert isinstance(came, MemberChanged)
    assert came.member.person == jiwoo.id


def test_what_is_no_direct_room_is_refused(house: House) -> None:
    jiwoo, minjun, guest = house.guest(), house.guest(), house.guest()
    house.becomes(guest, "guest")
    assert house.refuses(jiwoo, opens()) == house.refuses(jiwoo, opens(jiwoo)) == "invalid"
    assert house.refuses(jiwoo, opens(guest)) == house.refuses(guest, opens(jiwoo)) == "forbidden"
    assert house.refuses(jiwoo, opens(person())) == "not_found"
    assert house.refuses(jiwoo, opens(*(person() for _ in range(12)))) == "too_many"
    assert house.refuses(jiwoo, OpenDirect("open_direct", rows.new_id(), ["민준"])) == "bad_id"
    assert house.refuses(jiwoo, OpenDirect("open_direct", "우리", [minjun.id])) == "bad_id"
    taken = house.room(jiwoo)
    assert house.refuses(jiwoo, opens(minjun, ref=taken)) == "id_taken"


def test_the_talks_that_others_open_leave_room_for_one_s_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "ROOMS", 2)
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    opened(house, minjun, jiwoo)
    opened(house, minjun, jiwoo, sua)
    house.room(jiwoo)
    opened(house, jiwoo, sua)
    assert house.refuses(jiwoo, OpenRoom("open_room", rows.new_id(), "방")) == "too_many"
    assert house.refuses(jiwoo, opens(person())) == "not_found"
    other = house.guest()
    assert house.refuses(jiwoo, opens(other)) == "too_many"
    opened(house, other, jiwoo)
