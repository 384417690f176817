"""What happened, in the past tense. A lasting event carries the whole present state of the thing it changed."""

from dataclasses import dataclass

from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import Preferences, Room, RoomState


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """`new` tells a message just said from one that was edited or deleted."""

    room: RoomId
    rev: int
    message: Message
    new: bool


@dataclass(frozen=True, slots=True)
class RoomChanged:
    room: RoomId
    rev: int
    state: Room


@dataclass(frozen=True, slots=True)
class MemberChanged:
    room: RoomId
    rev: int
    member: Member


RoomEvent = MessageChanged | RoomChanged | MemberChanged
"""Told to everybody who listens to the room, in order of `rev`."""


@dataclass(frozen=True, slots=True)
class ReadMarkMoved:
    person: PersonId
    room: RoomId
    read: int
    unread: int


@dataclass(frozen=True, slots=True)
class RoomAdded:
    person: PersonId
    state: RoomState


@dataclass(frozen=True, slots=True)
class RoomRemoved:
    person: PersonId
    room: RoomId


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    person: PersonId
    me: Person


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """`session` is the hash of its key, in hexadecimal digits: the lines it opened end with it."""

    person: PersonId
    session: str


@dataclass(frozen=True, slots=True)
class PreferencesChanged:
    person: PersonId
    room: RoomId
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class BlocksChanged:
    """`people` are all whom the person has blocked by now."""

    person: PersonId
    people: tuple[PersonId, ...]


PersonalEvent = (
    ReadMarkMoved | RoomAdded | RoomRemoved | ProfileChanged | SessionEnded | PreferencesChanged | BlocksChanged
)
"""Told to the connections of one person only."""


@dataclass(frozen=True, slots=True)
class PlaceChanged:
    """Told to everybody in the house."""

    place: Place


Event = RoomEvent | PersonalEvent | PlaceChanged
