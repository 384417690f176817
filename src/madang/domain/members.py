"""A member: a person in a room, also after leaving it, so that what they said keeps its author."""

from dataclasses import dataclass

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Role


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
