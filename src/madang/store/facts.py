"""The few facts that a database knows about itself."""

import secrets

from sqlalchemy import Connection, select

from madang.store.tables import facts
from madang.store.transaction import Transaction

_UNTOLD = "untold"
"""Another one with everything that was done without telling the servers that run."""


def every(connection: Connection) -> dict[str, str]:
    return dict(connection.execute(select(facts.c.name, facts.c.value)).all())


def get(connection: Connection, name: str) -> str | None:
    return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def put(tx: Transaction, name: str, value: str) -> None:
    changed = tx.writing.execute(facts.update().where(facts.c.name == name).values(value=value))
    if not changed.rowcount:
        tx.writing.execute(facts.insert().values(name=name, value=value))


def untold(connection: Connection) -> str:
    return get(connection, _UNTOLD) or ""


def mark_untold(tx: Transaction) -> None:
    put(tx, _UNTOLD, secrets.token_hex(8))
