"""Who brings others in, and who is in whose hands."""

import dataclasses
from typing import get_args

import pytest

from madang.domain import policy
from madang.domain.members import Member
from madang.domain.people import Person, Role
from madang.domain.rooms import RoomKind
from tests.domain.policy.cast import JIWOO, MINJUN, ROOM, code, member


@pytest.mark.parametrize("kind", get_args(RoomKind))
def test_members_bring_others_in_and_into_private_rooms_those_who_look_after_them(kind: RoomKind) -> None:
    room = dataclasses.replace(ROOM, kind=kind)
    mine, admin = member(JIWOO), dataclasses.replace(member(JIWOO), admin=True)

    def adds(standing: Member | None, whom: Person = MINJUN, who: Person = JIWOO) -> str | None:
        return code(lambda: policy.may_add(who, room, standing, whom, blocked=False))

    assert adds(None) == ("not_a_member" if kind in ("public", "open") else "not_found")
    assert adds(mine) == (None if kind in ("public", "open") else "forbidden")
    assert adds(admin) == ("forbidden" if kind == "direct" else None)
    guest, visitor = (dataclasses.replace(MINJUN, role=role) for role in ("guest", "visitor"))
    assert adds(admin, guest) == (None if kind == "open" else "forbidden")
    assert adds(admin, visitor) == "forbidden"
    assert adds(member(guest), JIWOO, guest) == "forbidden"


def test_nobody_is_brought_in_by_whom_they_have_blocked_unless_it_is_who_looks_after_the_house() -> None:
    def adds(who: Person) -> str | None:
        return code(lambda: policy.may_add(who, ROOM, member(who), MINJUN, blocked=True))

    assert adds(JIWOO) == "not_reachable"
    assert adds(dataclasses.replace(JIWOO, role="admin")) is adds(dataclasses.replace(JIWOO, role="owner")) is None


def test_who_was_removed_is_brought_back_by_who_looks_after_the_room() -> None:
    mine, admin = member(JIWOO), dataclasses.replace(member(JIWOO), admin=True)

    def adds(standing: Member) -> str | None:
        return code(lambda: policy.may_add(JIWOO, ROOM, standing, MINJUN, blocked=False, removed=True))

    assert (adds(mine), adds(admin)) == ("forbidden", None)


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
