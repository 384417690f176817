"""What nodes tell each other: events as values, each under the name of its type."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json
from typing_extensions import TypedDict

from madang.domain.events import (
    BlocksChanged,
    Event,
    MemberChanged,
    MessageChanged,
    PlaceChanged,
    PreferencesChanged,
    ProfileChanged,
    ReadMarkMoved,
    RoomAdded,
    RoomChanged,
    RoomRemoved,
    SessionEnded,
)

_KINDS: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind)
    for kind in (
        MessageChanged,
        MemberChanged,
        RoomChanged,
        ReadMarkMoved,
        RoomAdded,
        RoomRemoved,
        ProfileChanged,
        SessionEnded,
        PlaceChanged,
        PreferencesChanged,
        BlocksChanged,
    )
}


class Here(TypedDict):
    """Who is in a room on one node."""

    node: str
    room: str
    people: list[str]


_here = TypeAdapter(Here)


def pack(events: Sequence[Event]) -> bytes:
    return to_json([(type(event).__name__, event) for event in events])


def unpack(packed: bytes) -> list[Any]:
    return [_KINDS[kind].validate_python(event) for kind, event in from_json(packed)]


def pack_here(here: Here) -> bytes:
    return to_json(here)


def unpack_here(packed: bytes) -> Here:
    return _here.validate_json(packed)
