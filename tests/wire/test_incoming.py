"""What clients send: every frame, and every way in which one can be wrong."""

import contextlib
import dataclasses
import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.domain.commands import Command
from madang.domain.errors import Refusal
from madang.wire import incoming
from madang.wire.incoming import CatchUp, Hello, Pong, Typing
from tests.wire import protocol

FRAMES = (Hello, CatchUp, Typing, Pong, *get_args(Command))
SEND = {"type": "send_message", "ref": "r", "room": "madang", "text": "안녕"}

NOT_TEXTS = {
    **dict.fromkeys(("seq", "after", "slow_mode", "retention_days", "silenced_for", "order"), 3),
    **dict.fromkeys(("announcement", "archived", "history_visible", "admin", "favourite"), True),
    "cursors": {"madang": 1},
    "kind": "private",
    "notify": "mentions",
    "outcome": "deleted",
    "people": ["a", "b"],
}


def type_of(kind: Any) -> str:
    return str(get_args(kind.__annotations__["type"])[0])


def filled(kind: Any) -> dict[str, Any]:
    """A frame of this kind with something in every field."""
    made: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        made[field.name] = NOT_TEXTS.get(field.name, field.name)
    return {**made, "type": type_of(kind)}


def code(text: str | bytes) -> str:
    with pytest.raises(Refusal) as refused:
        incoming.decode(text)
    assert refused.value.message.endswith(".")
    assert len(refused.value.message) < 300
    return refused.value.code


@pytest.mark.parametrize("kind", FRAMES)
def test_every_frame_of_a_client_is_understood(kind: Any) -> None:
    frame = filled(kind)
    decoded = incoming.decode(json.dumps(frame))
    assert isinstance(decoded, kind)
    assert dataclasses.asdict(decoded) == frame
    assert incoming.decode(json.dumps(frame, ensure_ascii=False).encode()) == decoded


def required(kind: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]


@pytest.mark.parametrize(("kind", "field"), [(kind, field) for kind in FRAMES for field in required(kind)])
def test_a_frame_without_one_of_its_fields_is_refused(kind: Any, field: str) -> None:
    frame = {name: value for name, value in filled(kind).items() if name != field}
    assert code(json.dumps(frame)) == ("unknown_command" if field == "type" else "invalid")


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_with_a_field_that_nobody_knows_is_refused(kind: Any) -> None:
    assert code(json.dumps({**filled(kind), "owner": True})) == "invalid"


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", 5), ("text", None), ("text", ["a"]), ("ref", 5), ("room", {}), ("ref", ""), ("ref", "x" * 65)],
)
def test_a_field_of_the_wrong_type_is_refused_by_its_name(field: str, value: object) -> None:
    with pytest.raises(Refusal, match=field) as refused:
        incoming.decode(json.dumps({**SEND, field: value}))
    assert refused.value.code == "invalid"


@pytest.mark.parametrize("seq", ['"1"', "true", "1.5", "1e400", "NaN", "null", "[]"])
def test_a_number_is_a_whole_one(seq: str) -> None:
    text = f'{{"type":"mark_read","ref":"r","room":"madang","seq":{seq}}}'
    assert code(text) in ("invalid", "not_json")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "{",
        "nul",
        "[]",
        "[{}]",
        "1",
        '"text"',
        "null",
        "true",
        "안녕",
        '{"type"}',
        "{'type':'pong'}",
        "{}x",
        "\x00",
    ],
)
def test_what_is_no_json_object_is_refused(text: str) -> None:
    assert code(text) == "not_json"


@pytest.mark.parametrize(
    "text", ["{}", '{"type":null}', '{"type":5}', '{"type":"fly"}', '{"type":"Pong"}', '{"ref":"r"}']
)
def test_a_command_that_nobody_knows_is_refused(text: str) -> None:
    assert code(text) == "unknown_command"


@pytest.mark.parametrize("text", [r"\ud83d", r"\udc00", r"a\ud83db", r"\ud83d\u0041"])
def test_half_a_character_is_refused_as_bad_text(text: str) -> None:
    frame = f'{{"type":"send_message","ref":"r","room":"madang","text":"{text}"}}'
    assert code(frame) == "bad_text"


def test_bytes_that_are_no_utf8_are_refused() -> None:
    assert code(b'{"type":"pong\xff"}') in ("not_json", "bad_text")


@pytest.mark.parametrize("bomb", ["[" * 60_000, '{"a":' * 10_000, '{"type":' + "[" * 50_000, "1" * 65_000])
def test_a_bomb_is_refused_like_anything_else(bomb: str) -> None:
    assert code(bomb) in ("not_json", "unknown_command")


def test_a_refusal_shows_nothing_harmful_of_what_was_sent() -> None:
    with pytest.raises(Refusal) as refused:
        incoming.decode(json.dumps({"type": "\x1b[31m" + "x" * 1000}))
    assert "\x1b" not in refused.value.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda some: st.lists(some) | st.dictionaries(st.text() | st.sampled_from(["type", "ref", "room"]), some),
    max_leaves=10,
)


@given(
    frame=st.text()
    | st.binary()
    | JSON.map(json.dumps)
    | st.fixed_dictionaries(
        {"type": st.sampled_from([type_of(kind) for kind in FRAMES])},
        optional={"ref": JSON, "room": JSON, "seq": JSON, "cursors": JSON},
    ).map(json.dumps)
)
def test_whatever_comes_is_a_frame_or_a_refusal(frame: str | bytes) -> None:
    with contextlib.suppress(Refusal):
        assert isinstance(incoming.decode(frame), FRAMES)
    ref = incoming.ref_of(frame)
    assert ref is None or 1 <= len(ref) <= 64
    with contextlib.suppress(Refusal):
        assert isinstance(incoming.decode_plain(frame), str)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ('{"type":"fly","ref":"r"}', "r"),
        ('{"ref":"' + "x" * 64 + '"}', "x" * 64),
        ('{"ref":"' + "x" * 65 + '"}', None),
        ('{"ref":""}', None),
        ('{"ref":5}', None),
        ("{}", None),
        ("[]", None),
        ("{", None),
        (r'{"ref":"\ud83d"}', None),
        ("[" * 60_000, None),
    ],
)
def test_a_refused_frame_is_answered_by_its_ref_if_it_has_one(text: str, ref: str | None) -> None:
    assert incoming.ref_of(text) == ref


def test_a_plain_frame_is_its_text() -> None:
    assert incoming.decode_plain('{"text":"안녕"}') == "안녕"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("안녕", "not_json"),
        ("[]", "not_json"),
        ("{}", "invalid"),
        ('{"text":5}', "invalid"),
        ('{"text":"a","sender":"b"}', "invalid"),
        (r'{"text":"\ud83d"}', "bad_text"),
    ],
)
def test_a_plain_frame_that_is_none_is_refused(text: str, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        incoming.decode_plain(text)
    assert refused.value.code == expected


# ── as it is written in docs/protocol.md ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["hello", "send_message", "pong"])
def test_the_examples_of_the_docs_are_understood(kind: str) -> None:
    frame = protocol.example(kind)
    decoded = dataclasses.asdict(incoming.decode(json.dumps(frame)))
    assert {name: value for name, value in decoded.items() if name in frame} == frame


def test_typing_is_understood_as_the_docs_have_it() -> None:
    assert '`{"type": "typing", "room": "madang"}`' in protocol.page()
    assert incoming.decode('{"type": "typing", "room": "madang"}') == Typing("typing", "madang")


def test_the_docs_list_every_command_with_its_fields() -> None:
    listed = {row[0].strip("`"): row[1] for row in protocol.table("command")}
    assert set(listed) == {type_of(kind) for kind in (CatchUp, *get_args(Command))}
    for kind in (CatchUp, *get_args(Command)):
        fields = {field.name for field in dataclasses.fields(kind)} - {"type", "ref"}
        said = listed[type_of(kind)]
        assert all(f"`{name}`" in said for name in fields), f"{type_of(kind)}: {said}"


def test_the_docs_name_the_limits() -> None:
    assert "1–64 characters" in protocol.page()
    assert incoming.REF_LENGTH == 64
    assert "64 KiB" in protocol.page()
    assert incoming.FRAME_BYTES == 64 * 1024
    assert f"`{incoming.SUBPROTOCOL}`" in protocol.page()
