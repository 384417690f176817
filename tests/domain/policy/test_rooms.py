"""Who sees a room, comes into it and changes it."""

import dataclasses
from typing import Any, get_args

import pytest

from madang.domain import policy
from madang.domain.ids import RoomId
from madang.domain.people import Person, Role
from madang.domain.rooms import ChosenKind, Room, RoomKind
from tests.domain.policy.cast import JIWOO, MESSAGE, MINJUN, NOW, ROOM, code, member


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("kind", get_args(RoomKind))
def test_strangers_see_and_join_open_rooms_and_with_an_account_public_ones(kind: RoomKind, role: Role) -> None:
    who, room = dataclasses.replace(JIWOO, role=role), dataclasses.replace(ROOM, kind=kind)
    seen = kind == "open" or (kind == "public" and role in ("owner", "admin", "member", "bot"))
    assert (kind in policy.kinds_seen(who)) is seen
    for standing in (None, member(who, left=True)):
        assert code(lambda standing=standing: policy.may_read(who, room, standing)) == (None if seen else "not_found")  # type: ignore[misc]
        assert code(lambda standing=standing: policy.must_be_member(who, room, standing)) == (  # type: ignore[misc]
            "not_a_member" if seen else "not_found"
        )
    assert code(lambda: policy.may_join(who, room)) == (None if seen else "not_found")
    assert code(lambda: policy.may_read(who, room, member(who))) is None


def test_who_was_removed_does_not_join_unless_they_look_after_the_house() -> None:
    for role in get_args(Role):
        who, room = dataclasses.replace(JIWOO, role=role), dataclasses.replace(ROOM, kind="open")
        joins = code(lambda who=who, room=room: policy.may_join(who, room, removed=True))  # type: ignore[misc]
        assert joins == (None if role in policy.STAFF else "banned")


def test_an_archived_room_is_read_and_no_more() -> None:
    room = dataclasses.replace(ROOM, archived=True)
    assert code(lambda: policy.may_read(JIWOO, room, None)) is None
    assert code(lambda: policy.may_join(JIWOO, room)) == "archived"
    assert code(lambda: policy.may_post(JIWOO, room, member(JIWOO), NOW)) == "archived"
    assert code(lambda: policy.may_change(JIWOO, room, member(JIWOO), MESSAGE)) == "archived"


def test_a_room_that_is_not_there_is_named_harmlessly() -> None:
    refusal = policy.no_such_room(RoomId("마당\u202e"))
    assert refusal.code == "not_found"
    assert refusal.message.isascii()


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("kind", get_args(RoomKind))
def test_a_room_is_changed_by_its_admins_and_where_they_may_come_in_by_the_staff(kind: RoomKind, role: Role) -> None:
    who, room = dataclasses.replace(JIWOO, role=role), dataclasses.replace(ROOM, kind=kind)
    staff, inside = role in ("owner", "admin"), role in policy.INSIDE
    admin = dataclasses.replace(member(who), admin=True)
    for standing, may in (
        (None, staff and kind in ("public", "open")),
        (member(who), staff and kind != "direct"),
        (admin, kind != "direct"),
        (dataclasses.replace(admin, left=True), staff and kind in ("public", "open")),
    ):
        sees = kind == "open" or (kind == "public" and inside) or (standing is not None and not standing.left)
        expected = None if may else "forbidden" if sees else "not_found"
        assert code(lambda standing=standing: policy.may_edit(who, room, standing)) == expected  # type: ignore[misc]
        assert policy.manages(who, room, standing) is may


def test_what_rooms_may_become() -> None:
    def becomes(room: Room, **change: Any) -> str | None:
        return code(lambda: policy.may_become(room, dataclasses.replace(room, **change)))

    garden = dataclasses.replace(ROOM, id=RoomId("garden"))
    assert becomes(garden, kind="private") is becomes(garden, archived=True) is becomes(ROOM, kind="open") is None
    archived = dataclasses.replace(garden, archived=True)
    assert becomes(archived, name="other") == "archived"
    assert becomes(archived, name="other", archived=False) is None
    assert becomes(ROOM, kind="private") == becomes(ROOM, archived=True) == "forbidden"
    passing = dataclasses.replace(garden, temporary=True, kind="open")
    assert becomes(passing, name="other") is None
    assert becomes(passing, kind="public") == becomes(passing, archived=True) == "forbidden"


def test_a_direct_room_is_among_a_few_with_an_account_who_have_not_blocked_each_other() -> None:
    def opens(who: Person, *others: Person, out_of_reach: bool = False) -> str | None:
        return code(lambda: policy.may_open_direct(who, others, out_of_reach=out_of_reach))

    guest = dataclasses.replace(MINJUN, role="guest")
    assert opens(JIWOO, MINJUN) is None
    assert opens(JIWOO, *[MINJUN] * 11) is None
    assert opens(JIWOO, *[MINJUN] * 12) == "too_many"
    assert opens(JIWOO) == "invalid"
    assert opens(JIWOO, guest) == opens(guest, JIWOO) == "forbidden"
    assert opens(JIWOO, MINJUN, out_of_reach=True) == "not_reachable"


@pytest.mark.parametrize("to", get_args(ChosenKind))
@pytest.mark.parametrize("kind", get_args(RoomKind))
def test_who_lets_more_people_in_says_that_they_see_what_was_said(kind: RoomKind, to: ChosenKind) -> None:
    more = (kind, to) in {("private", "public"), ("private", "open"), ("public", "open")} or kind == "direct"
    room, changed = dataclasses.replace(ROOM, kind=kind), dataclasses.replace(ROOM, kind=to)
    assert policy.reaches_more(room, changed) is more
    expected = "invalid" if more else None
    assert code(lambda: policy.must_be_meant(room, changed, history_visible=False)) == expected
    assert code(lambda: policy.must_be_meant(room, changed, history_visible=True)) is None
