"""The log of messages as it is kept."""

import pytest

from madang.domain.ids import MessageId, RoomId
from madang.domain.messages import Message
from madang.store import messages, tables
from madang.store.database import Database
from madang.store.transaction import StoreConflict
from tests.store import rows


@pytest.fixture
def log(database: Database) -> list[Message]:
    """Seven messages in the room `madang`."""
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        return [rows.said(tx, room, jiwoo, f"#{number}") for number in range(1, 8)]


ROOM = RoomId("madang")


def test_a_message_is_kept_as_given(database: Database) -> None:
    text = "안녕하세요 👨‍👩‍👧‍👦\n" + "가" * 7_900
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        said = rows.said(tx, room, jiwoo, text)
    with database.read() as snapshot:
        assert messages.get(snapshot, room, said.id) == said
        assert said.text == text


def test_a_message_is_found_in_its_own_room_only(database: Database, log: list[Message]) -> None:
    with database.read() as snapshot:
        assert messages.get(snapshot, RoomId("other"), log[0].id) is None
        assert messages.get(snapshot, ROOM, MessageId(rows.new_id())) is None


def test_a_message_just_said_is_known_before_it_is_written(database: Database, log: list[Message]) -> None:
    with database.write() as tx:
        said = Message(MessageId(rows.new_id()), ROOM, log[0].author, 8, 10, "8", rows.NOW, None, False)
        messages.add(tx, said, b"8" * 16)
        assert messages.sent(tx, said.id) == (said, b"8" * 16)
        assert messages.get(tx.connection, ROOM, said.id) == said


def test_what_was_sent_is_found_in_any_room_with_its_fingerprint(database: Database, log: list[Message]) -> None:
    unknown = MessageId(rows.new_id())
    with database.write() as tx:
        messages.find_all(tx, [log[2].id, unknown])
        assert messages.sent(tx, log[2].id) == (log[2], rows.FINGERPRINT)
        assert messages.sent(tx, log[3].id) == (log[3], rows.FINGERPRINT)
        assert messages.sent(tx, unknown) is None


def test_an_edit_changes_what_it_has_to(database: Database, log: list[Message]) -> None:
    with database.write() as tx:
        edited = rows.changed(tx, log[1], text="둘")
        deleted = rows.changed(tx, log[2], deleted=True)
    with database.read() as snapshot:
        assert messages.newest(snapshot, ROOM, 9) == [log[0], edited, deleted, *log[3:]]


@pytest.mark.parametrize("doubled", ["id", "seq", "rev"])
def test_a_doubled_id_or_number_fails_the_write(database: Database, log: list[Message], doubled: str) -> None:
    fresh = {"id": rows.new_id(), "seq": 8, "rev": 10}
    id, seq, rev = ({**fresh, doubled: getattr(log[0], doubled)}[key] for key in ("id", "seq", "rev"))
    message = Message(MessageId(str(id)), ROOM, log[0].author, int(seq), int(rev), "x", rows.NOW, None, False)
    with pytest.raises(StoreConflict), database.write() as tx:
        messages.add(tx, message, rows.FINGERPRINT)
    with database.read() as snapshot:
        assert messages.newest(snapshot, ROOM, 99) == log


def test_pages_are_in_order_and_exclude_the_seq_they_name(database: Database, log: list[Message]) -> None:
    def seqs(found: list[Message]) -> list[int]:
        return [message.seq for message in found]

    with database.read() as snapshot:
        assert seqs(messages.newest(snapshot, ROOM, 3)) == [5, 6, 7]
        assert seqs(messages.before(snapshot, ROOM, 4, 2)) == [2, 3]
        assert seqs(messages.before(snapshot, ROOM, 1, 2)) == []
        assert seqs(messages.after(snapshot, ROOM, 4, 2)) == [5, 6]
        assert seqs(messages.after(snapshot, ROOM, 7, 2)) == []
        assert seqs(messages.after(snapshot, ROOM, 0, 9)) == [1, 2, 3, 4, 5, 6, 7]
        assert seqs(messages.newest(snapshot, RoomId("other"), 3)) == []


@pytest.mark.parametrize(
    ("seq", "limit", "expected"),
    [(4, 5, [2, 3, 4, 5, 6]), (4, 4, [2, 3, 4, 5]), (1, 5, [1, 2, 3]), (7, 4, [5, 6, 7]), (4, 1, [4])],
)
def test_around_has_the_seq_in_the_middle(
    database: Database, log: list[Message], seq: int, limit: int, expected: list[int]
) -> None:
    with database.read() as snapshot:
        assert [message.seq for message in messages.around(snapshot, ROOM, seq, limit)] == expected


def test_what_changed_comes_latest_first_and_once(database: Database, log: list[Message]) -> None:
    with database.write() as tx:
        once = rows.changed(tx, log[0], text="once")
        twice = rows.changed(tx, once, text="twice")
    with database.read() as snapshot:
        assert messages.changed(snapshot, ROOM, log[5].rev, 9) == [twice, log[6]]
        assert messages.changed(snapshot, ROOM, 0, 2) == [twice, log[6]]
        assert messages.changed(snapshot, ROOM, twice.rev, 9) == []


def test_the_oldest_are_those_before_a_time_and_none_is_passed_over(database: Database) -> None:
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        said = [rows.said(tx, room, jiwoo) for _ in range(5)]
        rows.changed(tx, said[1], deleted=True)
        tx.writing.execute(tables.messages.update().where(tables.messages.c.seq == 4).values(created_at=rows.LATER))
        before = "2026-11-25T09:41:30.000Z"
        assert messages.oldest(tx.connection, room, 0, before, 9) == [(said[0].id, 1), (said[2].id, 3)]
        assert messages.oldest(tx.connection, room, 1, before, 9) == [(said[2].id, 3)]
        assert messages.oldest(tx.connection, room, 0, before, 1) == [(said[0].id, 1)]
        assert messages.oldest(tx.connection, room, 0, rows.NOW, 9) == []
