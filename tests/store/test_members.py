"""Members as they are kept: who is or was in a room, and as what."""

import dataclasses

from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.store import members, people, rooms
from madang.store.database import Database
from tests.store import rows


def test_a_member_carries_the_name_of_the_person(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx, "지우")
        rev = rows.member(tx, room, jiwoo)
        people.rename(tx, jiwoo.id, "지우2")
    with database.read() as snapshot:
        assert members.get(snapshot, room, jiwoo.id) == Member(
            room, jiwoo.id, "지우2", "member", rows.NOW, left=False, rev=rev
        )
        assert members.get(snapshot, RoomId("other"), jiwoo.id) is None


def test_who_left_stays_known_and_comes_back_as_the_same(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx, "지우"), rows.person(tx, "민준")
        rows.member(tx, room, minjun)
        rows.member(tx, room, jiwoo)
        left_at = rows.leave(tx, room, jiwoo)
        left = members.get(tx.connection, room, jiwoo.id)
        assert left is not None
        assert (left.left, left.rev) == (True, left_at)
        assert [member.person for member in members.present(tx.connection, room)] == [minjun.id]
        assert members.rooms_of(tx.connection, jiwoo.id) == []
        assert [member.room for member in members.everywhere(tx.connection, jiwoo.id)] == [room]
        back_at = rows.member(tx, room, jiwoo)
        back = members.get(tx.connection, room, jiwoo.id)
        assert back is not None
        assert (back.left, back.rev) == (False, back_at)


def test_those_present_come_by_name_and_those_asked_for_in_any_state(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        who = [rows.person(tx, name) for name in ("c", "a", "b")]
        for each in who:
            rows.member(tx, room, each)
        rows.leave(tx, room, who[0])
    with database.read() as snapshot:
        assert [member.name for member in members.present(snapshot, room)] == ["a", "b"]
        asked = members.among(snapshot, room, {who[0].id, who[1].id, PersonId(rows.new_id())})
        assert {member.name for member in asked} == {"a", "c"}
        assert members.among(snapshot, room, set()) == []


def test_rooms_come_in_the_order_of_locks(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
        for name in ("b", "c", "a"):
            rows.member(tx, rows.room(tx, name), jiwoo)
        rows.leave(tx, RoomId("b"), jiwoo)
    with database.read() as snapshot:
        assert members.rooms_of(snapshot, jiwoo.id) == ["a", "c"]
        assert [member.room for member in members.everywhere(snapshot, jiwoo.id)] == ["a", "b", "c"]


def test_what_was_found_is_found_anew_after_a_change(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, outsider = rows.room(tx), rows.person(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        members.find_all(tx, [(room, jiwoo.id), (room, outsider.id)])
        before = members.find(tx, room, jiwoo.id)
        assert before is not None
        assert before == members.get(tx.connection, room, jiwoo.id)
        assert members.find(tx, room, outsider.id) is None
        rows.leave(tx, room, jiwoo)
        rows.member(tx, room, outsider)
        after = members.find(tx, room, jiwoo.id)
        assert after is not None
        assert after.left
        assert members.find(tx, room, outsider.id) is not None


def test_what_changed_comes_latest_first(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        first, second = rows.person(tx), rows.person(tx)
        revs = [rows.member(tx, room, first), rows.member(tx, room, second), rows.leave(tx, room, first)]
    with database.read() as snapshot:
        assert [member.rev for member in members.changed(snapshot, room, 0, 9)] == [revs[2], revs[1]]
        assert [member.rev for member in members.changed(snapshot, room, revs[1], 9)] == [revs[2]]
        assert [member.rev for member in members.changed(snapshot, room, 0, 1)] == [revs[2]]


def test_visitors_are_those_of_the_plain_doors_who_are_still_somewhere(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        here, gone = rows.person(tx, "a", "visitor"), rows.person(tx, "b", "visitor")
        for who in (here, gone, rows.person(tx, "member")):
            rows.member(tx, room, who)
        rows.leave(tx, room, gone)
        assert members.visits(tx.connection, before="9999") == [(room, here.id)]


def test_the_rooms_of_many_are_found_at_once(database: Database) -> None:
    with database.write() as tx:
        both, one, none = (rows.person(tx) for _ in range(3))
        a, b = rows.room(tx, "a"), rows.room(tx, "b")
        for room, who in ((a, both), (b, both), (a, one), (b, one)):
            rows.member(tx, room, who)
        rows.leave(tx, b, one)
    with database.read() as snapshot:
        assert members.rooms_of_each(snapshot, [both.id, one.id, none.id]) == {
            both.id: {a, b},
            one.id: {a},
            none.id: set(),
        }
        assert members.rooms_of_each(snapshot, []) == {}


def test_before_a_room_one_sees_it_and_whether_one_is_in_it(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, stranger = rows.room(tx), rows.person(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        rows.said(tx, room, jiwoo)
    with database.read() as snapshot:
        known, outside = (members.entrance(snapshot, room, who.id) for who in (jiwoo, stranger))
        assert known is not None
        assert known.room == rooms.get(snapshot, room)
        assert known.head == rooms.head(snapshot, room)
        assert known.member == members.get(snapshot, room, jiwoo.id)
        assert outside == known._replace(member=None)
        assert members.entrance(snapshot, RoomId("nowhere"), jiwoo.id) is None


def test_who_has_no_account_is_found_and_shown_out_at_once(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        jiwoo, guest, visitor, gone = (rows.person(tx, role=role) for role in ("member", "guest", "visitor", "guest"))
        for who in (jiwoo, guest, visitor, gone):
            rows.member(tx, room, who)
        rows.leave(tx, room, gone)
        strangers = members.present_as(tx.connection, room, ("guest", "visitor"))
        assert [member.person for member in strangers] == [guest.id, visitor.id]
        head = rooms.lock(tx, room)
        assert head is not None
        left = [dataclasses.replace(member, left=True, rev=head.rev + at) for at, member in enumerate(strangers, 1)]
        members.set_all_left(tx, left)
        members.set_all_left(tx, [])
        assert [members.find(tx, room, member.person) for member in left] == left
        assert [member.person for member in members.present(tx.connection, room)] == [jiwoo.id]


def test_who_was_removed_is_so_until_they_are_a_member_again(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        assert not members.was_removed(tx.connection, room, jiwoo.id)
        rows.member(tx, room, jiwoo)
        rows.leave(tx, room, jiwoo)
        assert not members.was_removed(tx.connection, room, jiwoo.id)
        members.set_removed(tx, room, jiwoo.id)
        assert members.was_removed(tx.connection, room, jiwoo.id)
        rows.member(tx, room, jiwoo)
        assert not members.was_removed(tx.connection, room, jiwoo.id)


def test_what_somebody_may_do_in_a_room_is_kept(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        member = members.find(tx, room, jiwoo.id)
        assert member is not None
        changed = dataclasses.replace(member, admin=True, silenced_until=rows.LATER, rev=3)
        members.set_standing(tx, changed)
        assert members.find(tx, room, jiwoo.id) == changed
