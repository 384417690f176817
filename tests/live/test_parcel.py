"""Frames made ready for the socket, read by somebody else's parser."""

import json

import pytest
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import Protocol, Side

from madang.live.parcel import PING_FRAME, Parcel, close_frame


def parsed(raw: bytes) -> list[Frame]:
    client = Protocol(Side.CLIENT, max_size=None)
    client.receive_data(raw)
    frames = client.events_received()
    assert all(isinstance(frame, Frame) for frame in frames)
    return [frame for frame in frames if isinstance(frame, Frame)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_a_frame_of_any_size_is_read_as_it_was_written(size: int) -> None:
    text = b"x" * size
    (frame,) = parsed(Parcel(text).raw)
    assert (frame.opcode, bytes(frame.data), frame.fin) == (Opcode.TEXT, text, True)


def test_frames_come_end_to_end_in_their_order() -> None:
    texts = ["안녕".encode(), b"x" * 126, b"", b"y" * 65_536, b"z"]
    assert [bytes(frame.data) for frame in parsed(Parcel(*texts).raw)] == texts


def test_where_only_one_frame_can_be_sent_several_are_an_array() -> None:
    one, two = b'{"type":"ping"}', '{"text":"안녕"}'.encode()
    assert json.loads(Parcel(one).text) == {"type": "ping"}
    assert json.loads(Parcel(one, two).text) == [{"type": "ping"}, {"text": "안녕"}]


def test_the_bytes_are_made_once_however_many_want_them() -> None:
    parcel = Parcel(b"{}")
    assert parcel.raw is parcel.raw
    assert parcel.text is parcel.text


def test_a_ping_is_one() -> None:
    (frame,) = parsed(PING_FRAME)
    assert (frame.opcode, bytes(frame.data)) == (Opcode.PING, b"")


@pytest.mark.parametrize("reason", ["", "The server is stopping.", "가" * 60])
def test_a_close_frame_says_code_and_as_much_of_the_reason_as_fits(reason: str) -> None:
    (frame,) = parsed(close_frame(4001, reason))
    close = Close.parse(bytes(frame.data))
    assert frame.opcode == Opcode.CLOSE
    assert close.code == 4001
    assert reason.startswith(close.reason)
    assert len(close.reason.encode()) >= min(len(reason.encode()), 121)
