"""Coming into a room and going out of it."""

from typing import Any

from madang.actions.members import come_home
from madang.domain.chores import OpenHome
from madang.domain.commands import (
    AddMember,
    EditMessage,
    JoinRoom,
    LeaveRoom,
    RemoveMember,
    SendMessage,
    SetMember,
    SetName,
)
from madang.domain.events import MemberChanged, RoomAdded, RoomRemoved
from madang.domain.members import Member
from madang.domain.outcomes import Changed, Happening, InRoom, Nothing
from madang.domain.people import Person
from madang.domain.room_commands import BlockPerson
from madang.domain.rooms import HOME, RoomState, Standing
from madang.store import members, rooms, tables
from tests.actions.turns import House, person
from tests.store import rows


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


def test_nobody_learns_by_leaving_that_there_is_a_room(house: House) -> None:
    jiwoo, outsider = house.guest(), house.guest()
    room = house.room(jiwoo)
    with house.database.write() as tx:
        tx.writing.execute(tables.rooms.update().where(tables.rooms.c.id == room).values(kind="private"))
    assert house.refuses(outsider, leave(room)) == "not_found"
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


# ── by others ────────────────────────────────────────────────────────────────────────────────────────────────────


def adds(room: str, who: Person) -> AddMember:
    return AddMember("add_member", "-", room, who.id)


def removes(room: str, who: Person) -> RemoveMember:
    return RemoveMember("remove_member", "-", room, who.id)


def sets(room: str, who: Person, **what: Any) -> SetMember:
    return SetMember("set_member", "-", room, who.id, **what)


def test_a_member_brings_somebody_in_and_only_once(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    room = house.room(jiwoo, minjun)
    house.says(jiwoo, room)
    happening = house.happens(minjun, adds(room, sua))
    assert happening.outcome == Changed(5)
    told, added = happening.events
    assert isinstance(told, MemberChanged)
    assert (told.member.person, told.member.name, told.member.admin) == (sua.id, "수아", False)
    assert isinstance(added, RoomAdded)
    assert (added.person, added.state.mine) == (sua.id, Standing(1, 0))
    assert house.happens(jiwoo, adds(room, sua)) == Happening(Changed(5))
    assert house.refuses(jiwoo, adds(room, person())) == "not_found"
    assert house.refuses(house.guest(), adds(room, sua)) == "not_a_member"
    assert house.refuses(jiwoo, AddMember("add_member", "-", room, "nobody\0")) == "bad_id"


def test_who_is_blocked_brings_nobody_in(house: House) -> None:
    jiwoo, minjun, sua = house.guest("지우"), house.guest("민준"), house.guest("수아")
    room = house.room(jiwoo, minjun)
    house.does(sua, BlockPerson("block_person", "-", minjun.id))
    house.does(minjun, BlockPerson("block_person", "-", jiwoo.id))
    assert house.refuses(minjun, adds(room, sua)) == "not_reachable"
    house.does(jiwoo, adds(room, sua))


def test_who_is_removed_is_gone_before_the_room_is_told_and_it_is_written_down(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun, sua)
    assert house.refuses(minjun, removes(room, sua)) == "forbidden"
    happening = house.happens(jiwoo, removes(room, minjun))
    assert [type(event) for event in happening.events] == [RoomRemoved, MemberChanged]
    assert house.happens(jiwoo, removes(room, minjun)) == Happening(Nothing())
    assert house.refuses(minjun, SendMessage("send_message", rows.new_id(), room, "아직")) == "not_a_member"
    assert house.audited() == [(jiwoo.id, "member.removed", minjun.id, room, {})]
    assert [type(event) for event in house.happens(sua, removes(room, sua)).events] == [RoomRemoved, MemberChanged]
    assert len(house.audited()) == 1, "who leaves by themselves is nobody's business"


def test_who_was_removed_comes_back_only_by_who_looks_after_the_room(house: House) -> None:
    jiwoo, minjun, sua = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun, sua)
    house.does(jiwoo, removes(room, minjun))
    assert house.refuses(minjun, join(room)) == "banned"
    assert house.refuses(sua, adds(room, minjun)) == "forbidden"
    house.does(jiwoo, adds(room, minjun))
    house.does(minjun, leave(room))
    house.does(minjun, join(room))
    house.does(sua, removes(room, sua))
    house.does(sua, join(room))


def test_who_was_removed_from_home_does_not_come_home(house: House) -> None:
    owner, minjun = house.member_with_account(role="owner"), house.member_with_account()
    house.does(owner, OpenHome())
    house.does(minjun, join(HOME))
    house.does(owner, removes(HOME, minjun))
    with house.turn(minjun) as turn:
        assert come_home(turn, minjun) == ()
    with house.turn(owner) as turn:
        assert come_home(turn, owner)


def test_an_admin_of_a_room_is_named_by_another(house: House) -> None:
    jiwoo, minjun, outsider = house.guest(), house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    assert house.refuses(minjun, sets(room, minjun, admin=True)) == "forbidden"
    assert house.refuses(jiwoo, sets(room, outsider, admin=True)) == "not_found"
    (told,) = house.happens(jiwoo, sets(room, minjun, admin=True)).events
    assert isinstance(told, MemberChanged)
    assert told.member.admin
    assert house.happens(jiwoo, sets(room, minjun, admin=True)) == Happening(Changed(told.rev))
    house.does(minjun, sets(room, jiwoo, admin=False))
    assert house.refuses(jiwoo, sets(room, minjun, admin=False)) == "forbidden"
    with house.database.read() as snapshot:
        kept = [members.get(snapshot, room, who.id) for who in (jiwoo, minjun)]
    assert [member and member.admin for member in kept] == [False, True]
    house.becomes(jiwoo, "guest")
    assert house.refuses(minjun, sets(room, jiwoo, admin=True)) == "forbidden"


def test_who_is_silenced_says_nothing_until_the_time_is_up_or_it_is_ended(house: House) -> None:
    jiwoo, minjun = house.guest(), house.guest()
    room = house.room(jiwoo, minjun)
    message, _ = house.says(minjun, room)
    (told,) = house.happens(jiwoo, sets(room, minjun, silenced_for=3600)).events
    assert isinstance(told, MemberChanged)
    assert told.member.silenced_until is not None
    assert house.refuses(minjun, SendMessage("send_message", rows.new_id(), room, "저")) == "silenced"
    assert house.refuses(minjun, EditMessage("edit_message", "-", room, message, "저")) == "silenced"
    assert house.refuses(jiwoo, sets(room, minjun, silenced_for=-1)) == "invalid"
    house.does(jiwoo, sets(room, minjun, silenced_for=0))
    house.says(minjun, room)
    assert [row[1:] for row in house.audited()] == [
        ("member.silenced", minjun.id, room, {"until": told.member.silenced_until}),
        ("member.silenced", minjun.id, room, {"until": None}),
    ]
