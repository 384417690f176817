"""Coming into a room and going out of it."""

from madang.domain.commands import JoinRoom, LeaveRoom, SetName
from madang.domain.events import MemberChanged, RoomAdded, RoomRemoved
from madang.domain.members import Member
from madang.domain.outcomes import Happening, InRoom, Nothing
from madang.domain.rooms import RoomState, Standing
from madang.store import members, rooms, tables
from tests.actions.turns import House, person


def join(room: str) -> JoinRoom:
    return JoinRoom("join_room", "-", room)


def leave(room: str) -> LeaveRoom:
    return LeaveRoom("leave_room", "-", room)


def test_who_joins_is_told_to_the_room_and_gets_the_room(house: House) -> None:
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    room = house.room(jiwoo)
    house.says(jiwoo, room)
    happening = house.happens(minjun, join(room))
    with house.database.read() as snapshot:
        kept = rooms.get(snapshot, room)
        member = members.get(snapshot, room, minjun.id)
    assert kept is not None
    assert member == Member(room, minjun.id, "민준", "member", member.joined_at if member else "", False, 4)
    state = RoomState(kept, seq=1, rev=4, mine=Standing(read=1, unread=0))
    assert happening == Happening(InRoom(state), (MemberChanged(room, 4, member), RoomAdded(minjun.id, state)))


def test_who_is_in_already_gets_the_room_and_tells_nobody(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.says(minjun, room)
    happening = house.happens(jiwoo, join(room))
    assert happening.events == ()
    assert isinstance(happening.outcome, InRoom)
    assert happening.outcome.room.mine == Standing(0, 1)
    assert (happening.outcome.room.seq, happening.outcome.room.rev) == house.head(room)


def test_who_leaves_is_removed_before_the_room_is_told(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    happening = house.happens(minjun, leave(room))
    removed, told = happening.events
    assert removed == RoomRemoved(minjun.id, room)
    assert isinstance(told, MemberChanged)
    assert told.member.left
    assert told.rev == told.member.rev == 4
    assert happening.outcome == Nothing()


def test_who_is_not_in_it_leaves_without_a_word(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    assert house.happens(outsider, leave(room)) == Happening(Nothing())
    house.does(jiwoo, leave(room))
    assert house.happens(jiwoo, leave(room)) == Happening(Nothing())


def test_who_comes_back_has_read_what_was_said_meanwhile(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    house.does(minjun, leave(room))
    house.says(jiwoo, room)
    happening = house.happens(minjun, join(room))
    told, added = happening.events
    assert isinstance(told, MemberChanged)
    assert not told.member.left
    assert isinstance(added, RoomAdded)
    assert added.state.mine == Standing(1, 0)


def test_a_room_that_is_not_there_or_has_no_name_is_refused(house: House) -> None:
    jiwoo = house.guest()
    assert house.refuses(jiwoo, join("nowhere")) == "not_found"
    assert house.refuses(jiwoo, leave("nowhere")) == "not_found"
    assert house.refuses(jiwoo, join("no room")) == "bad_id"
    assert house.refuses(person(), leave("")) == "bad_id"


def test_who_comes_back_bears_the_name_of_today(house: House) -> None:
    """Another device has changed it; the one that joins does not know yet."""
    jiwoo, minjun = house.guest("지우"), house.guest("민준")
    room = house.room(jiwoo, minjun)
    house.happens(minjun, leave(room))
    house.happens(minjun, SetName("set_name", "-", "민준이"))
    told = house.happens(minjun, join(room)).events[0]
    assert isinstance(told, MemberChanged)
    assert told.member.name == "민준이"


def test_who_comes_back_is_still_silenced_and_no_admin(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    with house.turn(jiwoo) as turn:
        turn.tx.writing.execute(tables.members.update().values(silenced_until="2999", admin=True))
    house.does(minjun, leave(room))
    told = house.happens(minjun, join(room)).events[0]
    assert isinstance(told, MemberChanged)
    with house.database.read() as snapshot:
        assert members.get(snapshot, room, minjun.id) == told.member
    assert (told.member.silenced_until, told.member.admin) == ("2999", False)
