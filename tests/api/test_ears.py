"""Ears: what becomes of the frames that come in."""

import pytest
from typing_extensions import override

from madang.api.ears import Ear, checked
from madang.api.mouths import Mouth
from madang.domain.errors import FLOODING, INTERNAL, PROTOCOL, TOO_LARGE, Goodbye
from madang.live.parcel import Parcel
from madang.wire.incoming import FRAME_BYTES


class Silent(Mouth):
    """A mouth that remembers how it was parted from, and whether the ear was to wait."""

    __slots__ = ("parted", "paused_hearing", "written")

    def __init__(self) -> None:
        super().__init__(says_bye=True)
        self.parted: list[tuple[int, str]] = []
        self.written: list[Parcel] = []
        self.paused_hearing = False

    @override
    def write(self, parcel: Parcel) -> None:
        self.written.append(parcel)

    @override
    def close(self, code: int, reason: str) -> None:
        self.parted.append((code, reason))

    @override
    def pause_hearing(self, paused: bool) -> None:
        self.paused_hearing = paused


class Attentive(Ear):
    """Takes frames until it is told something it cannot take."""

    def __init__(self, mouth: Silent) -> None:
        super().__init__(mouth)
        self.understood: list[str] = []
        self.left = 0

    @override
    def understand(self, text: str) -> None:
        if text == "bug":
            raise ZeroDivisionError("secret")
        if text == "bye":
            raise Goodbye(FLOODING, "Enough.")
        self.understood.append(text)

    @override
    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def mouth() -> Silent:
    return Silent()


@pytest.fixture
def ear(mouth: Silent) -> Attentive:
    return Attentive(mouth)


def test_frames_are_understood_in_their_order(ear: Attentive) -> None:
    for text in ("one", "two"):
        ear.hear(text)
    assert ear.understood == ["one", "two"]


def test_a_goodbye_ends_the_connection_with_its_code(ear: Attentive, mouth: Silent) -> None:
    ear.hear("bye")
    assert mouth.parted == [(FLOODING, "Enough.")]
    assert b'"bye"' in mouth.written[0].texts[0]


def test_a_bug_ends_the_connection_and_is_logged_once(
    ear: Attentive, mouth: Silent, caplog: pytest.LogCaptureFixture
) -> None:
    ear.hear("bug")
    ((code, reason),) = mouth.parted
    assert code == INTERNAL
    assert "secret" not in reason
    (record,) = caplog.records
    assert record.exc_info
    assert record.getMessage().removeprefix("bug ") in reason


def test_what_is_no_text_ends_the_connection(ear: Attentive, mouth: Silent) -> None:
    ear.hear_binary()
    assert mouth.parted == [(PROTOCOL, "Expected a text frame; found a binary one.")]


@pytest.mark.parametrize(("char", "many"), [("x", FRAME_BYTES), ("가", FRAME_BYTES // 3), ("👍", FRAME_BYTES // 4)])
def test_a_frame_may_be_as_large_as_allowed_in_bytes(char: str, many: int, ear: Attentive, mouth: Silent) -> None:
    ear.hear(char * many)
    assert mouth.parted == []
    ear.hear(char * (many + 1))
    assert [code for code, _ in mouth.parted] == [TOO_LARGE]
    assert len(ear.understood) == 1
    assert checked("") == ""


def test_a_connection_is_left_once(ear: Attentive) -> None:
    ear.lost()
    ear.lost()
    assert ear.left == 1


def test_who_asks_much_without_waiting_is_heard_later(ear: Attentive, mouth: Silent) -> None:
    for _ in range(255):
        ear.asked()
    assert not mouth.paused_hearing
    ear.asked()
    assert waits(mouth)
    for _ in range(191):
        ear.answered()
    assert waits(mouth)
    ear.answered()
    assert not waits(mouth)


def waits(mouth: Silent) -> bool:
    return mouth.paused_hearing


def test_who_takes_nothing_and_asks_much_is_heard_when_both_are_over(ear: Attentive, mouth: Silent) -> None:
    mouth.paused()
    for _ in range(256):
        ear.asked()
    mouth.resumed()
    assert waits(mouth)
    for _ in range(256):
        ear.answered()
    assert not waits(mouth)
