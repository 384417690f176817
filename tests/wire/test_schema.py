"""The shapes of the protocol as one JSON Schema: complete, closed and without loose ends."""

import json
import re
from typing import Any, get_args

from madang.domain.commands import Command
from madang.domain.errors import REFUSAL_CODES
from madang.wire import pages
from madang.wire.incoming import CatchUp, Hello, Pong, Typing
from madang.wire.schema import schema
from madang.wire.shapes import ServerFrame

SHAPES = schema()["$defs"]


def referred(value: Any) -> set[str]:
    return set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(value)))


def test_every_reference_leads_somewhere() -> None:
    assert referred(SHAPES) <= SHAPES.keys()


def test_every_frame_of_a_client_is_in_it_and_closed() -> None:
    frames = (Hello, CatchUp, Typing, Pong, *get_args(Command))
    assert referred(SHAPES["ClientFrame"]) == {kind.__name__ for kind in frames}
    for kind in frames:
        shape = SHAPES[kind.__name__]
        assert shape["additionalProperties"] is False
        assert "type" in shape["required"]
    assert SHAPES["ClientFrame"]["discriminator"]["propertyName"] == "type"


def test_every_frame_of_the_server_is_in_it() -> None:
    assert referred(SHAPES["ServerFrame"]) == {kind.__name__ for kind in get_args(ServerFrame)}


def test_every_code_of_a_refusal_is_in_it() -> None:
    assert set(SHAPES["Refused"]["properties"]["code"]["enum"]) == set(REFUSAL_CODES)


def test_the_pages_over_http_are_in_it() -> None:
    for name in ("Page", "Members", "ChangesPage"):
        assert set(SHAPES[name]["properties"]) == set(getattr(pages, name).__annotations__)


def test_it_is_the_same_every_time_and_says_what_it_is() -> None:
    assert json.dumps(schema()) == json.dumps(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
