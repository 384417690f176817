"""What clients get, encoded. An event is the same bytes for everybody who hears it."""

from typing import Any, assert_never

from pydantic_core import to_json

from madang.domain import texts
from madang.domain.errors import Goodbye, Refusal
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
from madang.domain.messages import Message
from madang.domain.outcomes import (
    Arrived,
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
)
from madang.domain.places import Place
from madang.domain.rooms import Standing
from madang.wire import shapes
from madang.wire.incoming import FRAME_BYTES

CHANGES = 500
"""More changed things than this are not replayed: a fresh page is cheaper."""

LIMITS = shapes.Limits(
    text=texts.MESSAGE_LENGTH,
    frame=FRAME_BYTES,
    name=texts.PERSON_NAME_LENGTH,
    room_name=texts.ROOM_NAME_LENGTH,
    topic=texts.TOPIC_LENGTH,
    changes=CHANGES,
)
PROTOCOL = shapes.ProtocolRange(min=1, max=1)


def encode(frame: shapes.ServerFrame) -> bytes:
    return to_json(frame)


_Beside = ReadMarkMoved | RoomAdded | RoomRemoved | ProfileChanged | PlaceChanged | PreferencesChanged | BlocksChanged
"""What stands in no log."""
Told = RoomEvent | _Beside
"""The events that clients hear of as such."""


def event(happened: Told) -> bytes:
    """An event as every recipient gets it."""
    return encode(_event(happened))


def _event(happened: Told) -> shapes.ServerFrame:
    match happened:
        case MessageChanged():
            return shapes.MessageEvent(type="message", room=happened.room, rev=happened.rev, message=happened.message)
        case MemberChanged():
            return shapes.MemberEvent(type="member", room=happened.room, rev=happened.rev, member=happened.member)
        case RoomChanged():
            return shapes.RoomEventFrame(type="room", room=happened.room, rev=happened.rev, state=happened.state)
        case _:
            return _beside(happened)


def _beside(happened: _Beside) -> shapes.ServerFrame:
    match happened:
        case ReadMarkMoved():
            return shapes.ReadMark(type="read_mark", room=happened.room, read=happened.read, unread=happened.unread)
        case RoomAdded():
            return shapes.RoomAddedEvent(type="room_added", state=happened.state)
        case RoomRemoved():
            return shapes.RoomRemovedEvent(type="room_removed", room=happened.room)
        case ProfileChanged():
            return shapes.Profile(type="profile", me=happened.me)
        case PlaceChanged():
            return shapes.House(type="house", house=place(happened.place))
        case PreferencesChanged():
            return shapes.PreferencesEvent(type="preferences", room=happened.room, preferences=happened.preferences)
        case BlocksChanged():
            return shapes.BlocksEvent(type="blocks", people=list(happened.people))
        case _:
            assert_never(happened)


def place(known: Place) -> shapes.Place:
    return shapes.Place(
        name=known.name,
        welcome=known.welcome,
        color=known.color,
        logo=known.logo,
        registration=known.registration,
        claimed=known.claimed,
    )


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
        case Arrived():
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
    frame = shapes.Refused(type="refused", ref=ref, code=refusal.code, message=refusal.message)
    if refusal.retry_after is not None:
        frame["retry_after"] = round(refusal.retry_after, 3)
    return encode(frame)


def bye(goodbye: Goodbye) -> bytes:
    frame = shapes.Bye(type="bye", code=goodbye.code, reason=goodbye.reason)
    if goodbye.retry_after is not None:
        frame["retry_after"] = round(goodbye.retry_after, 3)
    return encode(frame)


PING = encode(shapes.Ping(type="ping"))


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
