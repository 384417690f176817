"""Who may do what."""

import dataclasses
from collections.abc import Callable

import pytest

from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import Room

ROOM = Room(RoomId("madang"), "마당", "", False, "", 1)
JIWOO = Person(PersonId("j"), "지우", "guest")
MINJUN = Person(PersonId("m"), "민준", "guest")
MESSAGE = Message(MessageId("1"), ROOM.id, JIWOO.id, 1, 2, "안녕", "", None, False)


def member(who: Person, *, left: bool = False) -> Member:
    return Member(ROOM.id, who.id, who.name, who.kind, "", left, 1)


def code(asked: Callable[[], None]) -> str | None:
    try:
        asked()
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(("who", "expected"), [("member", None), ("left", "not_a_member"), ("nobody", "not_a_member")])
def test_only_those_who_are_in_a_room_speak_in_it(who: str, expected: str | None) -> None:
    standing = {"member": member(JIWOO), "left": member(JIWOO, left=True), "nobody": None}[who]
    assert code(lambda: policy.may_post(standing)) == expected
    assert code(lambda: policy.must_be_member(standing)) == expected
    assert code(lambda: policy.may_change(JIWOO, standing, MESSAGE)) == expected


def test_only_the_author_changes_a_message() -> None:
    assert code(lambda: policy.may_change(MINJUN, member(MINJUN), MESSAGE)) == "forbidden"
    mine = dataclasses.replace(MESSAGE, author=MINJUN.id)
    assert code(lambda: policy.may_change(MINJUN, member(MINJUN), mine)) is None


def test_every_room_is_open_to_look_in_and_to_join() -> None:
    for standing in (None, member(JIWOO), member(JIWOO, left=True)):
        assert code(lambda standing=standing: policy.may_read(JIWOO, ROOM, standing)) is None  # type: ignore[misc]
    assert code(lambda: policy.may_join(JIWOO, ROOM)) is None


def test_a_room_that_is_not_there_is_named_harmlessly() -> None:
    refusal = policy.no_such_room(RoomId("마당\u202e"))
    assert refusal.code == "not_found"
    assert refusal.message.isascii()
