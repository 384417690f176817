"""The shapes of the frames that clients get: declarations only. What fills them is in `outgoing`."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from madang.domain.errors import RefusalCode
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.places import Registration
from madang.domain.rooms import Preferences, Room, RoomState


class Limits(TypedDict):
    """What a client has to know of the limits; `changes` is how many are replayed before a `reset`."""

    text: int
    frame: int
    name: int
    room_name: int
    topic: int
    changes: int


class ProtocolRange(TypedDict):
    min: int
    max: int


class Place(TypedDict):
    """What everybody who is in knows of the house; `color` is the accent (`#rrggbb`) or empty, `logo` names the present
    one."""

    name: str
    welcome: str
    color: str
    logo: str | None
    registration: Registration
    claimed: bool


class Welcome(TypedDict):
    type: Literal["welcome"]
    connection: str
    epoch: str
    me: Person
    house: Place
    rooms: list[RoomState]
    limits: Limits
    time: str
    protocol: ProtocolRange
    server: str


class CaughtUp(TypedDict):
    type: Literal["caught_up"]
    room: str
    rev: int
    seq: int
    read: int
    unread: int


class Reset(TypedDict):
    type: Literal["reset"]
    room: str
    rev: int
    seq: int
    reason: Literal["too_far", "future", "epoch"]


class MessageEvent(TypedDict):
    type: Literal["message"]
    room: str
    rev: int
    message: Message


class RoomEventFrame(TypedDict):
    type: Literal["room"]
    room: str
    rev: int
    state: Room


class MemberEvent(TypedDict):
    type: Literal["member"]
    room: str
    rev: int
    member: Member


class ReadMark(TypedDict):
    type: Literal["read_mark"]
    room: str
    read: int
    unread: int


class RoomAddedEvent(TypedDict):
    type: Literal["room_added"]
    state: RoomState


class RoomRemovedEvent(TypedDict):
    type: Literal["room_removed"]
    room: str


class Profile(TypedDict):
    type: Literal["profile"]
    me: Person


class House(TypedDict):
    type: Literal["house"]
    house: Place


class PreferencesEvent(TypedDict):
    type: Literal["preferences"]
    room: str
    preferences: Preferences


class BlocksEvent(TypedDict):
    type: Literal["blocks"]
    people: list[str]


class TypingEvent(TypedDict):
    type: Literal["typing"]
    room: str
    person: str


class Presence(TypedDict):
    type: Literal["presence"]
    room: str
    count: int
    here: list[str]


class Done(TypedDict):
    type: Literal["done"]
    ref: str
    seq: NotRequired[int]
    at: NotRequired[str]
    rev: NotRequired[int]
    read: NotRequired[int]
    unread: NotRequired[int]
    room: NotRequired[RoomState]
    me: NotRequired[Person]
    preferences: NotRequired[Preferences]


class Refused(TypedDict):
    type: Literal["refused"]
    ref: str | None
    code: RefusalCode
    message: str
    retry_after: NotRequired[float]


class Bye(TypedDict):
    type: Literal["bye"]
    code: int
    reason: str
    retry_after: NotRequired[float]


class Ping(TypedDict):
    type: Literal["ping"]


ServerFrame = (
    Welcome
    | CaughtUp
    | Reset
    | MessageEvent
    | RoomEventFrame
    | MemberEvent
    | ReadMark
    | RoomAddedEvent
    | RoomRemovedEvent
    | Profile
    | House
    | PreferencesEvent
    | BlocksEvent
    | TypingEvent
    | Presence
    | Done
    | Refused
    | Bye
    | Ping
)
