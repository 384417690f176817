"""Opening rooms, and clearing away the temporary ones."""

import dataclasses
from typing import Any

from madang.domain.account_commands import Visit
from madang.domain.chores import ClearRooms, EndVisits, OpenHome
from madang.domain.commands import EditRoom, JoinRoom, LeaveRoom, OpenRoom
from madang.domain.events import MemberChanged, RoomAdded, RoomChanged, RoomRemoved
from madang.domain.ids import RoomId
from madang.domain.outcomes import Changed, Happening, InRoom, Nothing
from madang.domain.rooms import HOME, Standing
from madang.store import members, rooms
from tests.actions.turns import House, person
from tests.store import rows


def opens(ref: str, name: str = "방", topic: str = "") -> OpenRoom:
    return OpenRoom("open_room", ref, name, topic)


def test_who_opens_a_room_is_its_first_member(house: House) -> None:
    jiwoo = house.guest()
    ref = rows.new_id()
    happening = house.happens(jiwoo, opens(ref, "  방  1 ", "이야기\n합시다"))
    assert isinstance(happening.outcome, InRoom)
    state = happening.outcome.room
    assert (state.room.id, state.room.name, state.room.topic) == (ref, "방 1", "이야기 합시다")
    assert not state.room.temporary
    assert (state.seq, state.rev, state.mine) == (0, 2, Standing(0, 0))
    assert [type(event) for event in happening.events] == [MemberChanged, RoomAdded]


def test_opening_again_gets_the_same_room(house: House) -> None:
    jiwoo = house.guest()
    ref = rows.new_id()
    first = house.does(jiwoo, opens(ref))
    assert house.happens(jiwoo, opens(ref)) == Happening(first)


def test_an_id_is_taken_for_another_room_or_by_another_person(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    ref = rows.new_id()
    house.does(jiwoo, opens(ref))
    assert house.refuses(jiwoo, opens(ref, "other")) == "id_taken"
    assert house.refuses(jiwoo, opens(ref, topic="other")) == "id_taken"
    assert house.refuses(minjun, opens(ref)) == "id_taken"


def test_a_room_without_a_name_or_under_no_id_is_refused(house: House) -> None:
    jiwoo = house.guest()
    assert house.refuses(jiwoo, opens("madang2")) == "bad_id"
    assert house.refuses(jiwoo, opens(rows.new_id(), " ")) == "bad_text"
    assert house.refuses(jiwoo, opens(rows.new_id(), "가" * 81)) == "too_long"
    assert house.refuses(jiwoo, opens(rows.new_id(), "방", "가" * 251)) == "too_long"


def test_home_is_opened_once(house: House) -> None:
    for _ in range(2):
        assert house.happens(person(), OpenHome()) == Happening(Nothing())
    assert house.head(HOME) == (0, 1)


def test_a_temporary_room_goes_some_time_after_the_last_one_left(house: House) -> None:
    visitor = person(role="visitor")
    house.does(visitor, Visit("잠깐"))
    house.does(person(), ClearRooms("2999"))
    assert house.head(RoomId("잠깐")) == (0, 2)
    house.does(visitor, EndVisits((visitor.id,)))
    house.does(person(), ClearRooms("2000"))
    assert house.head(RoomId("잠깐")) == (0, 3)
    house.does(person(), ClearRooms("2999"))
    with house.database.read() as snapshot:
        assert rooms.get(snapshot, RoomId("잠깐")) is None


def test_a_room_that_somebody_opened_stays_also_when_empty(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    house.does(jiwoo, LeaveRoom("leave_room", "-", room))
    house.does(person(), ClearRooms("2999"))
    assert house.head(room) == (0, 3)


def edits(room: str, **fields: Any) -> EditRoom:
    return EditRoom("edit_room", "-", room, **fields)


def test_who_opens_a_room_looks_after_it_and_says_what_it_is(house: House) -> None:
    jiwoo = house.guest()
    ref = rows.new_id()
    command = OpenRoom("open_room", ref, "방", kind="private", announcement=True, description="한 줄\r\n두 줄 ")
    happening = house.happens(jiwoo, command)
    assert isinstance(happening.outcome, InRoom)
    room = happening.outcome.room.room
    assert (room.kind, room.announcement, room.description) == ("private", True, "한 줄\n두 줄")
    came, _ = happening.events
    assert isinstance(came, MemberChanged)
    assert came.member.admin
    assert house.happens(jiwoo, command) == Happening(happening.outcome)
    assert house.refuses(jiwoo, dataclasses.replace(command, kind="public")) == "id_taken"
    assert house.refuses(house.guest(), JoinRoom("join_room", "-", ref)) == "not_found"


def test_a_room_is_changed_where_something_is_asked_for(house: House) -> None:
    jiwoo = house.guest()
    room = house.room(jiwoo)
    happening = house.happens(jiwoo, edits(room, name=" 새  방 ", slow_mode=30, retention_days=7))
    assert happening.outcome == Changed(3)
    (event,) = happening.events
    assert isinstance(event, RoomChanged)
    assert (event.state.name, event.state.topic, event.state.slow_mode, event.state.retention_days) == (
        "새 방",
        "",
        30,
        7,
    )
    with house.database.read() as snapshot:
        assert rooms.get(snapshot, room) == event.state
    assert house.happens(jiwoo, edits(room, name="새 방")) == Happening(Changed(3))
    ever = house.happens(jiwoo, edits(room, slow_mode=0, retention_days=0)).events[0]
    assert isinstance(ever, RoomChanged)
    assert (ever.state.slow_mode, ever.state.retention_days) == (0, None)


def test_a_room_is_changed_by_those_who_look_after_it_only(house: House) -> None:
    jiwoo, minjun, owner = house.guest(), house.guest(), house.guest()
    house.becomes(owner, "owner")
    room = house.room(jiwoo, minjun)
    assert house.refuses(minjun, edits(room, name="내 방")) == "forbidden"
    assert house.refuses(jiwoo, edits("nowhere", name="내 방")) == "not_found"
    assert house.refuses(jiwoo, edits(room, slow_mode=-1)) == "invalid"
    assert house.refuses(jiwoo, edits(room, name=" ")) == "bad_text"
    house.does(owner, edits(room, name="주인의 방"))
    house.does(jiwoo, edits(room, kind="private"))
    assert house.refuses(owner, edits(room, name="또")) == "not_found"


def test_what_the_staff_does_to_a_room_is_written_down_without_its_texts(house: House) -> None:
    jiwoo, owner = house.guest(), house.guest()
    house.becomes(owner, "owner")
    room = house.room(jiwoo)
    house.does(jiwoo, edits(room, name="말없이"))
    house.does(owner, edits(room, name="비밀", announcement=True))
    house.does(jiwoo, edits(room, retention_days=7))
    assert house.audited() == [
        (owner.id, "room.edited", None, room, {"name": True, "announcement": True}),
        (jiwoo.id, "room.edited", None, room, {"retention_days": 7}),
    ]


def test_when_a_room_stops_being_open_those_without_an_account_go_before_they_hear_what_it_is(house: House) -> None:
    jiwoo, minjun, guest = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun, guest)
    house.becomes(guest, "guest")
    visitor = person(role="visitor")
    house.does(visitor, Visit(room))
    happening = house.happens(jiwoo, edits(room, kind="private", name="비밀"))
    assert [type(event) for event in happening.events] == [
        *(RoomRemoved, MemberChanged) * 2,
        RoomChanged,
    ]
    assert {event.person for event in happening.events if isinstance(event, RoomRemoved)} == {guest.id, visitor.id}
    assert happening.outcome == Changed(house.head(room).rev)
    with house.database.read() as snapshot:
        assert {member.person for member in members.present(snapshot, room)} == {jiwoo.id, minjun.id}
    assert house.refuses(person(role="visitor"), Visit(room)) == "not_found"
    house.does(jiwoo, edits(room, kind="public", history_visible=True))
    assert len(house.happens(jiwoo, edits(room, kind="private")).events) == 1, "its members stay"


def test_what_was_said_among_a_few_is_shown_to_more_only_if_that_is_meant_and_it_is_written_down(house: House) -> None:
    jiwoo = house.member_with_account()
    room = house.room(jiwoo)
    house.does(jiwoo, edits(room, kind="private"))
    for kind in ("public", "open"):
        assert house.refuses(jiwoo, edits(room, kind=kind)) == "invalid"
        assert house.refuses(jiwoo, edits(room, kind=kind, name="다른 이름")) == "invalid"
        house.does(jiwoo, edits(room, kind=kind, history_visible=True))
    assert house.does(jiwoo, edits(room, history_visible=True)) == Changed(house.head(room).rev)
    house.does(jiwoo, edits(room, kind="private"))
    assert house.audited() == [(jiwoo.id, "room.edited", None, room, {"kind": kind}) for kind in ("public", "open")]


def test_an_archived_room_is_read_and_restored_and_nothing_else(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo)
    house.does(jiwoo, edits(room, archived=True))
    assert house.refuses(jiwoo, edits(room, name="새 방")) == "archived"
    assert house.refuses(minjun, JoinRoom("join_room", "-", room)) == "archived"
    house.does(jiwoo, edits(room, archived=False))
    house.says(jiwoo, room)


def test_home_and_temporary_rooms_stay_what_they_are(house: House) -> None:
    house.does(person(), OpenHome())
    owner, visitor = house.guest(), person(role="visitor")
    house.becomes(owner, "owner")
    house.does(visitor, Visit("잠깐"))
    assert house.refuses(owner, edits(HOME, kind="private")) == house.refuses(owner, edits(HOME, archived=True))
    assert house.refuses(owner, edits("잠깐", kind="public")) == "forbidden"
    house.does(owner, edits(HOME, kind="public", name="마당"))
