"""A line: one connection that listens."""

import pytest

from madang.domain.errors import SLOW, Goodbye
from madang.live.line import Line, Tongue
from madang.live.parcel import Parcel
from tests.live.mouths import Recorder, someone

BYE = Goodbye(SLOW, "This connection did not take what it was sent.", 1.23456)


def made(tongue: Tongue = Tongue.FULL) -> tuple[Line, Recorder]:
    mouth = Recorder()
    return Line("0199", someone(), mouth, tongue, 10.0), mouth


def test_a_line_of_the_full_protocol_hears_nothing_personal_before_its_welcome() -> None:
    assert not made(Tongue.FULL)[0].greeted
    assert made(Tongue.PLAIN)[0].greeted


def test_what_it_is_told_is_written_at_once_and_noted() -> None:
    line, mouth = made()
    line.tell(Parcel(b'{"a":1}', b'{"a":2}'), now=12.0)
    assert mouth.frames == [{"a": 1}, {"a": 2}]
    assert line.told_at == 12.0


def test_pings_are_counted_until_anything_is_heard() -> None:
    line, mouth = made()
    line.ping(35.0)
    line.ping(60.0)
    assert (line.unanswered_pings, line.told_at) == (2, 60.0)
    assert mouth.frames == [{"type": "ping"}] * 2
    line.heard()
    assert line.unanswered_pings == 0


def test_a_plain_line_is_pinged_by_the_websocket_itself() -> None:
    line, mouth = made(Tongue.PLAIN)
    line.ping(35.0)
    assert (mouth.pings, mouth.frames) == (1, [])


def test_a_goodbye_is_said_and_then_closed_once() -> None:
    line, mouth = made()
    line.end(BYE)
    line.end(Goodbye(4000, "again"))
    assert mouth.frames == [{"type": "bye", "code": SLOW, "reason": BYE.reason, "retry_after": 1.235}]
    assert mouth.closed == (SLOW, BYE.reason)
    assert line.closed


def test_a_plain_line_only_gets_the_code() -> None:
    line, mouth = made(Tongue.PLAIN)
    line.end(BYE)
    assert (mouth.frames, mouth.closed) == ([], (SLOW, BYE.reason))


@pytest.mark.parametrize("tongue", Tongue)
def test_who_takes_nothing_is_cut_off(tongue: Tongue) -> None:
    line, mouth = made(tongue)
    mouth.full = True
    line.end(BYE)
    assert mouth.aborted
    assert (mouth.frames, mouth.closed) == ([], None)
