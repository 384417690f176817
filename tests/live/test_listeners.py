"""Where each listener of a room stands. What comes of it for everybody is tested through the hub."""

import dataclasses

import pytest

from madang.domain.errors import Refusal
from madang.domain.events import MessageChanged
from madang.live.hub import Hub
from madang.live.line import Cursor, Line, Tongue
from madang.live.listeners import Listeners
from madang.live.recent import Recent, Told
from tests.live.mouths import Clock, Recorder, line, said


@pytest.fixture
def listeners() -> Listeners:
    return Listeners()


def one(tongue: Tongue = Tongue.FULL) -> tuple[Line, Recorder]:
    return line(Hub(Clock()), tongue=tongue)


def changed(event: MessageChanged, rev: int) -> MessageChanged:
    """The same message once more, as it is now."""
    return dataclasses.replace(event, rev=rev, message=dataclasses.replace(event.message, rev=rev), new=False)


def live(listeners: Listeners, rev: int) -> tuple[Line, Recorder]:
    made, mouth = one()
    listeners.put_behind(made, Cursor(rev, rev))
    assert listeners.turn_live(made, Cursor(rev, rev), None, 0.0)
    return made, mouth


def test_the_first_who_is_live_says_where_the_head_is(listeners: Listeners) -> None:
    live(listeners, 5)
    assert (listeners.head, listeners.seen) == (Cursor(5, 5), 5)


def test_who_leaves_is_nowhere(listeners: Listeners) -> None:
    first, _ = live(listeners, 5)
    second, _ = one()
    listeners.put_behind(second, Cursor(1, 1))
    assert set(listeners.everybody) == {first, second}
    for each in (first, second):
        assert not listeners.empty
        listeners.leave(each)
    assert listeners.empty


def test_a_gap_puts_everybody_behind_where_they_stood(listeners: Listeners) -> None:
    here, mouth = live(listeners, 5)
    assert not listeners.tell([said(6)], 0.0)
    assert listeners.tell([said(8)], 0.0)
    assert listeners.behind == {here: Cursor(6, 6)}
    assert mouth.revs == [6]
    assert listeners.since(7) is not None
    assert listeners.since(6) is None, "nobody here knows what 7 was"


def test_a_renewed_cursor_is_the_same_and_another(listeners: Listeners) -> None:
    late, _ = one()
    listeners.put_behind(late, before := Cursor(3, 3))
    listeners.renew(late)
    assert listeners.behind[late] == before
    assert listeners.behind[late] is not before


def test_nobody_goes_back_to_the_future(listeners: Listeners) -> None:
    here, _ = live(listeners, 5)
    with pytest.raises(Refusal) as refusal:
        listeners.rewind(here, 6)
    assert refusal.value.code == "future"
    listeners.rewind(here, 2)
    assert listeners.behind == {here: Cursor(2, 5)}


def test_what_was_read_ahead_is_not_told_before_its_time(listeners: Listeners) -> None:
    """The store has 6 and 7 already; whoever turns live at 5 hears them when they are told."""
    live(listeners, 5)
    early, _ = one()
    listeners.put_behind(early, Cursor(3, 3))
    assert listeners.turn_live(early, Cursor(7, 7), None, 0.0)
    assert listeners.ahead == {early: Cursor(7, 7)}
    assert listeners.since(5) == []


@pytest.mark.parametrize("tongue", list(Tongue))
def test_nobody_turns_live_with_a_hole_in_what_was_told_meanwhile(listeners: Listeners, tongue: Tongue) -> None:
    """6 was said, and by 8 it is another: who is given only 7 and 8 misses a change, or the message itself."""
    live(listeners, 5)
    late, mouth = one(tongue=tongue)
    listeners.put_behind(late, Cursor(5, 5))
    first = said(6)
    listeners.tell([first, said(7), changed(first, 8)], 0.0)
    assert not listeners.turn_live(late, Cursor(5, 5), None, 0.0)
    assert listeners.behind == {late: Cursor(5, 5)}
    assert mouth.frames == []
    assert listeners.turn_live(late, Cursor(8, 7), None, 0.0)


@pytest.mark.parametrize("tongue", list(Tongue))
def test_nor_with_one_that_is_to_come(listeners: Listeners, tongue: Tongue) -> None:
    live(listeners, 5)
    late, mouth = one(tongue=tongue)
    listeners.put_behind(late, Cursor(5, 5))
    listeners.tell([first := said(6)], 0.0)
    listeners.recent.learn(Recent(4, 7, [Told(changed(first, 7), b"{}", 0.0)]))
    assert not listeners.turn_live(late, Cursor(5, 5), None, 0.0)
    assert mouth.frames == []
