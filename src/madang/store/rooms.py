"""Rooms as they are kept, and the counters that put everything in them in order."""

from collections.abc import Collection
from typing import NamedTuple, cast

from sqlalchemy import Connection, bindparam, exists, select

from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import Room
from madang.domain.spelling import spelled
from madang.store.tables import members, messages, pictures, rooms
from madang.store.transaction import Transaction

ROOM = (
    rooms.c.id,
    rooms.c.name,
    rooms.c.topic,
    rooms.c.temporary,
    rooms.c.created_at,
    rooms.c.changed_rev,
    rooms.c.kind,
    rooms.c.announcement,
    rooms.c.description,
    rooms.c.picture,
    rooms.c.archived,
    rooms.c.slow_mode,
    rooms.c.retention_days,
)
"""What a `Room` is made of."""


_GET = select(*ROOM).where(rooms.c.id == bindparam("room"))
_HEAD = select(rooms.c.seq, rooms.c.rev).where(rooms.c.id == bindparam("room"))
_LOCK = (
    select(*ROOM, rooms.c.seq, rooms.c.rev)
    .where(rooms.c.id.in_(bindparam("rooms", expanding=True)))
    .order_by(rooms.c.id)
    .with_for_update()
)
_ADVANCE = (
    rooms.update().where(rooms.c.id == bindparam("room")).values(seq=bindparam("to_seq"), rev=bindparam("to_rev"))
)


_SET_EMPTIED = rooms.update().where(rooms.c.id == bindparam("room")).values(emptied_at=bindparam("at"))
_TOGETHER = 500


class Head(NamedTuple):
    """The latest `seq` and `rev` of a room."""

    seq: int
    rev: int


def add(tx: Transaction, room: Room, opened_by: PersonId | None = None, people_key: str | None = None) -> None:
    """Keeps a new room."""
    tx.writing.execute(
        rooms.insert().values(
            id=room.id,
            name=room.name,
            spelled=spelled(room.name),
            topic=room.topic,
            temporary=room.temporary,
            created_at=room.created_at,
            kind=room.kind,
            announcement=room.announcement,
            description=room.description,
            slow_mode=room.slow_mode,
            retention_days=room.retention_days,
            opened_by=opened_by,
            people_key=people_key,
            seq=0,
            rev=room.rev,
            changed_rev=room.rev,
        )
    )


def get(connection: Connection, id: RoomId) -> Room | None:
    row = connection.execute(_GET, {"room": id}).first()
    return Room(*row) if row else None


def find(tx: Transaction, id: RoomId) -> Room | None:
    """Like `get`; asked again in one transaction, it is not read again."""
    try:
        return cast("Room | None", tx.known(("room", id)))
    except KeyError:
        tx.know(("room", id), found := get(tx.connection, id))
        return found


def lock(tx: Transaction, id: RoomId) -> Head | None:
    """The head of the room, which nobody else can move until this transaction ends. None: no such room."""
    try:
        return cast("Head | None", tx.known(("head", id)))
    except KeyError:
        lock_all(tx, [id])
        return lock(tx, id)


def lock_all(tx: Transaction, ids: Collection[RoomId]) -> None:
    """Locks them at once, in one order for everybody, so that two nodes cannot wait for each other."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _TOGETHER):
        some = wanted[start : start + _TOGETHER]
        found = {RoomId(row[0]): row for row in tx.connection.execute(_LOCK, {"rooms": some}).all()}
        for id in some:
            row = found.get(id)
            tx.know(("head", id), Head(*row[-2:]) if row else None)
            tx.know(("room", id), Room(*row[:-2]) if row else None)


def advance(tx: Transaction, id: RoomId, head: Head) -> None:
    tx.know(("head", id), head)
    tx.later(_ADVANCE, id, {"room": id, "to_seq": head.seq, "to_rev": head.rev})


def change(tx: Transaction, room: Room) -> None:
    """Keeps what the room is now, under its new `rev`."""
    tx.writing.execute(
        rooms.update()
        .where(rooms.c.id == room.id)
        .values(
            name=room.name,
            spelled=spelled(room.name),
            topic=room.topic,
            kind=room.kind,
            announcement=room.announcement,
            description=room.description,
            picture=room.picture,
            archived=room.archived,
            slow_mode=room.slow_mode,
            retention_days=room.retention_days,
            changed_rev=room.rev,
        )
    )


def set_emptied(tx: Transaction, id: RoomId, at: str | None) -> None:
    tx.later(_SET_EMPTIED, id, {"room": id, "at": at})


def head(connection: Connection, id: RoomId) -> Head | None:
    row = connection.execute(_HEAD, {"room": id}).first()
    return Head(*row) if row else None


def direct(connection: Connection, people_key: str) -> RoomId | None:
    """The direct room of the people with this key."""
    return connection.execute(select(rooms.c.id).where(rooms.c.people_key == people_key)).scalar()


def retaining(connection: Connection) -> dict[RoomId, int]:
    """The rooms that keep messages for some days only, and for how many."""
    found = connection.execute(select(rooms.c.id, rooms.c.retention_days).where(rooms.c.retention_days.is_not(None)))
    return {RoomId(id): days for id, days in found}


def clear(tx: Transaction, since: str) -> list[RoomId]:
    """Deletes the temporary rooms that have been empty since before `since`, with all in them."""
    gone = [
        RoomId(id)
        for (id,) in tx.connection.execute(
            select(rooms.c.id).where(rooms.c.temporary, rooms.c.emptied_at < since).with_for_update()
        )
    ]
    if gone:
        theirs = ((messages, messages.c.room), (members, members.c.room), (pictures, pictures.c.subject))
        for table, column in (*theirs, (rooms, rooms.c.id)):
            tx.writing.execute(table.delete().where(column.in_(gone)))
    return gone


def lasting(connection: Connection) -> list[RoomId]:
    """All rooms but the temporary ones, in one order for everybody."""
    found = connection.execute(select(rooms.c.id).where(rooms.c.temporary.is_(False)).order_by(rooms.c.id))
    return [RoomId(id) for (id,) in found]


def empty(connection: Connection, id: RoomId) -> bool:
    """Whether nobody is a member any more."""
    return not connection.execute(select(exists().where(members.c.room == id, members.c.left.is_(False)))).scalar()
