"""Whom and what the rules are asked about."""

from collections.abc import Callable

from madang.domain.errors import Refusal
from madang.domain.ids import MessageId, PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person, Role
from madang.domain.places import Place
from madang.domain.rooms import Room

ROOM = Room(RoomId("madang"), "마당", "", False, "", 1)
JIWOO = Person(PersonId("j"), "지우", "member")
MINJUN = Person(PersonId("m"), "민준", "member")
NOW = "2026-11-26T09:00:00.000Z"
MESSAGE = Message(MessageId("1"), ROOM.id, JIWOO.id, 1, 2, "안녕", "", None, False)
CLAIMED = Place(claimed=True)


def member(who: Person, *, left: bool = False) -> Member:
    return Member(ROOM.id, who.id, who.name, who.role, "", left, 1)


def are(role: Role, id: str = "w") -> Person:
    return Person(PersonId(id), "누구", role)


def code(asked: Callable[[], object]) -> str | None:
    """With which code it is refused."""
    try:
        asked()
    except Refusal as refusal:
        return refusal.code
    return None
