"""Who invites whom, and whereto."""

import dataclasses
from typing import get_args

import pytest

from madang.domain import policy
from madang.domain.ids import PersonId
from madang.domain.people import Role
from madang.domain.places import Place
from madang.domain.rooms import RoomKind
from tests.domain.policy.cast import CLAIMED, JIWOO, ROOM, are, code, member


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
