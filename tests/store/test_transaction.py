"""One writing transaction: each attempt fenced off, what was read once known, what is to be written gathered."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, exc, func, select

from madang.domain.accounts import Account
from madang.domain.errors import StoreTrouble
from madang.domain.ids import PersonId
from madang.domain.invitations import Invitation
from madang.domain.reports import Report
from madang.store import accounts, blocks, erasures, invitations, members, messages, reports, rooms
from madang.store.database import Database
from madang.store.rooms import Head
from madang.store.tables import facts
from madang.store.tables import people as people_table
from madang.store.transaction import StoreConflict, Transaction
from tests.store import rows

ADD = facts.insert()
SET = facts.update().where(facts.c.name == bindparam("of")).values(value=bindparam("to"))


def names(database: Database) -> list[str]:
    with database.read() as snapshot:
        return sorted(snapshot.execute(select(people_table.c.name)).scalars())


def kept(database: Database) -> dict[str, str]:
    with database.read() as snapshot:
        found = snapshot.execute(select(facts.c.name, facts.c.value).where(facts.c.name.like("t%")))
        return dict(found.all())


def add(tx: Transaction, name: str, value: str = "") -> None:
    tx.later(ADD, name, {"name": name, "value": value})


def test_an_attempt_that_fails_undoes_itself_alone(database: Database) -> None:
    with database.write() as tx:
        with tx.attempt():
            rows.person(tx, "first")
        with pytest.raises(ZeroDivisionError), tx.attempt():
            rows.person(tx, "undone")
            raise ZeroDivisionError
        with tx.attempt():
            rows.person(tx, "last")
    assert names(database) == ["first", "last"]


def test_an_attempt_that_breaks_a_rule_of_the_database_undoes_itself_alone(database: Database) -> None:
    with database.write() as tx:
        with tx.attempt():
            rows.person(tx, "first")
        for _ in range(3):
            with pytest.raises(exc.IntegrityError), tx.attempt():
                rows.person(tx, "undone")
                tx.writing.execute(people_table.insert().values(id="new", name="", role=None, created_at=rows.NOW))
        with tx.attempt():
            rows.person(tx, "last")
    assert names(database) == ["first", "last"]


def test_what_was_gathered_in_a_failed_attempt_is_not_written(database: Database) -> None:
    with database.write() as tx:
        with tx.attempt():
            add(tx, "t1")
        with pytest.raises(ZeroDivisionError), tx.attempt():
            add(tx, "t2")
            raise ZeroDivisionError
        with tx.attempt():
            add(tx, "t3")
    assert set(kept(database)) == {"t1", "t3"}


def test_what_was_gathered_before_a_failed_attempt_stays(database: Database) -> None:
    with database.write() as tx:
        with tx.attempt():
            add(tx, "t1", "first")
        with pytest.raises(ZeroDivisionError), tx.attempt():
            add(tx, "t2")
            rows.person(tx, "undone")  # writes, so that what is gathered has to be written out before
            raise ZeroDivisionError
    assert kept(database) == {"t1": "first"}
    assert names(database) == []


def test_the_last_row_of_a_key_is_written(database: Database) -> None:
    with database.write() as tx:
        add(tx, "t1", "first")
        tx.write_out()
        for value in ("second", "third"):
            tx.later(SET, "t1", {"of": "t1", "to": value})
    assert kept(database) == {"t1": "third"}


def test_a_failed_attempt_gives_a_key_its_row_back(database: Database) -> None:
    with database.write() as tx:
        with tx.attempt():
            add(tx, "t1", "right")
        with pytest.raises(ZeroDivisionError), tx.attempt():
            add(tx, "t1", "wrong")
            raise ZeroDivisionError
    assert kept(database) == {"t1": "right"}


def test_who_looks_sees_what_was_gathered(database: Database) -> None:
    with database.write() as tx, tx.attempt():
        add(tx, "t1")
        count = select(func.count()).select_from(facts).where(facts.c.name == "t1")
        assert tx.connection.execute(count).scalar() == 1


def test_what_is_known_lasts_until_something_changes(database: Database) -> None:
    with database.write() as tx:
        tx.know("here", 1)
        assert tx.known("here") == 1
        _ = tx.connection
        assert tx.known("here") == 1
        rows.person(tx)
        assert tx.known("here") == 1, "what is only gathered changes nothing that was read"
        _ = tx.writing
        with pytest.raises(KeyError):
            tx.known("here")


def test_what_a_failed_attempt_knew_is_forgotten(database: Database) -> None:
    with database.write() as tx:
        tx.know("here", 1)
        with pytest.raises(ZeroDivisionError), tx.attempt():
            tx.know("here", 2)
            tx.know("there", 2)
            raise ZeroDivisionError
        assert tx.known("here") == 1
        with pytest.raises(KeyError):
            tx.known("there")


def test_what_a_failed_attempt_knew_is_forgotten_also_when_it_had_looked(database: Database) -> None:
    with database.write() as tx:
        add(tx, "t0")
        with pytest.raises(ZeroDivisionError), tx.attempt():
            tx.know("here", 2)
            add(tx, "t1")
            _ = tx.connection
            raise ZeroDivisionError
        with pytest.raises(KeyError):
            tx.known("here")
    assert set(kept(database)) == {"t0"}


def test_a_doubled_number_found_on_writing_out_is_a_conflict(database: Database) -> None:
    with database.write() as tx:
        add(tx, "t1", "first")
    with pytest.raises(StoreConflict), database.write() as tx:
        add(tx, "t2")
        add(tx, "t1", "second")
    assert kept(database) == {"t1": "first"}


@pytest.mark.parametrize("added", ["account", "block", "use", "erasure", "report", "invitation"])
def test_what_another_node_has_just_added_is_a_conflict(database: Database, added: str) -> None:
    with database.write() as tx:
        room, jiwoo, minjun = rows.room(tx), rows.person(tx), rows.person(tx)
        said = rows.said(tx, room, jiwoo).id
        invitations.add(tx, Invitation("i", "member", (), "", jiwoo.id, rows.NOW, None, None), b"hash")

    def add() -> None:
        with database.write() as tx, tx.attempt():
            match added:
                case "account":
                    accounts.add(tx, Account(jiwoo.id, "jiwoo"))
                case "block":
                    blocks.add(tx, jiwoo.id, minjun.id, rows.NOW)
                case "use":
                    assert invitations.use(tx, "i", minjun.id, rows.NOW)
                case "erasure":
                    erasures.begin(tx, jiwoo.id, rows.NOW, rows.LATER)
                case "report":
                    reports.add(tx, Report(rows.new_id(), room, said, minjun.id, "", rows.NOW))
                case _:
                    invitations.add(tx, Invitation("j", "member", (), "", jiwoo.id, rows.NOW, None, None), b"other")

    add()
    with pytest.raises(StoreConflict):
        add()


def test_who_refers_to_what_another_node_has_just_taken_away_meets_a_conflict(database: Database) -> None:
    with database.write() as tx:
        jiwoo = rows.person(tx)
    with pytest.raises(StoreConflict), database.write() as tx, tx.attempt():
        blocks.add(tx, jiwoo.id, PersonId("nobody"), rows.NOW)


def test_trouble_within_an_attempt_ends_the_whole_transaction(database: Database) -> None:
    with pytest.raises(StoreTrouble, match="gone"), database.write() as tx:
        with tx.attempt():
            rows.person(tx, "first")
        with tx.attempt():
            raise StoreTrouble("gone")
    assert names(database) == []


STEPS = st.tuples(st.sampled_from(["gather", "write", "look", "know"]), st.integers(0, 3), st.integers(0, 99))


@given(attempts=st.lists(st.tuples(st.lists(STEPS, max_size=5), st.booleans()), max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_attempts_do_only_those_that_succeed_are_kept(
    database: Database, attempts: list[tuple[list[tuple[str, int, int]], bool]]
) -> None:
    """Values gathered and written in any order, against a plain dictionary."""
    with database.write() as tx:
        tx.writing.execute(facts.delete().where(facts.c.name.like("t%")))
        for key in range(4):
            add(tx, f"t{key}", "-")
    expected = {f"t{key}": "-" for key in range(4)}
    with database.write() as tx:
        for steps, good in attempts:
            mine = dict(expected)
            try:
                with tx.attempt():
                    for step, key, value in steps:
                        do(tx, step, f"t{key}", str(value), mine)
                    if not good:
                        raise ZeroDivisionError
                expected = mine
            except ZeroDivisionError:
                pass
    assert kept(database) == expected


def do(tx: Transaction, step: str, name: str, value: str, expected: dict[str, str]) -> None:
    match step:
        case "gather":
            tx.later(SET, name, {"of": name, "to": value})
            expected[name] = value
        case "write":
            tx.writing.execute(facts.update().where(facts.c.name == name).values(value=value))
            expected[name] = value
        case "know":
            tx.know(name, value)
        case _:
            found: Any = tx.connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar()
            assert found == expected[name]


def test_a_command_after_a_refused_one_sees_the_true_head(database: Database) -> None:
    """As a batch does it: gathered, refused after writing, gathered again."""
    with database.write() as tx:
        room = rows.room(tx)
        who = rows.person(tx)
        rows.member(tx, room, who)
    with database.write() as tx:
        with tx.attempt():
            first = rows.said(tx, room, who)
        with pytest.raises(ZeroDivisionError), tx.attempt():
            members.set_left(tx, room, who.id, rev=first.rev + 1)
            rooms.advance(tx, room, Head(first.seq, first.rev + 1))
            raise ZeroDivisionError
        with tx.attempt():
            second = rows.said(tx, room, who)
    assert (second.seq, second.rev) == (first.seq + 1, first.rev + 1)
    with database.read() as snapshot:
        assert rooms.head(snapshot, room) == Head(second.seq, second.rev)
        assert messages.newest(snapshot, room, 9) == [first, second]
