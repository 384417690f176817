"""People as they are kept."""

from sqlalchemy import Connection, bindparam, select

from madang.domain.ids import PersonId
from madang.domain.people import Person, State
from madang.store.tables import people
from madang.store.transaction import Transaction

_ADD = people.insert()
PERSON = (people.c.id, people.c.name, people.c.role, people.c.picture)
"""What a `Person` is made of."""
_GET = select(*PERSON).where(people.c.id == bindparam("of_id"))
_STANDING = select(*PERSON, people.c.state).where(people.c.id == bindparam("of_id"))


def add(tx: Transaction, person: Person, now: str) -> None:
    """Keeps somebody new."""
    tx.later(_ADD, person.id, {"id": person.id, "name": person.name, "role": person.role, "created_at": now})


def get(connection: Connection, id: PersonId) -> Person | None:
    row = connection.execute(_GET, {"of_id": id}).first()
    return Person(*row) if row else None


def standing(connection: Connection, id: PersonId) -> tuple[Person, State] | None:
    """The person, and whether they are still let in."""
    row = connection.execute(_STANDING, {"of_id": id}).first()
    return (Person(*row[:-1]), row[-1]) if row else None


def rename(tx: Transaction, id: PersonId, name: str) -> None:
    tx.writing.execute(people.update().where(people.c.id == id).values(name=name))
