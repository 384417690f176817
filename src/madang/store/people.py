"""People as they are kept."""

from sqlalchemy import Connection, bindparam, func, select

from madang.domain.ids import PersonId
from madang.domain.people import Person, State
from madang.domain.spelling import spelled
from madang.store.account_tables import accounts
from madang.store.tables import people
from madang.store.transaction import Transaction

_ADD = people.insert()
PERSON = (people.c.id, people.c.name, people.c.role, people.c.picture)
"""What a `Person` is made of."""
_GET = select(*PERSON).where(people.c.id == bindparam("of_id"))
_STANDING = select(*PERSON, people.c.state).where(people.c.id == bindparam("of_id"))


def add(tx: Transaction, person: Person, now: str) -> None:
    """Keeps somebody new."""
    row = {"id": person.id, "name": person.name, "role": person.role, "created_at": now}
    tx.later(_ADD, person.id, row | {"spelled": spelled(person.name)})


def get(connection: Connection, id: PersonId) -> Person | None:
    row = connection.execute(_GET, {"of_id": id}).first()
    return Person(*row) if row else None


def standing(connection: Connection, id: PersonId) -> tuple[Person, State] | None:
    """The person, and whether they are still let in."""
    row = connection.execute(_STANDING, {"of_id": id}).first()
    return (Person(*row[:-1]), row[-1]) if row else None


def inviter(connection: Connection, id: PersonId) -> PersonId | None:
    """Who brought them into the house; of a bot, who made it."""
    found = connection.execute(select(people.c.invited_by).where(people.c.id == id)).scalar()
    return None if found is None else PersonId(found)


def bots_of(connection: Connection, maker: PersonId) -> list[PersonId]:
    found = connection.execute(select(people.c.id).where(people.c.role == "bot", people.c.invited_by == maker))
    return [PersonId(id) for (id,) in found]


def owners(connection: Connection) -> int:
    """How many there are."""
    counted = select(func.count()).select_from(people).where(people.c.role == "owner", people.c.state == "active")
    return int(connection.execute(counted).scalar_one())


def first_owner(connection: Connection) -> Person | None:
    """Who has been one the longest, of those who are let in."""
    found = select(*PERSON).where(people.c.role == "owner", people.c.state == "active")
    row = connection.execute(found.order_by(people.c.created_at, people.c.id).limit(1)).first()
    return Person(*row) if row else None


def without_account(connection: Connection) -> list[Person]:
    """Who came in with just a name while the house had no owner."""
    found = connection.execute(
        select(*PERSON)
        .where(people.c.role == "member", people.c.id.not_in(select(accounts.c.person)))
        .order_by(people.c.id)
    )
    return [Person(*row) for row in found]


def change(tx: Transaction, id: PersonId, **to: object) -> None:
    """Sets these columns."""
    if "name" in to:
        to["spelled"] = spelled(str(to["name"]))
    tx.writing.execute(people.update().where(people.c.id == id).values(**to))


def rename(tx: Transaction, id: PersonId, name: str) -> None:
    change(tx, id, name=name)
