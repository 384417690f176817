"""A room: a log that people listen to, and where one member stands in it."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId

HOME = RoomId("madang")
"""The room in which everybody arrives."""

RoomKind = Literal["public", "private", "open", "direct"]
"""Public rooms are there for everybody with an account, open ones for guests too; private and direct ones for their
members only. A direct room is a talk among a few, without a name of its own."""
ChosenKind = Literal["public", "private", "open"]
"""What a room can be opened as, and made later."""
Notify = Literal["all", "mentions", "none"]

DIRECT = 12
"""How many may be in a direct room."""
ORDER = 1 << 31
SLOW_MODE = 6 * 3600
RETENTION_DAYS = 36_500
"""The most that a room may want."""


@dataclass(frozen=True, slots=True)
class Room:
    """`rev` numbers the room's own latest change (name, topic …), not the head of its log. In an `announcement` room
    only who looks after it speaks; `slow_mode` is the seconds between two messages of one person; messages are kept for
    `retention_days`, or for ever (None)."""

    id: RoomId
    name: str
    topic: str
    temporary: bool
    created_at: str
    rev: int
    kind: RoomKind = "public"
    announcement: bool = False
    description: str = ""
    picture: str | None = None
    archived: bool = False
    slow_mode: int = 0
    retention_days: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one member has read: the read mark (a `seq`) and the messages after it."""

    read: int
    unread: int


@dataclass(frozen=True, slots=True)
class Preferences:
    """How one member wants to have the room: what to be told of, and where it stands in their list. `section` is a
    heading of their own, `order` a place under it."""

    notify: Notify = "all"
    favourite: bool = False
    section: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody by whom a direct room is known."""

    person: PersonId
    name: str
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room with the heads of its log, and where the asking person stands (None: not a member). `others` are the other
    people of a direct room."""

    room: Room
    seq: int
    rev: int
    mine: Standing | None
    preferences: Preferences | None = None
    others: tuple[Face, ...] = ()


def slow_mode(seconds: int) -> int:
    """The seconds between two messages of one person; refuses `invalid`."""
    if not 0 <= seconds <= SLOW_MODE:
        raise Refusal("invalid", f"slow_mode has to be 0 to {SLOW_MODE:,} seconds; found {seconds}.")
    return seconds


def retention_days(days: int) -> int | None:
    """For how long messages are kept, None for ever; refuses `invalid`."""
    if not 0 <= days <= RETENTION_DAYS:
        raise Refusal("invalid", f"retention_days has to be 0 (for ever) to {RETENTION_DAYS:,}; found {days}.")
    return days or None


def place(order: int) -> int:
    """Where a room stands under its heading; refuses `invalid`."""
    if not -ORDER <= order < ORDER:
        raise Refusal("invalid", f"order has to be a number of 32 bits; found {order}.")
    return order


def people_key(people: Collection[PersonId]) -> str:
    """The same for the same people, whoever of them asks."""
    return hashlib.sha256("\n".join(sorted(set(people))).encode()).hexdigest()
