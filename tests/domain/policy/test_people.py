"""Whom one sees, and who looks after whom."""

from typing import get_args

import pytest

from madang.domain import policy
from madang.domain.ids import PersonId
from madang.domain.people import Role
from madang.domain.places import Place
from tests.domain.policy.cast import CLAIMED, are, code


def test_somebody_who_is_not_there_is_named_harmlessly() -> None:
    assert policy.no_such_person(PersonId("지우\u202e")).message.isascii()


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


@pytest.mark.parametrize("role", get_args(Role))
def test_owners_make_accounts_by_hand(role: Role) -> None:
    makes = code(lambda: policy.may_add_person(are(role), "member", CLAIMED))
    assert makes == (None if role == "owner" else "forbidden")
    may = None if role in ("owner", "admin", "member") else "forbidden"
    assert code(lambda: policy.may_add_person(are("owner"), role, CLAIMED)) == may
    assert code(lambda: policy.may_add_person(are("owner"), "member", Place())) == "not_set_up"


def test_everybody_goes_by_themselves_and_at_an_owners_hands_but_for_the_last_owner() -> None:
    owner, other = are("owner"), are("owner", "x")
    for role in get_args(Role):
        assert code(lambda role=role: policy.may_erase(are(role), are(role), 2)) is None  # type: ignore[misc]
        expected = None if role == "owner" else "forbidden"
        assert code(lambda role=role: policy.may_erase(are(role), are("guest", "x"), 2)) == expected  # type: ignore[misc]
    assert code(lambda: policy.may_erase(owner, owner, 1)) == "last_owner"
    assert code(lambda: policy.may_erase(owner, other, 1)) == "last_owner"
    assert code(lambda: policy.may_erase(owner, other, 2)) is None
