"""Who says something, and who changes it."""

import dataclasses
from typing import Any

import pytest

from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.members import Member
from madang.domain.people import Person
from tests.domain.policy.cast import JIWOO, MESSAGE, MINJUN, NOW, ROOM, code, member


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


def test_in_an_announcement_room_only_those_speak_who_look_after_it() -> None:
    room = dataclasses.replace(ROOM, announcement=True)
    for standing, expected in (
        (member(JIWOO), "forbidden"),
        (dataclasses.replace(member(JIWOO), admin=True), None),
        (dataclasses.replace(member(JIWOO), role="owner"), None),
    ):
        assert code(lambda standing=standing: policy.may_post(JIWOO, room, standing, NOW)) == expected  # type: ignore[misc]
        assert code(lambda standing=standing: policy.may_reword(JIWOO, room, standing, MESSAGE, NOW)) == expected  # type: ignore[misc]
        assert code(lambda standing=standing: policy.may_delete(JIWOO, room, standing, MESSAGE)) is None  # type: ignore[misc]


def test_who_is_silenced_says_nothing_until_then() -> None:
    silenced = dataclasses.replace(member(JIWOO), silenced_until=NOW)
    assert code(lambda: policy.may_post(JIWOO, ROOM, silenced, "2026-11-26T08:59:59.999Z")) == "silenced"
    assert code(lambda: policy.may_post(JIWOO, ROOM, silenced, NOW)) is None


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


def test_whoever_is_out_of_reach_is_so_in_the_same_words() -> None:
    assert code(lambda: policy.must_reach(out_of_reach=True)) == "not_reachable"
    assert code(lambda: policy.must_reach(out_of_reach=False)) is None


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
