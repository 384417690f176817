"""The shapes of the protocol as one JSON Schema: the source of every client's types."""

from typing import Any, Literal

from pydantic import TypeAdapter

from madang.wire.incoming import ClientFrame
from madang.wire.outgoing import ChangesPage, Members, Page, ServerFrame

_SHAPES: dict[str, tuple[Literal["validation", "serialization"], Any]] = {
    "ClientFrame": ("validation", ClientFrame),
    "ServerFrame": ("serialization", ServerFrame),
    "Page": ("serialization", Page),
    "Members": ("serialization", Members),
    "ChangesPage": ("serialization", ChangesPage),
}


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 with every shape under `$defs`."""
    tops, shared = TypeAdapter.json_schemas(
        [(name, mode, TypeAdapter(shape)) for name, (mode, shape) in _SHAPES.items()]
    )
    shapes = dict(shared["$defs"])
    for (name, _), top in tops.items():
        shapes.setdefault(str(name), top)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Madang", "$defs": shapes}
