"""How people want to have their rooms, as it is kept. It stays when somebody leaves a room."""

from sqlalchemy import Connection, select

from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import Preferences
from madang.store.tables import preferences
from madang.store.transaction import Transaction

_KEPT = (preferences.c.notify, preferences.c.favourite, preferences.c.section, preferences.c.order)


def get(connection: Connection, room: RoomId, person: PersonId) -> Preferences | None:
    row = connection.execute(select(*_KEPT).where(preferences.c.room == room, preferences.c.person == person)).first()
    return Preferences(*row) if row else None


def put(tx: Transaction, room: RoomId, person: PersonId, wanted: Preferences) -> None:
    values = {
        "notify": wanted.notify,
        "favourite": wanted.favourite,
        "section": wanted.section,
        "order": wanted.order,
    }
    changed = tx.writing.execute(
        preferences.update().where(preferences.c.room == room, preferences.c.person == person).values(values)
    )
    if not changed.rowcount:
        tx.writing.execute(preferences.insert().values(room=room, person=person, **values))
