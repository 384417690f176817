"""What clients get, byte for byte as docs/protocol.md has it."""

import json
from typing import Any, get_args

import pytest

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
    RoomRemoved,
)
from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.outcomes import Changed, InRoom, Named, Nothing, Outcome, Preferred, Said
from madang.domain.people import Person
from madang.domain.places import Place
from madang.domain.rooms import Preferences, Room, RoomState, Standing
from madang.wire import outgoing
from madang.wire.outgoing import Told
from tests.wire import protocol

PERSON = PersonId("0199…")
ROOM = RoomId("madang")
READ = Standing(9, 3)


def told() -> list[tuple[str, Told]]:
    return [
        ("message", MessageChanged(ROOM, 41, protocol.value_of(Message), new=True)),
        ("room", RoomChanged(ROOM, 42, protocol.value_of(Room))),
        ("member", MemberChanged(ROOM, 43, protocol.value_of(Member))),
        ("read_mark", ReadMarkMoved(PERSON, ROOM, 12, 0)),
        ("room_added", RoomAdded(PERSON, protocol.value_of(RoomState))),
        ("room_removed", RoomRemoved(PERSON, ROOM)),
        ("profile", ProfileChanged(PERSON, protocol.value_of(Person))),
        ("house", PlaceChanged(protocol.value_of(Place))),
        ("preferences", PreferencesChanged(PERSON, ROOM, protocol.value_of(Preferences))),
        ("blocks", BlocksChanged(PERSON, (PERSON,))),
    ]


@pytest.mark.parametrize(("kind", "event"), told(), ids=[kind for kind, _ in told()])
def test_an_event_is_written_as_in_the_docs(kind: str, event: Told) -> None:
    assert outgoing.event(event) == protocol.compact(protocol.example(kind))


def test_every_event_that_clients_hear_of_is_in_the_docs() -> None:
    assert {type(event) for _, event in told()} == {*get_args(Told)}


def test_the_limits_that_a_client_is_told_are_those_of_the_docs() -> None:
    welcome = protocol.example("welcome")
    assert welcome["limits"] == outgoing.LIMITS
    assert welcome["protocol"] == outgoing.PROTOCOL
    for limit in ("1–8,000 characters", "1–40 characters", "rooms 1–80", "topics 0–250", "more than 500"):
        assert limit in protocol.page()


OUTCOMES: list[tuple[Outcome, dict[str, Any]]] = [
    (Said(13, "2026-11-25T09:41:00.123Z"), {"seq": 13, "at": "2026-11-25T09:41:00.123Z"}),
    (Changed(41), {"rev": 41}),
    (READ, {"read": 9, "unread": 3}),
    (
        Preferred(Preferences(favourite=True)),
        {"preferences": {"notify": "all", "favourite": True, "section": "", "order": 0}},
    ),
    (Nothing(), {}),
]


@pytest.mark.parametrize(("outcome", "fields"), OUTCOMES)
def test_an_answer_brings_what_the_outcome_is(outcome: Outcome, fields: dict[str, Any]) -> None:
    assert json.loads(outgoing.done("r", outcome)) == {"type": "done", "ref": "r", **fields}


def test_an_answer_brings_a_room_or_oneself_whole() -> None:
    room, me = protocol.value_of(RoomState), protocol.value_of(Person)
    written = json.loads(protocol.written_out("[RoomState, Person]"))
    assert json.loads(outgoing.done("r", InRoom(room)))["room"] == written[0]
    assert json.loads(outgoing.done("r", Named(me)))["me"] == written[1]


def test_the_answer_of_the_docs_is_the_answer_that_is_sent() -> None:
    written = protocol.example("done")
    assert outgoing.done(written["ref"], Said(written["seq"], written["at"])) == protocol.compact(written)


def test_a_refusal_is_written_as_in_the_docs() -> None:
    written = protocol.example("refused")
    assert outgoing.refused(written["ref"], Refusal(written["code"], written["message"])) == protocol.compact(written)
    assert json.loads(outgoing.refused(None, Refusal("too_fast", "Wait.", 1.23456))) == {
        "type": "refused",
        "ref": None,
        "code": "too_fast",
        "message": "Wait.",
        "retry_after": 1.235,
    }


def test_a_goodbye_is_written_as_in_the_docs() -> None:
    written = protocol.example("bye")
    assert outgoing.bye(Goodbye(written["code"], written["reason"], written["retry_after"])) == protocol.compact(
        written
    )
    assert "retry_after" not in json.loads(outgoing.bye(Goodbye(4401, "Signed out.")))
    assert protocol.compact(protocol.example("ping")) == outgoing.PING


def test_a_plain_message_is_written_as_in_the_docs() -> None:
    written = next(example for example in protocol.examples() if "sender" in example)
    message = Message(
        written["id"], ROOM, written["sender"], written["seq"], 40, written["message"], written["time"], None, False
    )
    assert outgoing.plain_message(message) == protocol.compact(written)


def test_a_plain_error_says_code_and_message() -> None:
    assert '`{"error": {"code": "bad_text", "message": "…"}}`' in protocol.page()
    assert json.loads(outgoing.plain_error(Refusal("bad_text", "…"))) == {"error": {"code": "bad_text", "message": "…"}}
    assert json.loads(outgoing.plain_error(Refusal("too_fast", "…", 2)))["error"]["retry_after"] == 2


def test_text_in_any_script_is_written_as_it_is_and_controls_are_escaped() -> None:
    sent = outgoing.refused("r", Refusal("invalid", '안녕 👨‍👩‍👧 "\n\u2028</script>'))
    assert "안녕 👨‍👩‍👧".encode() in sent
    assert b"\n" not in sent
    assert json.loads(sent)["message"] == '안녕 👨‍👩‍👧 "\n\u2028</script>'
