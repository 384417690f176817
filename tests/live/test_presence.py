"""Who is here, and a little after."""

import json

import pytest

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.live.hub import Hub
from madang.live.line import Cursor, Line
from madang.live.presence import GRACE, NODE_FORGOTTEN, Presence
from tests.live.mouths import ROOM, Clock, Recorder, line, someone


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(clock: Clock) -> Hub:
    return Hub(clock)


@pytest.fixture
def presence(hub: Hub) -> Presence:
    return Presence(hub)


def comes(hub: Hub, presence: Presence, who: Person | None = None) -> tuple[Line, Recorder]:
    made, mouth = line(hub, who)
    presence.arrive(made, ROOM)
    hub.listen(made, ROOM, Cursor(1, 1))
    hub.turn_live(made, ROOM, Cursor(1, 1))
    return made, mouth


def counts(mouth: Recorder) -> list[int]:
    return [frame["count"] for frame in mouth.heard("presence")]


def test_arrivals_are_told_together_once_a_turn(hub: Hub, presence: Presence) -> None:
    _, watching = comes(hub, presence)
    presence.turn()
    everybody = [comes(hub, presence)[0].person.id for _ in range(50)]
    assert counts(watching) == [1]
    presence.turn()
    presence.turn()
    assert counts(watching) == [1, 51]
    assert set(everybody) <= set(watching.frames[-1]["here"])


def test_at_most_a_hundred_are_named_and_all_are_counted(hub: Hub, presence: Presence) -> None:
    for _ in range(120):
        comes(hub, presence)
    _, watching = comes(hub, presence)
    presence.turn()
    frame = watching.frames[-1]
    assert (frame["count"], len(frame["here"]), len(set(frame["here"]))) == (121, 100, 100)


def test_who_comes_into_a_small_room_is_told_exactly_who_is_here(hub: Hub, presence: Presence) -> None:
    for many in (1, 2, 3):
        comes(hub, presence)
        assert json.loads(presence.frame(ROOM).texts[0])["count"] == many


def test_who_comes_into_a_large_room_is_told_what_was_told_last(hub: Hub, presence: Presence) -> None:
    for _ in range(300):
        comes(hub, presence)
    presence.turn()
    comes(hub, presence)
    assert json.loads(presence.frame(ROOM).texts[0])["count"] == 300
    presence.turn()
    assert json.loads(presence.frame(ROOM).texts[0])["count"] == 301


def test_nothing_is_kept_of_a_room_that_everybody_has_left(hub: Hub, presence: Presence) -> None:
    made, _ = comes(hub, presence)
    presence.turn()
    presence.depart(made, ROOM, at_once=True)
    presence.turn()
    assert not presence._frames


def test_several_lines_of_one_person_are_one_person(hub: Hub, presence: Presence) -> None:
    me = someone()
    first, _ = comes(hub, presence, me)
    second, _ = comes(hub, presence, me)
    assert presence.people(ROOM) == {me.id}
    presence.depart(first, ROOM, at_once=True)
    assert presence.is_here(me.id, ROOM)
    presence.depart(second, ROOM, at_once=True)
    assert not presence.is_here(me.id, ROOM)


def test_who_loses_the_connection_is_here_for_a_little_longer(hub: Hub, presence: Presence, clock: Clock) -> None:
    _, watching = comes(hub, presence)
    lost, _ = comes(hub, presence)
    presence.turn()
    presence.depart(lost, ROOM)
    clock.passes(GRACE - 0.1)
    presence.turn()
    assert counts(watching) == [2]
    assert presence.is_here(lost.person.id, ROOM)
    clock.passes(0.1)
    presence.turn()
    assert counts(watching) == [2, 1]
    assert not presence.is_here(lost.person.id, ROOM)


def test_who_comes_back_in_time_was_never_gone(hub: Hub, presence: Presence, clock: Clock) -> None:
    _, watching = comes(hub, presence)
    lost, _ = comes(hub, presence)
    presence.turn()
    presence.depart(lost, ROOM)
    clock.passes(GRACE - 1)
    comes(hub, presence, lost.person)
    clock.passes(GRACE * 2)
    presence.turn()
    assert counts(watching) == [2]
    assert presence.is_here(lost.person.id, ROOM)


def test_who_leaves_the_room_is_gone_at_once(hub: Hub, presence: Presence) -> None:
    _, watching = comes(hub, presence)
    leaving, _ = comes(hub, presence)
    presence.depart(leaving, ROOM, at_once=True)
    presence.turn()
    assert counts(watching) == [1]


def test_those_on_other_nodes_are_here_too(hub: Hub, presence: Presence, clock: Clock) -> None:
    me, other = someone(), someone()
    _, watching = comes(hub, presence, me)
    presence.heard_from("b", ROOM, frozenset({me.id, other.id}))
    presence.heard_from("c", ROOM, frozenset({other.id}))
    presence.turn()
    assert counts(watching) == [2]
    presence.heard_from("c", ROOM, frozenset({other.id}))
    presence.turn()
    assert counts(watching) == [2], "the same again is no news"
    presence.heard_from("b", ROOM, frozenset())
    presence.heard_from("c", ROOM, frozenset())
    presence.turn()
    assert presence.people(ROOM) == {me.id}
    assert counts(watching)[-1] == 1


def test_a_node_that_fell_silent_takes_its_people_with_it(hub: Hub, presence: Presence, clock: Clock) -> None:
    _, watching = comes(hub, presence)
    presence.heard_from("b", ROOM, frozenset({someone().id}))
    presence.turn()
    clock.passes(NODE_FORGOTTEN)
    presence.turn()
    assert counts(watching) == [2]
    clock.passes(0.1)
    presence.turn()
    presence.turn()
    assert counts(watching)[-1] == 1


def test_the_other_nodes_are_told_of_changes_and_now_and_then_of_everything(hub: Hub, presence: Presence) -> None:
    told: list[tuple[RoomId, frozenset[PersonId]]] = []
    presence.on_changed = lambda room, people: told.append((room, people))
    here, _ = comes(hub, presence)
    everybody = frozenset({here.person.id})
    presence.turn()
    presence.turn()
    assert told == [(ROOM, everybody)]
    presence.repeat()
    assert told == [(ROOM, everybody)] * 2
    presence.depart(here, ROOM, at_once=True)
    presence.turn()
    assert told[-1] == (ROOM, frozenset())
    presence.repeat()
    assert len(told) == 3


def test_nothing_is_kept_of_rooms_that_all_have_left(hub: Hub, presence: Presence, clock: Clock) -> None:
    here, _ = comes(hub, presence)
    presence.heard_from("b", ROOM, frozenset({someone().id}))
    presence.depart(here, ROOM)
    clock.passes(1000)
    presence.turn()
    presence.turn()
    assert (presence._here, presence._elsewhere, presence._leaving) == ({}, {}, {})


def test_an_empty_room_is_one_without_anybody(presence: Presence) -> None:
    assert presence.people(RoomId("nobody there")) == set()
    frame = presence.frame(RoomId("nobody there"))
    assert frame.text == '{"type":"presence","room":"nobody there","count":0,"here":[]}'
