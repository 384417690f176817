"""Who may do what."""

import dataclasses
from collections.abc import Callable
from typing import Any, get_args

import pytest

from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person, Role
from madang.domain.rooms import Room, RoomKind

ROOM = Room(RoomId("madang"), "마당", "", False, "", 1)
JIWOO = Person(PersonId("j"), "지우", "member")
MINJUN = Person(PersonId("m"), "민준", "member")
NOW = "2026-11-26T09:00:00.000Z"
MESSAGE = Message(MessageId("1"), ROOM.id, JIWOO.id, 1, 2, "안녕", "", None, False)


def member(who: Person, *, left: bool = False) -> Member:
    return Member(ROOM.id, who.id, who.name, who.role, "", left, 1)


def code(asked: Callable[[], None]) -> str | None:
    try:
        asked()
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(("who", "expected"), [("member", None), ("left", "not_a_member"), ("nobody", "not_a_member")])
def test_only_those_who_are_in_a_room_speak_in_it(who: str, expected: str | None) -> None:
    standing = {"member": member(JIWOO), "left": member(JIWOO, left=True), "nobody": None}[who]
    assert code(lambda: policy.may_post(JIWOO, ROOM, standing, NOW)) == expected
    assert code(lambda: policy.must_be_member(JIWOO, ROOM, standing)) == expected
    assert code(lambda: policy.may_change(JIWOO, ROOM, standing, MESSAGE)) == expected


def test_only_the_author_changes_a_message() -> None:
    assert code(lambda: policy.may_change(MINJUN, ROOM, member(MINJUN), MESSAGE)) == "forbidden"
    mine = dataclasses.replace(MESSAGE, author=MINJUN.id)
    assert code(lambda: policy.may_change(MINJUN, ROOM, member(MINJUN), mine)) is None


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


def test_an_archived_room_is_read_and_no_more() -> None:
    room = dataclasses.replace(ROOM, archived=True)
    assert code(lambda: policy.may_read(JIWOO, room, None)) is None
    assert code(lambda: policy.may_join(JIWOO, room)) == "archived"
    assert code(lambda: policy.may_post(JIWOO, room, member(JIWOO), NOW)) == "archived"
    assert code(lambda: policy.may_change(JIWOO, room, member(JIWOO), MESSAGE)) == "archived"


def test_in_an_announcement_room_only_those_speak_who_look_after_it() -> None:
    room = dataclasses.replace(ROOM, announcement=True)
    for standing, expected in (
        (member(JIWOO), "forbidden"),
        (dataclasses.replace(member(JIWOO), admin=True), None),
        (dataclasses.replace(member(JIWOO), role="owner"), None),
    ):
        assert code(lambda standing=standing: policy.may_post(JIWOO, room, standing, NOW)) == expected  # type: ignore[misc]


def test_who_is_silenced_says_nothing_until_then() -> None:
    silenced = dataclasses.replace(member(JIWOO), silenced_until=NOW)
    assert code(lambda: policy.may_post(JIWOO, ROOM, silenced, "2026-11-26T08:59:59.999Z")) == "silenced"
    assert code(lambda: policy.may_post(JIWOO, ROOM, silenced, NOW)) is None


@pytest.mark.parametrize("role", get_args(Role))
def test_the_house_is_looked_after_by_owners_and_admins(role: Role) -> None:
    who = dataclasses.replace(JIWOO, role=role)
    assert code(lambda: policy.must_be_staff(who)) == (None if role in ("owner", "admin") else "forbidden")
    assert code(lambda: policy.must_be_owner(who)) == (None if role == "owner" else "forbidden")
    assert code(lambda: policy.may_open(who)) == (None if role in policy.INSIDE else "forbidden")


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


@pytest.mark.parametrize("kind", get_args(RoomKind))
def test_members_bring_others_in_and_into_private_rooms_those_who_look_after_them(kind: RoomKind) -> None:
    room = dataclasses.replace(ROOM, kind=kind)
    mine, admin = member(JIWOO), dataclasses.replace(member(JIWOO), admin=True)

    def adds(standing: Member | None, whom: Person = MINJUN, who: Person = JIWOO) -> str | None:
        return code(lambda: policy.may_add(who, room, standing, whom))

    assert adds(None) == ("not_a_member" if kind in ("public", "open") else "not_found")
    assert adds(mine) == (None if kind in ("public", "open") else "forbidden")
    assert adds(admin) == ("forbidden" if kind == "direct" else None)
    guest, visitor = (dataclasses.replace(MINJUN, role=role) for role in ("guest", "visitor"))
    assert adds(admin, guest) == (None if kind == "open" else "forbidden")
    assert adds(admin, visitor) == "forbidden"
    assert adds(member(guest), JIWOO, guest) == "forbidden"


def test_who_looks_after_the_house_is_out_of_reach_of_a_rooms_admins() -> None:
    admin, owner = dataclasses.replace(member(JIWOO), admin=True), dataclasses.replace(MINJUN, role="owner")
    assert code(lambda: policy.may_manage(JIWOO, ROOM, admin, member(MINJUN))) is None
    assert code(lambda: policy.may_manage(JIWOO, ROOM, admin, None)) is None
    assert code(lambda: policy.may_manage(JIWOO, ROOM, admin, member(owner))) == "forbidden"
    assert code(lambda: policy.may_manage(JIWOO, ROOM, member(JIWOO), member(MINJUN))) == "forbidden"
    other_owner = dataclasses.replace(JIWOO, role="admin")
    assert code(lambda: policy.may_manage(other_owner, ROOM, None, member(owner))) is None


@pytest.mark.parametrize("role", get_args(Role))
def test_an_admin_of_a_room_has_an_account(role: Role) -> None:
    whom = dataclasses.replace(member(MINJUN), role=role)
    assert code(lambda: policy.may_be_admin(whom)) == (None if role in policy.INSIDE else "forbidden")


def test_somebody_who_is_not_there_is_named_harmlessly() -> None:
    assert policy.no_such_person(PersonId("지우\u202e")).message.isascii()
