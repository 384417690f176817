"""What nodes tell each other comes out as it went in."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madang.domain.events import Event
from madang.wire import between


@pytest.mark.parametrize("kind", get_args(Event))
@given(data=st.data())
def test_every_event_comes_out_as_it_went_in(kind: type, data: st.DataObject) -> None:
    events = data.draw(st.lists(st.from_type(kind), max_size=3))
    assert between.unpack(between.pack(events)) == events


@given(events=st.lists(st.one_of(*(st.from_type(kind) for kind in get_args(Event))), max_size=5))
def test_events_of_all_kinds_keep_their_order(events: list[Event]) -> None:
    assert between.unpack(between.pack(events)) == events


def test_an_event_of_a_newer_program_is_no_event_of_this_one() -> None:
    with pytest.raises(KeyError):
        between.unpack(b'[["RoomPainted", {"room": "madang"}]]')


def test_who_is_here_comes_out_as_it_went_in() -> None:
    here = between.Here(node="n", room="마당", people=["a", "b"])
    assert between.unpack_here(between.pack_here(here)) == here
