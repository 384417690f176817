"""What clients get: shapes and encoding. An event is the same bytes for everybody who hears it."""

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, assert_never

from pydantic_core import to_json
from typing_extensions import TypedDict

from madang.domain import texts
from madang.domain.errors import Goodbye, Refusal, RefusalCode
from madang.domain.events import (
    BlocksChanged,
    MemberChanged,
    MessageChanged,
    PlaceChanged,
    PreferencesChanged,
    ProfileChanged,
    ReadMarkMoved,
    RoomAdded,
    RoomChanged,
    RoomEvent,
    RoomRemoved,
)
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.outcomes import (
    Changed,
    Erased,
    InPlace,
    InRoom,
    Invited,
    Named,
    Nothing,
    Outcome,
    Preferred,
    Said,
    Tokened,
    Visiting,
)
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import Preferences, Room, RoomState, Standing
from madang.wire.incoming import FRAME_BYTES

CHANGES = 500
"""More changed things than this are not replayed: a fresh page is cheaper."""


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


class Page(TypedDict):
    """Messages in order of `seq`, with the members who wrote them, all of one moment."""

    room: str
    rev: int
    seq: int
    messages: list[Message]
    members: list[Member]


class Rooms(TypedDict):
    """A page of rooms by name; `next` is what the page after it is asked for with, None at the end."""

    rooms: list[RoomState]
    next: str | None


class Members(TypedDict):
    room: str
    rev: int
    members: list[Member]


class ChangesPage(TypedDict):
    """What changed after a `rev`; with `reset` nothing is listed and a fresh page is due."""

    room: str
    rev: int
    seq: int
    reset: bool
    messages: list[Message]
    members: list[Member]
    state: Room | None


LIMITS = Limits(
    text=texts.MESSAGE_LENGTH,
    frame=FRAME_BYTES,
    name=texts.PERSON_NAME_LENGTH,
    room_name=texts.ROOM_NAME_LENGTH,
    topic=texts.TOPIC_LENGTH,
    changes=CHANGES,
)
PROTOCOL = ProtocolRange(min=1, max=1)


def encode(frame: ServerFrame) -> bytes:
    return to_json(frame)


_Beside = ReadMarkMoved | RoomAdded | RoomRemoved | ProfileChanged | PlaceChanged | PreferencesChanged | BlocksChanged
"""What stands in no log."""
Told = RoomEvent | _Beside
"""The events that clients hear of as such."""


def event(happened: Told) -> bytes:
    """An event as every recipient gets it."""
    return encode(_event(happened))


def _event(happened: Told) -> ServerFrame:
    match happened:
        case MessageChanged():
            return MessageEvent(type="message", room=happened.room, rev=happened.rev, message=happened.message)
        case MemberChanged():
            return MemberEvent(type="member", room=happened.room, rev=happened.rev, member=happened.member)
        case RoomChanged():
            return RoomEventFrame(type="room", room=happened.room, rev=happened.rev, state=happened.state)
        case _:
            return _beside(happened)


def _beside(happened: _Beside) -> ServerFrame:
    match happened:
        case ReadMarkMoved():
            return ReadMark(type="read_mark", room=happened.room, read=happened.read, unread=happened.unread)
        case RoomAdded():
            return RoomAddedEvent(type="room_added", state=happened.state)
        case RoomRemoved():
            return RoomRemovedEvent(type="room_removed", room=happened.room)
        case ProfileChanged():
            return Profile(type="profile", me=happened.me)
        case PlaceChanged():
            return House(type="house", house=happened.place)
        case PreferencesChanged():
            return PreferencesEvent(type="preferences", room=happened.room, preferences=happened.preferences)
        case BlocksChanged():
            return BlocksEvent(type="blocks", people=list(happened.people))
        case _:
            assert_never(happened)


def outcome(came_to: Outcome) -> dict[str, Any]:
    """The fields that an outcome brings to its answer."""
    match came_to:
        case Said():
            return {"seq": came_to.seq, "at": came_to.at}
        case Changed():
            return {"rev": came_to.rev}
        case Standing():
            return {"read": came_to.read, "unread": came_to.unread}
        case InRoom():
            return {"room": came_to.room}
        case Named():
            return {"me": came_to.me}
        case Visiting():
            return {"me": came_to.me, "room": came_to.room}
        case Erased():
            return {"messages": came_to.messages, "rooms": came_to.rooms, "sessions": came_to.sessions}
        case Preferred():
            return {"preferences": came_to.preferences}
        case Invited() | InPlace() | Tokened() | Nothing():  # what only HTTP asks for, it answers in its own shapes
            return {}
        case _:
            assert_never(came_to)


def done(ref: str, came_to: Outcome) -> bytes:
    return to_json({"type": "done", "ref": ref, **outcome(came_to)})


def refused(ref: str | None, refusal: Refusal) -> bytes:
    frame = Refused(type="refused", ref=ref, code=refusal.code, message=refusal.message)
    if refusal.retry_after is not None:
        frame["retry_after"] = round(refusal.retry_after, 3)
    return encode(frame)


def bye(goodbye: Goodbye) -> bytes:
    frame = Bye(type="bye", code=goodbye.code, reason=goodbye.reason)
    if goodbye.retry_after is not None:
        frame["retry_after"] = round(goodbye.retry_after, 3)
    return encode(frame)


PING = encode(Ping(type="ping"))


def plain_message(message: Message) -> bytes:
    """A message as plain clients get it."""
    return to_json(
        {
            "sender": message.author,
            "message": message.text,
            "time": message.created_at,
            "id": message.id,
            "seq": message.seq,
        }
    )


def plain_error(refusal: Refusal) -> bytes:
    error: dict[str, Any] = {"code": refusal.code, "message": refusal.message}
    if refusal.retry_after is not None:
        error["retry_after"] = round(refusal.retry_after, 3)
    return to_json({"error": error})


def changes_page(room: str, rev: int, seq: int, events: Sequence[RoomEvent] | None) -> ChangesPage:
    """The same things that the socket brings one by one; None: too many, fetch a page."""
    page = ChangesPage(room=room, rev=rev, seq=seq, reset=events is None, messages=[], members=[], state=None)
    for event in events or ():
        match event:
            case MessageChanged():
                page["messages"].append(event.message)
            case MemberChanged():
                page["members"].append(event.member)
            case RoomChanged():
                page["state"] = event.state
    return page
