"""Profiles as they are kept. Who never said anything about themselves has none."""

from madang.domain.ids import PersonId
from madang.store.tables import profiles
from madang.store.transaction import Transaction


def change(tx: Transaction, person: PersonId, **to: object) -> None:
    """Sets these columns."""
    changed = tx.writing.execute(profiles.update().where(profiles.c.person == person).values(**to))
    if not changed.rowcount:
        tx.writing.execute(profiles.insert().values(person=person, **to))
