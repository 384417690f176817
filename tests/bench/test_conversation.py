"""The conversation that measurements are made with, and what a database holds that was filled with it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from sqlalchemy import Connection, select

from bench.conversation import ENDS, Conversation, Said, began
from bench.filling import TOKEN, fill
from bench.sentences import fitting
from madang.api.access import hash_of
from madang.domain import ids, texts
from madang.domain.ids import PersonId, RoomId
from madang.store import changes, members, messages, reads, rooms, sessions, states, tables
from madang.store.database import Database

COUNT = 1_500


@pytest.fixture(scope="module")
def said() -> list[Said]:
    return list(Conversation(7).messages(COUNT))


@pytest.fixture
def filled(database_url: str) -> Iterator[Connection]:
    fill(database_url, Conversation(7), COUNT)
    database = Database(database_url)
    with database.read() as snapshot:
        yield snapshot
    database.close()


def test_the_same_seed_says_the_same_and_another_one_something_else(said: list[Said]) -> None:
    again = list(Conversation(7).messages(COUNT))
    other = list(Conversation(8).messages(COUNT))
    assert [(each.id, each.text, each.author.name) for each in again] == [
        (each.id, each.text, each.author.name) for each in said
    ]
    assert [each.text for each in other] != [each.text for each in said]


def test_as_many_are_said_as_asked_for_in_order_of_time_within_the_months(said: list[Said]) -> None:
    assert len(said) == COUNT
    assert all(one.at <= other.at for one, other in pairwise(said))
    assert began() <= said[0].at <= said[-1].at < ENDS + 3_600_000


def test_home_holds_nearly_half_of_all_and_there_is_a_long_tail(said: list[Said]) -> None:
    counts = Counter(each.room.name for each in said)
    assert counts["madang"] == round(0.46 * COUNT)
    assert len(counts) > 50


def test_every_text_and_name_is_one_that_a_server_would_keep_as_it_is(said: list[Said]) -> None:
    conversation = Conversation(7)
    assert all(texts.message(each.first) == each.first for each in said)
    assert all(texts.person_name(each.name) == each.name for each in conversation.people)
    assert all(texts.room_name(each.name) == each.name and ids.is_room(each.id) for each in conversation.rooms)
    assert all(texts.topic(each.topic) == each.topic for each in conversation.rooms)


def test_ids_are_different_and_carry_the_time(said: list[Said]) -> None:
    assert len({each.id for each in said}) == COUNT
    assert all(ids.is_message(each.id) and int(each.id.replace("-", "")[:12], 16) == each.at for each in said)


def test_there_is_some_of_everything(said: list[Said]) -> None:
    kept = [each.text for each in said]
    for sign in ("ㅋㅋ", "?", "https://", "```", "@", "🙂", "\n\n"):
        assert any(sign in text for text in kept), sign
    assert {each.author.language for each in said} == {"ko", "en"}
    assert any(each.deleted for each in said)
    assert any(each.changed_at and not each.deleted for each in said)
    lengths = sorted(len(text) for text in kept)
    assert lengths[COUNT // 10] < 15 < lengths[COUNT // 2] < 80 < lengths[COUNT * 95 // 100]


@pytest.mark.parametrize(
    ("word", "particle", "together"),
    [
        ("배포", "을", "배포를"),
        ("검색", "을", "검색을"),
        ("서울", "로", "서울로"),
        ("부산", "로", "부산으로"),
        ("PR", "이", "PR이"),
        ("issue", "과", "issue와"),
    ],
)
def test_a_particle_fits_its_word(word: str, particle: str, together: str) -> None:
    assert fitting(word, particle) == unicodedata.normalize("NFC", together)


def test_heads_fit_what_is_kept_and_no_number_is_missing(filled: Connection, said: list[Said]) -> None:
    counts = Counter(each.room.id for each in said)
    for room in Conversation(7).rooms:
        id = RoomId(room.id)
        head = rooms.head(filled, id)
        assert head is not None
        kept = messages.after(filled, id, 0, COUNT)
        assert [message.seq for message in kept] == list(range(1, head.seq + 1))
        assert head.seq == counts[room.id]
        found = changes.latest(filled, id, 0, 10 * COUNT)
        assert found is not None
        revs = [event.rev for event in found.events]
        assert len(set(revs)) == len(revs)
        assert max(revs) == head.rev
        changed = sum(each.changed_at is not None for each in said if each.room.id == room.id)
        left = sum(member.left for member in members.among(filled, id, {PersonId(each.id) for each in room.people}))
        assert head.rev == 1 + head.seq + changed + len(room.people) + left


def test_what_is_kept_is_what_was_said(filled: Connection, said: list[Said]) -> None:
    for each in said[::50]:
        message = messages.get(filled, RoomId(each.room.id), ids.message(each.id))
        assert message is not None
        assert (message.text, message.author, message.deleted) == (each.text, each.author.id, each.deleted)
        assert (message.edited_at is not None) == (each.changed_at is not None and not each.deleted)


def test_unread_counts_equal_a_recount(filled: Connection) -> None:
    kept = filled.execute(
        select(tables.messages.c.room, tables.messages.c.author, tables.messages.c.seq, tables.messages.c.deleted)
    ).all()
    for room in Conversation(7).rooms[:12]:
        people = [PersonId(person.id) for person in room.people]
        for person, standing in reads.standings(filled, RoomId(room.id), people).items():
            after = [row for row in kept if row.room == room.id and row.seq > standing.read and not row.deleted]
            assert standing.unread == sum(row.author != person for row in after)
            assert standing.unread == len(after), "what somebody says moves their own read mark"


def test_the_reader_has_a_session_and_has_read_nothing(filled: Connection) -> None:
    reader = Conversation(7).reader
    person = sessions.people_of(filled, [hash_of(TOKEN)], "2026-11-26T00:00:00.000Z").get(hash_of(TOKEN))
    assert person is not None
    assert person.id == reader.id
    found = states.of(filled, [person.id])[person.id]
    assert len(found) == len(Conversation(7).rooms)
    assert all(state.mine is not None and state.mine.read == 0 for state in found)
