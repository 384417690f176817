"""The roles, and who looks after the house."""

import dataclasses
from typing import get_args

import pytest

from madang.domain import policy
from madang.domain.people import Role
from tests.domain.policy.cast import JIWOO, code


@pytest.mark.parametrize("role", get_args(Role))
def test_the_house_is_looked_after_by_owners_and_admins(role: Role) -> None:
    who = dataclasses.replace(JIWOO, role=role)
    assert code(lambda: policy.must_be_staff(who)) == (None if role in ("owner", "admin") else "forbidden")
    assert code(lambda: policy.must_be_owner(who)) == (None if role == "owner" else "forbidden")
    assert code(lambda: policy.may_open(who, "public")) == (None if role in policy.INSIDE else "forbidden")
