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
