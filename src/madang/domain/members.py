"""A member: a person in a room, also after leaving it, so that what they said keeps its author."""

from dataclasses import dataclass

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Role

SILENCE = 366 * 24 * 3600
"""The longest, in seconds."""


@dataclass(frozen=True, slots=True)
class Member:
    """`role` is theirs in the house; `admin` says that they look after this room. Until `silenced_until`, a time, they
    may not say anything here."""

    room: RoomId
    person: PersonId
    name: str
    role: Role
    joined_at: str
    left: bool
    rev: int
    admin: bool = False
    picture: str | None = None
    silenced_until: str | None = None


def silence(seconds: int) -> int:
    """For how many seconds somebody is to say nothing; refuses `invalid`."""
    if not 0 <= seconds <= SILENCE:
        raise Refusal("invalid", f"silenced_for has to be 0 to {SILENCE:,} seconds; found {seconds}.")
    return seconds
