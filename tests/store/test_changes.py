"""What changed since a `rev`: each thing once, in its present state, and never a hole."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.domain.events import MemberChanged, MessageChanged, RoomChanged, RoomEvent
from madang.domain.ids import RoomId
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.store import changes, members, rooms
from madang.store.changes import Changes
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows


def test_there_are_no_changes_where_there_is_no_room(database: Database) -> None:
    with database.read() as snapshot:
        assert changes.latest(snapshot, RoomId("other"), 0, 9) is None


def test_who_has_everything_gets_nothing(database: Database) -> None:
    with database.write() as tx:
        room = rows.room(tx)
        rows.member(tx, room, rows.person(tx))
    with database.read() as snapshot:
        assert changes.latest(snapshot, room, 2, 9) == Changes(seq=0, rev=2, since=2, events=[])
        assert changes.latest(snapshot, room, 99, 9) == Changes(seq=0, rev=2, since=2, events=[])


def test_a_thing_that_changed_twice_comes_once_as_it_is_now(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        first, second = rows.said(tx, room, jiwoo, "1"), rows.said(tx, room, jiwoo, "2")
        first = rows.changed(tx, first, text="하나")
        first = rows.changed(tx, first, deleted=True)
    with database.read() as snapshot:
        found = changes.latest(snapshot, room, 2, 9)
        assert found == Changes(
            seq=2,
            rev=6,
            since=2,
            events=[
                MessageChanged(room, 4, second, new=True),
                MessageChanged(room, 6, first, new=False),
            ],
        )


def test_of_too_much_text_the_latest_remains(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        said = [rows.said(tx, room, jiwoo, text) for text in ("가" * 10, "나" * 10, "다" * 10)]
    events: list[RoomEvent] = [MessageChanged(room, message.rev, message, new=True) for message in said]
    with database.read() as snapshot:
        for size, kept in ((1000, 3), (90, 3), (89, 2), (60, 2), (59, 1), (30, 1), (29, 0)):
            since = 1 if kept == 3 else said[-kept - 1].rev
            expected = Changes(seq=3, rev=4, since=since, events=events[3 - kept :])
            assert changes.latest(snapshot, room, 1, 9, size) == expected
        assert changes.latest(snapshot, room, 1, 9) == Changes(seq=3, rev=4, since=1, events=events)


STEP = st.tuples(st.sampled_from(["say", "say", "edit", "delete", "join", "leave"]), st.integers(0, 9))


@given(
    steps=st.lists(STEP, max_size=20),
    questions=st.lists(st.tuples(st.integers(-1, 30), st.integers(1, 12)), min_size=1, max_size=6),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changes_are_what_one_finds_by_hand(
    database: Database, steps: list[tuple[str, int]], questions: list[tuple[int, int]]
) -> None:
    with database.write() as tx:
        room = rows.room(tx, rows.new_id())
        who = [rows.person(tx, name) for name in "abc"]
        said: list[Message] = []
        for what, number in steps:
            take(tx, room, who, said, what, number)
    everything = by_hand(database, room, who, said)
    with database.read() as snapshot:
        head = rooms.head(snapshot, room)
        assert head is not None
        for after, limit in questions:
            missed = [event for event in everything if event.rev > after]
            since = max(after, -1) if len(missed) <= limit else missed[-limit - 1].rev
            expected = Changes(head.seq, head.rev, min(since, head.rev), missed[-limit:])
            assert changes.latest(snapshot, room, after, limit) == expected


def take(tx: Transaction, room: RoomId, who: list[Person], said: list[Message], what: str, number: int) -> None:
    person = who[number % len(who)]
    match what:
        case "say":
            said.append(rows.said(tx, room, person))
        case "join":
            rows.member(tx, room, person)
        case "leave":
            if members.get(tx.connection, room, person.id):
                rows.leave(tx, room, person)
        case _ if said:
            at = number % len(said)
            said[at] = rows.changed(tx, said[at], text="", deleted=what == "delete" or said[at].deleted)
        case _:
            pass


def by_hand(database: Database, room: RoomId, who: list[Person], said: list[Message]) -> list[RoomEvent]:
    with database.read() as snapshot:
        state = rooms.get(snapshot, room)
        assert state is not None
        found = [members.get(snapshot, room, person.id) for person in who]
    events: list[RoomEvent] = [RoomChanged(room, state.rev, state)]
    events += [MessageChanged(room, each.rev, each, new=each.edited_at is None and not each.deleted) for each in said]
    events += [MemberChanged(room, member.rev, member) for member in found if member]
    return sorted(events, key=lambda event: event.rev)
