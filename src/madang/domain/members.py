"""A member: a person in a room, also after leaving it, so that what they said keeps its author."""

from dataclasses import dataclass

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Kind


@dataclass(frozen=True, slots=True)
class Member:
    room: RoomId
    person: PersonId
    name: str
    kind: Kind
    joined_at: str
    left: bool
    rev: int
