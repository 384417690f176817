"""A room: a log that people listen to, and where one member stands in it."""

from dataclasses import dataclass

from madang.domain.ids import RoomId

HOME = RoomId("madang")
"""The room in which everybody arrives."""


@dataclass(frozen=True, slots=True)
class Room:
    """`rev` numbers the room's own latest change (name, topic), not the head of its log."""

    id: RoomId
    name: str
    topic: str
    temporary: bool
    created_at: str
    rev: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one member has read: the read mark (a `seq`) and the messages after it."""

    read: int
    unread: int


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room with the heads of its log, and where the asking person stands (None: not a member)."""

    room: Room
    seq: int
    rev: int
    mine: Standing | None
