"""What people may look at: the policy is asked, and pages are as they were asked for."""

from collections.abc import Callable
from typing import Any

import pytest

from madang.chat import reading
from madang.domain import policy
from madang.domain.errors import Refusal
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import Standing
from madang.store.database import Database, Snapshot
from madang.wire import outgoing, pages
from tests.store import rows


@pytest.fixture
def people(database: Database) -> tuple[Person, Person, Person]:
    """Jiwoo and Minjun are members of the room, Seoyeon is not; there are seven messages, the first deleted."""
    with database.write() as tx:
        room = rows.room(tx)
        jiwoo, minjun, outsider = (rows.person(tx, name) for name in ("지우", "민준", "서연"))
        for who in (jiwoo, minjun):
            rows.member(tx, room, who)
        first = rows.said(tx, room, jiwoo, "#1")
        for number in range(2, 8):
            rows.said(tx, room, minjun if number % 2 else jiwoo, f"#{number}")
        rows.changed(tx, first, deleted=True)
        rows.leave(tx, room, minjun)
    return jiwoo, minjun, outsider


def look(database: Database, what: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with database.read() as snapshot:
        return what(snapshot, *args, **kwargs)


def refused(database: Database, what: Callable[..., Any], *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        look(database, what, *args, **kwargs)
    return refusal.value.code


LOOKS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (reading.room, ()),
    (reading.present, ()),
    (reading.page, ()),
    (reading.message, ("0199aa00-0000-7000-8000-000000000001",)),
    (reading.changes_after, (0,)),
]


@pytest.mark.parametrize(("what", "more"), LOOKS)
def test_nothing_is_read_of_a_room_without_asking_the_policy(
    database: Database,
    people: tuple[Person, ...],
    monkeypatch: pytest.MonkeyPatch,
    what: Callable[..., Any],
    more: tuple[Any, ...],
) -> None:
    def nobody(who: Person, *_: Any) -> None:
        raise Refusal("not_found", f"Not for {who.id}.")

    monkeypatch.setattr(policy, "may_read", nobody)
    with pytest.raises(Refusal) as refusal:
        look(database, what, people[2], "madang", *more)
    assert refusal.value.message == f"Not for {people[2].id}."


@pytest.mark.parametrize(("what", "more"), LOOKS)
def test_a_room_that_is_not_there_is_not_found(
    database: Database, people: tuple[Person, ...], what: Callable[..., Any], more: tuple[Any, ...]
) -> None:
    assert refused(database, what, people[0], "nowhere", *more) == "not_found"
    assert refused(database, what, people[0], "no room", *more) == "bad_id"


def test_a_room_is_seen_with_where_one_stands(database: Database, people: tuple[Person, ...]) -> None:
    states = [look(database, reading.room, who, "madang") for who in people]
    assert [(state.seq, state.rev) for state in states] == [(7, 12)] * 3
    assert [state.mine for state in states] == [Standing(6, 1), None, None]
    assert [state.room.id for state in look(database, reading.find_rooms, people[2])["rooms"]] == ["madang"]


def test_only_those_who_are_in_it_now_are_present(database: Database, people: tuple[Person, ...]) -> None:
    found = look(database, reading.present, people[0], "madang")
    assert found["rev"] == 12
    assert [member.person for member in found["members"]] == [people[0].id]


def numbers(page: pages.Page) -> list[int]:
    return [message.seq for message in page["messages"]]


def test_pages_are_those_asked_for(database: Database, people: tuple[Person, ...]) -> None:
    def page(**asked: int) -> list[int]:
        return numbers(look(database, reading.page, people[2], "madang", **asked))

    assert page() == [1, 2, 3, 4, 5, 6, 7]
    assert page(limit=2) == [6, 7]
    assert page(before=4, limit=2) == [2, 3]
    assert page(after=4, limit=2) == [5, 6]
    assert page(after=0, limit=2) == [1, 2]
    assert page(around=4, limit=3) == [3, 4, 5]
    assert page(before=1) == page(after=7) == []


def test_a_page_brings_its_authors_also_those_who_left_and_keeps_the_place_of_the_deleted(
    database: Database, people: tuple[Person, ...]
) -> None:
    page = look(database, reading.page, people[2], "madang")
    assert (page["room"], page["rev"], page["seq"]) == ("madang", 12, 7)
    assert {member.person: member.left for member in page["members"]} == {people[0].id: False, people[1].id: True}
    first = page["messages"][0]
    assert (first.seq, first.text, first.deleted) == (1, "", True)
    assert [member.person for member in look(database, reading.page, people[0], "madang", limit=1)["members"]] == [
        people[1].id
    ]


@pytest.mark.parametrize("asked", [{"before": 1, "after": 1}, {"before": 0, "around": 0}])
def test_only_one_side_can_be_asked_for(database: Database, people: tuple[Person, ...], asked: dict[str, int]) -> None:
    assert refused(database, reading.page, people[0], "madang", **asked) == "invalid"


def test_one_message_is_found_by_its_id_in_its_room(database: Database, people: tuple[Person, ...]) -> None:
    page = look(database, reading.page, people[0], "madang")
    message: Message = page["messages"][3]
    assert look(database, reading.message, people[2], "madang", message.id) == message
    assert refused(database, reading.message, people[0], "madang", rows.new_id()) == "not_found"
    assert refused(database, reading.message, people[0], "madang", "no-id") == "bad_id"
    with database.write() as tx:
        rows.room(tx, "other")
    assert refused(database, reading.message, people[0], "other", message.id) == "not_found"


def test_changes_are_the_same_things_that_the_socket_brings(database: Database, people: tuple[Person, ...]) -> None:
    found = look(database, reading.changes_after, people[0], "madang", 9)
    assert (found["rev"], found["seq"], found["reset"], found["state"]) == (12, 7, False, None)
    assert [message.rev for message in found["messages"]] == [10, 11]
    assert [member.rev for member in found["members"]] == [12]
    everything = look(database, reading.changes_after, people[0], "madang", 0)
    assert everything["state"].id == "madang"
    nothing = look(database, reading.changes_after, people[0], "madang", 12)
    assert (nothing["messages"], nothing["members"], nothing["reset"]) == ([], [], False)


def test_too_many_changes_are_a_reset_and_none_are_listed(
    database: Database, people: tuple[Person, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outgoing, "CHANGES", 3)
    too_many = look(database, reading.changes_after, people[0], "madang", 8)
    assert (too_many["reset"], too_many["messages"], too_many["members"]) == (True, [], [])
    enough = look(database, reading.changes_after, people[0], "madang", 9)
    assert (enough["reset"], len(enough["messages"]), len(enough["members"])) == (False, 2, 1)


def test_what_is_not_yet_cannot_be_asked_for(database: Database, people: tuple[Person, ...]) -> None:
    assert refused(database, reading.changes_after, people[0], "madang", 13) == "future"


def test_a_read_is_of_one_moment(database: Database, people: tuple[Person, ...]) -> None:
    def slowly(snapshot: Snapshot) -> tuple[int, int]:
        before = reading.room(snapshot, people[0], "madang")
        with database.write() as tx:
            rows.said(tx, before.room.id, people[0])
        page = reading.page(snapshot, people[0], "madang", limit=1)
        return before.rev, page["rev"]

    before, after = look(database, slowly)
    assert before == after
