"""How much is kept, room by room."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, func, select

from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import RoomKind
from madang.store.tables import members, messages, rooms


class Stored(NamedTuple):
    """`messages` are those that are not deleted, `bytes` those of their texts. `inside`: whoever asks is a member."""

    id: RoomId
    name: str
    kind: RoomKind
    messages: int
    bytes: int
    inside: bool


def by_room(connection: Connection, person: PersonId, limit: int) -> list[Stored]:
    """The largest first."""
    size = func.coalesce(func.sum(func.octet_length(messages.c.text)), 0)
    kept = and_(messages.c.room == rooms.c.id, messages.c.deleted.is_(False))
    mine = and_(members.c.room == rooms.c.id, members.c.person == person, members.c.left.is_(False))
    found: Select[Any] = (
        select(rooms.c.id, rooms.c.name, rooms.c.kind, func.count(messages.c.id), size, func.count(members.c.person))
        .select_from(rooms)
        .outerjoin(messages, kept)
        .outerjoin(members, mine)
        .group_by(rooms.c.id, rooms.c.name, rooms.c.kind)
        .order_by(size.desc(), rooms.c.id)
        .limit(limit)
    )
    return [
        Stored(RoomId(id), name, kind, count, int(bytes), inside > 0)
        for id, name, kind, count, bytes, inside in connection.execute(found)
    ]
