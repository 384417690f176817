"""The shapes of the frames, and of the things in them: exactly what docs/protocol.md has examples of."""

import json
from typing import Any, get_args, get_type_hints

import pytest
from pydantic import TypeAdapter

from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import Preferences, Room, RoomState
from madang.wire import outgoing
from madang.wire.shapes import Place, ServerFrame
from tests.wire import protocol

FRAMES = [get_args(get_type_hints(kind)["type"])[0] for kind in get_args(ServerFrame)]


@pytest.mark.parametrize("kind", [Person, Place, Room, Member, Message, RoomState, Preferences])
def test_the_things_themselves_are_written_as_in_the_docs(kind: Any) -> None:
    written = json.loads(protocol.written_out(protocol.shapes()[kind.__name__]))
    assert TypeAdapter(kind).dump_json(protocol.value_of(kind)) == protocol.compact(written)


@pytest.mark.parametrize("kind", FRAMES)
def test_every_frame_has_an_example_that_is_exactly_one(kind: str) -> None:
    """Nothing that is not sent, nothing missing of what is, in the same order."""
    written = protocol.example(kind, has="person" if kind == "typing" else "type")
    frame: ServerFrame = TypeAdapter(ServerFrame).validate_json(json.dumps(written), strict=True)
    assert outgoing.encode(frame) == protocol.compact(written)


def test_every_example_with_a_type_is_a_frame_that_exists() -> None:
    clients = {"hello", "send_message", "pong", "typing"}
    assert {example["type"] for example in protocol.examples() if "type" in example} == {*FRAMES, *clients}
