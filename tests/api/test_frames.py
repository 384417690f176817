"""Frames of clients: whole messages come out whatever the network made of them, and what is no WebSocket is told."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from madang.api.frames import BINARY, CLOSE, PING, PONG, TEXT, VIOLATION, Frames, Piece, answer_to
from madang.wire.incoming import FRAME_BYTES


def sent(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    """A frame as another implementation writes it, masked with a random key."""
    return Frame(Opcode(opcode), payload, fin=fin).serialize(mask=True)


def bare(first: int, second: int, rest: bytes = b"\0\0\0\0") -> bytes:
    return bytes((first, second)) + rest


@st.composite
def conversations(draw: st.DrawFn) -> tuple[bytes, list[Piece]]:
    """What a client may send, and what it means."""
    raw, meant = b"", []
    for _ in range(draw(st.integers(1, 5))):
        opcode = draw(st.sampled_from([TEXT, BINARY, PING, PONG]))
        if opcode in (PING, PONG):
            payload = draw(st.binary(max_size=125))
            raw += sent(opcode, payload)
            meant.append(Piece(opcode, payload))
            continue
        parts = draw(st.lists(st.binary(max_size=300), min_size=1, max_size=4))
        for number, part in enumerate(parts):
            raw += sent(opcode if number == 0 else 0, part, fin=number == len(parts) - 1)
            if number < len(parts) - 1 and draw(st.booleans()):
                raw += sent(PING, b"between")
                meant.append(Piece(PING, b"between"))
        meant.append(Piece(opcode, b"".join(parts)))
    return raw, meant


@given(conversations(), st.data())
def test_messages_are_whole_however_the_bytes_come(said: tuple[bytes, list[Piece]], data: st.DataObject) -> None:
    raw, meant = said
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    assert fed(Frames(), [raw[start:end] for start, end in zip([0, *cuts], [*cuts, len(raw)], strict=True)]) == meant


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_any_bytes_get_an_answer(chunks: list[bytes]) -> None:
    pieces = fed(Frames(), chunks)
    assert all(piece.code for piece in pieces if piece.opcode == VIOLATION)


def fed(frames: Frames, chunks: Sequence[bytes]) -> list[Piece]:
    """Until the first violation: nobody goes on then."""
    pieces: list[Piece] = []
    for chunk in chunks:
        pieces += frames.feed(chunk)
        if pieces and pieces[-1].opcode == VIOLATION:
            break
    return pieces


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, FRAME_BYTES])
def test_every_length_up_to_the_limit(size: int) -> None:
    assert Frames().feed(sent(TEXT, b"x" * size)) == [Piece(TEXT, b"x" * size)]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(bare(0xC1, 0x80), 1002, id="reserved bit"),
        pytest.param(bare(0x83, 0x80), 1002, id="no opcode"),
        pytest.param(bare(0x8B, 0x80), 1002, id="no control opcode"),
        pytest.param(bare(0x81, 0x00), 1002, id="not masked"),
        pytest.param(bare(0x80, 0x80), 1002, id="goes on without a beginning"),
        pytest.param(bare(0x09, 0x80), 1002, id="ping in pieces"),
        pytest.param(bare(0x89, 0xFE, b"\0\x7e"), 1002, id="long ping"),
        pytest.param(sent(TEXT, b"a", fin=False) + sent(TEXT, b"b"), 1002, id="begins within another"),
        pytest.param(bare(0x81, 0xFF, (FRAME_BYTES + 1).to_bytes(8, "big")), 1009, id="too large"),
        pytest.param(bare(0x81, 0xFF, b"\xff" * 8), 1009, id="absurdly large"),
        pytest.param(sent(TEXT, b"x" * 40_000, fin=False) + sent(0, b"x" * 40_000)[:20], 1009, id="too large together"),
        pytest.param(sent(TEXT, b"", fin=False) + sent(0, b"", fin=False) * 1_024, 1008, id="too many fragments"),
    ],
)
def test_what_is_no_websocket_or_too_much_is_told_by_its_head(raw: bytes, code: int) -> None:
    before = sent(PING, b"first")
    pieces = Frames().feed(before + raw)
    assert pieces[0] == Piece(PING, b"first")
    assert (pieces[-1].opcode, pieces[-1].code) == (VIOLATION, code)
    assert pieces[-1].payload


def test_a_close_is_a_piece_like_others() -> None:
    assert Frames().feed(sent(CLOSE, b"\x03\xe8bye")) == [Piece(CLOSE, b"\x03\xe8bye")]


@pytest.mark.parametrize(
    ("close", "answer"),
    [
        pytest.param(b"\x03\xe8bye", 1000, id="the same"),
        pytest.param((4321).to_bytes(2, "big"), 4321, id="an own code"),
        pytest.param(b"", None, id="none"),
        pytest.param((1005).to_bytes(2, "big"), 1002, id="not for the wire"),
        pytest.param((17).to_bytes(2, "big"), 1002, id="none at all"),
        pytest.param(b"\x03\xe8\xff\xff", 1007, id="no text"),
    ],
)
def test_a_close_is_answered_with_what_may_be_sent(close: bytes, answer: int | None) -> None:
    assert answer_to(close) == answer
