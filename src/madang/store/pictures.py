"""Pictures as they are kept: one of each person, of each room, and of the house."""

from typing import Final

from sqlalchemy import Connection, select

from madang.domain.ids import PersonId
from madang.domain.pictures import Picture
from madang.store.tables import pictures
from madang.store.transaction import Transaction

HOUSE: Final = "/house"
"""The subject of its logo. That of a room is its id, which others choose: so none of the rest may look like one."""


def of_person(person: PersonId) -> str:
    """The subject of somebody's picture."""
    return f"person/{person}"


def put(tx: Transaction, subject: str, picture: Picture | None) -> None:
    """In the place of the one before; None: there is none any more."""
    tx.writing.execute(pictures.delete().where(pictures.c.subject == subject))
    if picture:
        tx.writing.execute(
            pictures.insert().values(subject=subject, name=picture.name, type=picture.type, bytes=picture.bytes)
        )


def get(connection: Connection, subject: str) -> Picture | None:
    row = connection.execute(
        select(pictures.c.name, pictures.c.type, pictures.c.bytes).where(pictures.c.subject == subject)
    ).first()
    return Picture(row[0], row[1], bytes(row[2])) if row else None
