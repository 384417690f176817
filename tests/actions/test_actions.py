"""The whole list of what can be done; and a batch comes to the same as one command after the other."""

import re
from dataclasses import dataclass
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang import actions
from madang.actions.turn import Turn
from madang.domain import account_commands, chores, commands, house_commands, room_commands
from madang.domain.commands import (
    AnyCommand,
    Command,
    DeleteMessage,
    EditMessage,
    JoinRoom,
    LeaveRoom,
    MarkRead,
    OpenRoom,
    SendMessage,
    SetName,
)
from madang.domain.errors import Refusal
from madang.domain.events import PersonalEvent
from madang.domain.outcomes import Happening
from madang.domain.people import Person
from madang.store import messages, people, states
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.actions.turns import SECRET, House
from tests.store import rows


@pytest.mark.parametrize("kind", get_args(AnyCommand))
def test_every_command_has_its_action(kind: type) -> None:
    assert kind in actions._ACTIONS


DECIDED_BY_WHO_ASKS: set[type] = actions._ACTIONS.keys() - actions._DECIDED_OTHERWISE


@pytest.mark.parametrize("kind", sorted(DECIDED_BY_WHO_ASKS, key=str))
def test_whatever_is_asked_is_decided_by_who_asks_as_they_are_now(house: House, kind: type[Any]) -> None:
    jiwoo = house.guest()
    with house.turn(jiwoo) as turn:
        people.change(turn.tx, jiwoo.id, state="deactivated")
    anything: Any = object.__new__(kind)  # nobody gets so far as to look what it says
    assert house.refuses(jiwoo, anything) == "no_session"


def test_every_command_is_listed() -> None:
    declared = {
        each
        for module in (commands, room_commands, account_commands, house_commands, chores)
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__
    }
    assert declared == set(get_args(AnyCommand))


@dataclass
class World:
    """Three people, two rooms and some message ids: the same in every world, under other ids."""

    people: list[Person]
    rooms: list[str]
    messages: list[str]

    @classmethod
    def new(cls, house: House) -> "World":
        people = [house.guest(name) for name in "abc"]
        opened = [house.room(people[0], people[1]), house.room(people[1])]
        return cls(people, [*opened, "nowhere", "no room"], [*(rows.new_id() for _ in range(5)), "no-id"])

    def command(self, step: tuple[str, int, int, int, int]) -> tuple[Person, Command]:
        what, person, room, message, number = step
        at, id = self.rooms[room], self.messages[message]
        texts = ["안녕", "hello", " ", "가" * 8001]
        made: dict[str, Command] = {
            "send": SendMessage("send_message", id, at, texts[number]),
            "edit": EditMessage("edit_message", "-", at, id, texts[number]),
            "delete": DeleteMessage("delete_message", "-", at, id),
            "mark": MarkRead("mark_read", "-", at, number),
            "join": JoinRoom("join_room", "-", at),
            "leave": LeaveRoom("leave_room", "-", at),
            "name": SetName("set_name", "-", texts[number][:50]),
            "open": OpenRoom("open_room", id, texts[number][:90]),
        }
        return self.people[person], made[what]


STEP = st.tuples(
    st.sampled_from(["send"] * 6 + ["edit", "delete", "mark", "join", "leave", "name", "open"]),
    st.integers(0, 2),
    st.sampled_from([0, 0, 0, 1, 1, 2, 3]),
    st.sampled_from([0, 1, 2, 3, 4, 5]),
    st.sampled_from([0, 0, 0, 1, 1, 2, 3]),
)


@given(steps=st.lists(STEP, max_size=25), size=st.integers(1, 25))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_batch_comes_to_the_same_as_one_after_the_other(
    database: Database, steps: list[tuple[str, int, int, int, int]], size: int
) -> None:
    house = House(database)
    alone, together = World.new(house), World.new(house)
    one_by_one = [came_to for step in steps for came_to in batch(database, [alone.command(step)])]
    in_batches = [
        came_to
        for start in range(0, len(steps), size)
        for came_to in batch(database, [together.command(step) for step in steps[start : start + size]])
    ]
    assert [shape(each, alone) for each in one_by_one] == [shape(each, together) for each in in_batches]
    assert state(database, alone) == state(database, together)


def batch(database: Database, asked: list[tuple[Person, Command]]) -> list[Happening | Refusal]:
    with database.write() as tx:
        actions.foresee(tx, asked)
        return [decide(tx, who, command) for who, command in asked]


def decide(tx: Transaction, who: Person, command: Command) -> Happening | Refusal:
    try:
        with tx.attempt():
            return actions.perform(Turn(tx, who, rows.NOW, SECRET), command)
    except Refusal as refusal:
        return refusal


def shape(came_to: Happening | Refusal, world: World) -> Any:
    """What it came to, without the ids, which differ between worlds."""
    if isinstance(came_to, Refusal):
        return came_to.code
    return anonymous((came_to.outcome, came_to.events), world)


def state(database: Database, world: World) -> Any:
    with database.read() as snapshot:
        return anonymous(
            [
                (
                    states.of(snapshot, [who.id])[who.id],
                    [messages.newest(snapshot, state.room.id, 99) for state in states.of(snapshot, [who.id])[who.id]],
                )
                for who in world.people
            ],
            world,
        )


def anonymous(value: object, world: World) -> str:
    text = repr(value)
    for number, id in enumerate([*(who.id for who in world.people), *world.rooms[:2], *world.messages[:5]]):
        text = text.replace(id, f"<{number}>")
    return re.sub(r"2026-11-25T10:\d\d", "", text)


def test_personal_events_are_those_that_name_a_person() -> None:
    assert all("person" in each.__annotations__ for each in get_args(PersonalEvent))
