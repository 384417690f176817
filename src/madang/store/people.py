"""People as they are kept."""

from collections.abc import Collection
from typing import cast

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
_HOLD = (
    select(*PERSON, people.c.state)
    .where(people.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(people.c.id)
    .with_for_update(read=True)
)
# Not in the way of messages, which refer to their authors.
_LOCK = select(people.c.id).where(people.c.id == bindparam("of_id")).with_for_update(key_share=True)


def add(tx: Transaction, person: Person, now: str) -> None:
    """Keeps somebody new."""
    tx.know(("person", person.id), (person, "active"))
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


def held(tx: Transaction, id: PersonId) -> tuple[Person, State] | None:
    """Like `standing`, and so it stays until this transaction ends: whoever is to change that waits. Asked again, it is
    not read again."""
    try:
        return cast("tuple[Person, State] | None", tx.known(("person", id)))
    except KeyError:
        hold_all(tx, [id])
        return held(tx, id)


def hold_all(tx: Transaction, ids: Collection[PersonId]) -> None:
    """Reads these at once, so that `held` knows them. Before rooms are locked, as those who show somebody out do."""
    if not ids:
        return
    rows = tx.connection.execute(_HOLD, {"ids": sorted(set(ids))}).all()
    found = {row.id: (Person(*row[:-1]), row[-1]) for row in rows}
    for id in ids:
        tx.know(("person", id), found.get(id))


def lock(tx: Transaction, id: PersonId) -> None:
    """Nobody else holds them until this transaction ends: they, or how they come in, are about to change."""
    tx.connection.execute(_LOCK, {"of_id": id})


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
