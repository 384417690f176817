"""People as they are kept."""

from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.store import people
from madang.store.database import Database
from tests.store import rows


def test_a_person_is_kept_as_given(database: Database) -> None:
    jiwoo = Person(PersonId(rows.new_id()), "김지우 🌸", "visitor")
    with database.write() as tx:
        people.add(tx, jiwoo, rows.NOW)
    with database.read() as snapshot:
        assert people.get(snapshot, jiwoo.id) == jiwoo


def test_nobody_has_an_unknown_id(database: Database) -> None:
    with database.read() as snapshot:
        assert people.get(snapshot, PersonId(rows.new_id())) is None


def test_a_new_name_is_the_name_of_one_person_only(database: Database) -> None:
    with database.write() as tx:
        jiwoo, minjun = rows.person(tx, "지우"), rows.person(tx, "민준")
        people.rename(tx, jiwoo.id, "지우2")
    with database.read() as snapshot:
        assert people.get(snapshot, jiwoo.id) == Person(jiwoo.id, "지우2", "member")
        assert people.get(snapshot, minjun.id) == minjun


def test_who_is_held_is_who_they_are_after_every_change(database: Database) -> None:
    with database.write() as tx:
        known, nobody = rows.person(tx, "지우"), PersonId(rows.new_id())
        assert people.held(tx, nobody) is None
        people.hold_all(tx, [known.id, nobody])
        people.lock(tx, known.id)
        assert people.held(tx, known.id) == (known, "active")
        people.change(tx, known.id, state="banned")
        assert people.held(tx, known.id) == (known, "banned")
        new = rows.person(tx)
        assert people.held(tx, new.id) == (new, "active")
