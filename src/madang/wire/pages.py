"""What clients fetch over HTTP of the log and the lists of the house: the same things as in frames, many at once."""

from collections.abc import Sequence

from typing_extensions import TypedDict

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.rooms import Room, RoomState


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
