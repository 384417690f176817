"""The shapes of the protocol as one JSON Schema: the source of every client's types."""

from typing import Any, Literal

from pydantic import TypeAdapter

from madang.domain.members import Member
from madang.domain.people import Person
from madang.domain.rooms import Face, Preferences, Room, RoomState
from madang.wire.incoming import ClientFrame
from madang.wire.pages import ChangesPage, Members, Page
from madang.wire.shapes import ServerFrame

_SHAPES: dict[str, tuple[Literal["validation", "serialization"], Any]] = {
    "ClientFrame": ("validation", ClientFrame),
    "ServerFrame": ("serialization", ServerFrame),
    "Page": ("serialization", Page),
    "Members": ("serialization", Members),
    "ChangesPage": ("serialization", ChangesPage),
}


def _always_written(shape: dict[str, Any]) -> None:
    """What has a default is sent all the same."""
    shape["required"] = list(shape["properties"])


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 with every shape under `$defs`."""
    tops, shared = TypeAdapter.json_schemas(
        [(name, mode, TypeAdapter(shape)) for name, (mode, shape) in _SHAPES.items()]
    )
    shapes = dict(shared["$defs"])
    for (name, _), top in tops.items():
        shapes.setdefault(str(name), top)
    for shape in (Person, Member, Room, RoomState, Preferences, Face):
        _always_written(shapes[shape.__name__])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Madang", "$defs": shapes}
