"""How far members have read: marks only grow, and what is unread is counted from the log."""

from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madang.domain.ids import PersonId, RoomId
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import Standing
from madang.store import reads, states
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows


def test_the_read_mark_only_grows(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx), rows.person(tx)
        for who in (jiwoo, minjun):
            rows.member(tx, room, who)
        for _ in range(9):
            rows.said(tx, room, minjun)
    for moved, expected in ((5, 5), (3, 5), (5, 5), (9, 9)):
        with database.write() as tx:
            reads.move_mark(tx, room, jiwoo.id, moved)
            assert reads.mark(tx.connection, room, jiwoo.id) == expected


def test_the_read_mark_only_grows_within_one_transaction(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
    with database.write() as tx:
        reads.move_mark(tx, room, jiwoo.id, 5)
        reads.move_mark(tx, room, jiwoo.id, 3)
        assert reads.mark(tx.connection, room, jiwoo.id) == 5


def test_saying_and_reading_in_one_transaction_never_move_a_mark_back(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
    for steps in ((5, "say"), (7, "read")), ((9, "read"), (8, "say")), ((10, "read"), (11, "say"), (11, "read")):
        with database.write() as tx:
            for seq, what in steps:
                if what == "say":
                    reads.say(tx, room, jiwoo.id, seq, rows.NOW)
                else:
                    reads.move_mark(tx, room, jiwoo.id, seq)
        with database.read() as snapshot:
            assert reads.mark(snapshot, room, jiwoo.id) == max(seq for seq, _ in steps)


def test_when_somebody_last_said_something_is_known_however_much_others_said(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx), rows.person(tx)
        for who in (jiwoo, minjun):
            rows.member(tx, room, who)
        rows.said(tx, room, jiwoo)
        for seq in range(2, 1_500):
            reads.say(tx, room, minjun.id, seq, rows.LATER)
        reads.move_mark(tx, room, jiwoo.id, 1_499)
        assert reads.said_at(tx, room, jiwoo.id) == rows.NOW
        assert reads.said_at(tx, room, minjun.id) == rows.LATER
        assert reads.said_at(tx, room, rows.person(tx).id) is None


def test_who_is_no_member_stands_at_the_beginning(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo, outsider = rows.room(tx), rows.person(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        rows.said(tx, room, jiwoo)
        assert reads.standing(tx.connection, room, outsider.id) == Standing(0, 0)
        assert reads.mark(tx.connection, room, outsider.id) == 0
        assert set(reads.standings(tx.connection, room, [jiwoo.id, outsider.id])) == {jiwoo.id}


@dataclass
class Counted:
    """The same by hand: a plain list of what was said, and marks."""

    people: list[Person]
    said: list[Message] = field(default_factory=list)
    marks: dict[PersonId, int] = field(default_factory=dict)

    def standing(self, who: Person) -> Standing:
        read = self.marks[who.id]
        return Standing(
            read,
            sum(each.seq > read and not each.deleted and each.author != who.id for each in self.said),
        )


STEP = st.tuples(st.sampled_from(["say", "say", "delete", "edit", "read"]), st.integers(0, 2), st.integers(0, 30))


@given(steps=st.lists(STEP, max_size=25))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unread_is_what_one_counts_by_hand(database: Database, steps: list[tuple[str, int, int]]) -> None:
    with database.write() as tx:
        room = rows.room(tx, rows.new_id())
        counted = Counted([rows.person(tx, name) for name in "abc"])
        for who in counted.people:
            rows.member(tx, room, who)
            counted.marks[who.id] = 0
        for step in steps:
            take(tx, room, counted, *step)
    expected = {who.id: counted.standing(who) for who in counted.people}
    with database.read() as snapshot:
        assert reads.standings(snapshot, room, expected) == expected
        for who in counted.people:
            assert reads.standing(snapshot, room, who.id) == expected[who.id]
            state = states.get(snapshot, room, who.id)
            assert state is not None
            assert state.mine == expected[who.id]


def take(tx: Transaction, room: RoomId, counted: Counted, what: str, person: int, number: int) -> None:
    who = counted.people[person]
    if what == "say":
        message = rows.said(tx, room, who)
        counted.said.append(message)
        counted.marks[who.id] = message.seq
    elif what == "read":
        seq = min(number, len(counted.said))
        reads.move_mark(tx, room, who.id, seq)
        counted.marks[who.id] = max(counted.marks[who.id], seq)
    elif counted.said:
        at = number % len(counted.said)
        deleted = what == "delete" or counted.said[at].deleted
        counted.said[at] = rows.changed(tx, counted.said[at], text="" if deleted else "edited", deleted=deleted)
