"""Opening rooms, and clearing away the temporary ones."""

from madang.domain.commands import ClearRooms, EndVisits, LeaveRoom, OpenHome, OpenRoom, Visit
from madang.domain.events import MemberChanged, RoomAdded
from madang.domain.ids import RoomId
from madang.domain.outcomes import Happening, InRoom, Nothing
from madang.domain.rooms import HOME, Standing
from madang.store import rooms
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
