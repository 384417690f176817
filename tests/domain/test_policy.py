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
from madang.domain.places import Place
from madang.domain.rooms import Room, RoomKind
from madang.domain.scopes import Deputy, Scope

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


def test_a_direct_room_is_among_a_few_with_an_account_who_have_not_blocked_each_other() -> None:
    def opens(who: Person, *others: Person, blocked: bool = False) -> str | None:
        return code(lambda: policy.may_open_direct(who, others, blocked=blocked))

    guest = dataclasses.replace(MINJUN, role="guest")
    assert opens(JIWOO, MINJUN) is None
    assert opens(JIWOO, *[MINJUN] * 11) is None
    assert opens(JIWOO, *[MINJUN] * 12) == "too_many"
    assert opens(JIWOO) == "invalid"
    assert opens(JIWOO, guest) == opens(guest, JIWOO) == opens(JIWOO, MINJUN, blocked=True) == "forbidden"


# ── looking after the house ──────────────────────────────────────────────────────────────────────────────────────

CLAIMED = Place(claimed=True)


def are(role: Role, id: str = "w") -> Person:
    return Person(PersonId(id), "누구", role)


@pytest.mark.parametrize("role", get_args(Role))
@pytest.mark.parametrize("to", get_args(Role))
def test_owners_make_anybody_anything_and_admins_let_people_in_and_out(role: Role, to: Role) -> None:
    usual = role in policy.ROLES and to in policy.ROLES
    low = role in ("guest", "member") and to in ("guest", "member")
    whom = are(role, "x")
    assert code(lambda: policy.may_set_role(are("owner"), whom, to, 2)) == (None if usual else "forbidden")
    assert code(lambda: policy.may_set_role(are("admin"), whom, to, 2)) == (None if low else "forbidden")
    for who in ("member", "bot", "guest", "visitor"):
        assert code(lambda who=who: policy.may_set_role(are(who), whom, to, 2)) == "forbidden"  # type: ignore[misc]


def test_the_last_owner_is_neither_made_less_nor_shown_out() -> None:
    owner = are("owner")
    assert code(lambda: policy.may_set_role(owner, owner, "admin", 1)) == "last_owner"
    assert code(lambda: policy.may_set_role(owner, owner, "admin", 2)) is None
    assert code(lambda: policy.may_set_role(owner, owner, "owner", 1)) is None
    assert code(lambda: policy.may_show_out(owner, owner, 1)) == "last_owner"
    assert code(lambda: policy.may_show_out(owner, are("owner", "x"), 2)) is None


@pytest.mark.parametrize("role", get_args(Role))
def test_who_looks_after_nothing_is_shown_out_by_admins_and_the_others_by_owners(role: Role) -> None:
    whom = are(role, "x")
    by_admin = "forbidden" if role in ("owner", "admin", "visitor") else None
    assert code(lambda: policy.may_show_out(are("admin"), whom, 2)) == by_admin
    assert code(lambda: policy.may_show_out(are("owner"), whom, 2)) == ("forbidden" if role == "visitor" else None)
    assert code(lambda: policy.may_show_out(are("member"), whom, 2)) == "forbidden"


def test_one_is_let_back_in_from_where_one_is() -> None:
    owner, whom = are("owner"), are("member", "x")
    assert code(lambda: policy.may_let_back_in(owner, whom, "banned", "banned")) is None
    assert code(lambda: policy.may_let_back_in(owner, whom, "banned", "deactivated")) == "forbidden"
    assert code(lambda: policy.may_let_back_in(are("admin"), are("owner", "x"), "banned", "banned")) == "forbidden"


@pytest.mark.parametrize("role", get_args(Role))
def test_nobody_invites_to_more_than_they_are(role: Role) -> None:
    may = {
        "owner": {"admin", "member", "guest"},
        "admin": {"member", "guest"},
        "member": {"guest"},
    }.get(role, set())
    for to in get_args(Role):
        assert (code(lambda to=to: policy.may_invite(are(role), to, CLAIMED)) is None) is (to in may)  # type: ignore[misc]
        assert code(lambda to=to: policy.may_invite(are(role), to, Place())) == "not_set_up"  # type: ignore[misc]
        assert policy.still_invites(are(role), "active", to, CLAIMED) is (to in may)
        assert not policy.still_invites(are(role), "banned", to, CLAIMED)


def test_where_no_accounts_are_made_only_guests_are_invited() -> None:
    closed = Place(claimed=True, registration="closed")
    assert code(lambda: policy.may_invite(are("owner"), "member", closed)) == "forbidden"
    assert code(lambda: policy.may_invite(are("owner"), "guest", closed)) is None


@pytest.mark.parametrize("kind", get_args(RoomKind))
@pytest.mark.parametrize("inside", [True, False])
def test_one_invites_where_one_may_go_oneself_and_guests_into_open_rooms(kind: RoomKind, inside: bool) -> None:
    room = dataclasses.replace(ROOM, kind=kind)
    standing = member(JIWOO) if inside else None
    seen = inside or kind in ("public", "open")
    expected = "not_found" if not seen else "forbidden" if kind == "direct" else None
    assert code(lambda: policy.may_invite_into(JIWOO, "member", room, standing)) == expected
    if kind != "open" and expected is None:
        expected = "forbidden"
    assert code(lambda: policy.may_invite_into(JIWOO, "guest", room, standing)) == expected
    archived = dataclasses.replace(room, archived=True)
    assert code(lambda: policy.may_invite_into(JIWOO, "member", archived, standing)) is not None


@pytest.mark.parametrize("role", get_args(Role))
def test_an_invitation_is_seen_by_who_made_it_and_who_looks_after_the_house(role: Role) -> None:
    who = are(role)
    assert code(lambda: policy.may_see_invitation(who, who.id)) is None
    others = code(lambda: policy.may_see_invitation(who, PersonId("x")))
    assert others == (None if role in policy.STAFF else "not_found")


@pytest.mark.parametrize("role", get_args(Role))
def test_people_are_looked_up_by_those_with_an_account(role: Role) -> None:
    who, inside = are(role), role in policy.INSIDE
    assert code(lambda: policy.may_look_around(who)) == (None if inside else "forbidden")
    assert code(lambda: policy.may_have_profile(who)) == (None if inside else "forbidden")
    assert code(lambda: policy.may_see(who, PersonId("x"), lambda: False)) == (None if inside else "not_found")
    assert code(lambda: policy.may_see(who, PersonId("x"), lambda: True)) is None
    assert code(lambda: policy.may_see(who, who.id, lambda: False)) is None
    roles, states = policy.people_seen(who)
    assert ("guest" in roles, "banned" in states) == (role in policy.STAFF, role in policy.STAFF)
    assert "erased" not in states


def test_a_message_is_deleted_by_its_author_and_those_who_look_after_the_room() -> None:
    def deletes(who: Person, standing: Member | None, **about: Any) -> str | None:
        return code(lambda: policy.may_delete(who, dataclasses.replace(ROOM, **about), standing, MESSAGE))

    other = member(MINJUN)
    admin, owner = dataclasses.replace(other, admin=True), dataclasses.replace(other, role="owner")
    assert deletes(JIWOO, member(JIWOO)) is deletes(MINJUN, admin) is deletes(MINJUN, owner) is None
    assert deletes(MINJUN, other) == "forbidden"
    assert deletes(MINJUN, None) == deletes(MINJUN, dataclasses.replace(admin, left=True)) == "not_a_member"
    assert deletes(MINJUN, admin, archived=True) is None
    assert deletes(JIWOO, member(JIWOO), archived=True) == deletes(MINJUN, other, archived=True) == "archived"
    assert deletes(MINJUN, owner, kind="direct") == "forbidden"


def test_in_a_slow_room_one_waits_unless_one_looks_after_it() -> None:
    slow = dataclasses.replace(ROOM, slow_mode=30)
    assert policy.waits(slow, member(JIWOO))
    assert not policy.waits(ROOM, member(JIWOO))
    assert not policy.waits(slow, dataclasses.replace(member(JIWOO), admin=True))
    assert not policy.waits(slow, dataclasses.replace(member(JIWOO), role="admin"))
    policy.must_have_waited(slow, None, NOW)
    policy.must_have_waited(slow, "2026-11-26T08:59:30.000Z", NOW)
    with pytest.raises(Refusal) as refused:
        policy.must_have_waited(slow, "2026-11-26T08:59:50.500Z", NOW)
    assert (refused.value.code, refused.value.retry_after) == ("slow_mode", 20.5)


def test_a_message_is_reported_by_whoever_reads_it_and_seen_to_by_those_who_look_after_it() -> None:
    private = dataclasses.replace(ROOM, kind="private")
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, MESSAGE)) is None
    assert code(lambda: policy.may_report(MINJUN, private, None, MESSAGE)) == "not_found"
    gone = dataclasses.replace(MESSAGE, text="", deleted=True)
    assert code(lambda: policy.may_report(MINJUN, ROOM, None, gone)) == "deleted"
    admin = dataclasses.replace(member(MINJUN), admin=True)
    assert code(lambda: policy.may_close_report(MINJUN, admin)) is None
    assert code(lambda: policy.may_close_report(dataclasses.replace(MINJUN, role="admin"), None)) is None
    for standing in (None, member(MINJUN), dataclasses.replace(admin, left=True)):
        assert code(lambda standing=standing: policy.may_close_report(MINJUN, standing)) == "not_found"  # type: ignore[misc]


# ── with a token ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_shows_the_rooms_that_it_is_for_and_no_other() -> None:
    here, there = (Deputy(JIWOO, Scope(frozenset({"read"}), frozenset({RoomId(room)}))) for room in (ROOM.id, "there"))
    assert code(lambda: policy.may_read(here, ROOM, member(JIWOO))) is None
    assert code(lambda: policy.may_read(there, ROOM, member(JIWOO))) == "not_found"
    assert code(lambda: policy.may_join(there, ROOM)) == "not_found"
    assert code(lambda: policy.may_look_around(here)) == "forbidden"
    assert code(lambda: policy.may_see(here, MINJUN.id, lambda: False)) == "not_found"
    assert policy.is_within(JIWOO, RoomId("anywhere"))


@pytest.mark.parametrize("role", get_args(Role))
def test_tokens_are_for_those_with_an_account(role: Role) -> None:
    assert code(lambda: policy.may_have_tokens(are(role))) == (None if role in policy.INSIDE else "forbidden")
    bot = code(lambda: policy.may_revoke(are(role), are("bot", "x")))
    assert bot == (None if role in policy.STAFF else "not_found")
    assert code(lambda: policy.may_revoke(are(role), are("member", "x"))) == "not_found"
    assert code(lambda: policy.may_revoke(are(role), are(role))) is None


def test_only_a_token_to_write_writes() -> None:
    assert policy.may_write(JIWOO)
    assert policy.may_write(Deputy(JIWOO, Scope(frozenset({"read", "write"}))))
    assert not policy.may_write(Deputy(JIWOO, Scope(frozenset({"read"}))))


@pytest.mark.parametrize("role", get_args(Role))
def test_owners_make_accounts_by_hand(role: Role) -> None:
    makes = code(lambda: policy.may_add_person(are(role), "member", CLAIMED))
    assert makes == (None if role == "owner" else "forbidden")
    may = None if role in ("owner", "admin", "member") else "forbidden"
    assert code(lambda: policy.may_add_person(are("owner"), role, CLAIMED)) == may
    assert code(lambda: policy.may_add_person(are("owner"), "member", Place())) == "not_set_up"
