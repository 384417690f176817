"""How far members have read: their marks as they are kept, and where they stand by them. Whoever says something has
read it, so when that was is kept with it."""

from collections.abc import Collection
from typing import cast

from sqlalchemy import Connection, bindparam, case, select, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import Standing
from madang.store import unread
from madang.store.tables import members, rooms
from madang.store.transaction import Transaction

_MOVE = (
    members.update()
    .where(
        members.c.room == bindparam("of_room"),
        members.c.person == bindparam("of_person"),
        members.c.read < bindparam("to"),
    )
    .values(read=bindparam("to"))
)
_SAY = (
    members.update()
    .where(members.c.room == bindparam("of_room"), members.c.person == bindparam("of_person"))
    .values(
        read=case((members.c.read < bindparam("to"), bindparam("to")), else_=members.c.read), said_at=bindparam("at")
    )
)
_SAY_ANEW = (
    members.update()
    .where(members.c.room == bindparam("of_room"), members.c.person == bindparam("of_person"))
    .values(said_at=bindparam("at"))
)
_SAID_AT = select(members.c.room, members.c.person, members.c.said_at).where(
    tuple_(members.c.room, members.c.person).in_(bindparam("pairs", expanding=True))
)


def mark(connection: Connection, room: RoomId, person: PersonId) -> int:
    mark = connection.execute(select(members.c.read).where(members.c.room == room, members.c.person == person)).scalar()
    return mark or 0


def move_mark(tx: Transaction, room: RoomId, person: PersonId, seq: int) -> None:
    """Moves it forward; never back."""
    try:
        if tx.known(("mark", room, person)) >= seq:
            return  # of one key the last row is written, which must not be a lower one
    except KeyError:
        pass
    tx.know(("mark", room, person), seq)
    tx.later(_MOVE, (room, person), {"of_room": room, "of_person": person, "to": seq})


def say(tx: Transaction, room: RoomId, person: PersonId, seq: int, at: str) -> None:
    """They have just said the message of this `seq`, which is the last of the room."""
    tx.know(("mark", room, person), seq)
    tx.know(("said", room, person), at)
    tx.later(_SAY, (room, person), {"of_room": room, "of_person": person, "to": seq, "at": at})


def say_anew(tx: Transaction, room: RoomId, person: PersonId, at: str) -> None:
    """They have just reworded something so old that it is as good as new."""
    tx.know(("said", room, person), at)
    tx.later(_SAY_ANEW, (room, person), {"of_room": room, "of_person": person, "at": at})


def said_at(tx: Transaction, room: RoomId, person: PersonId) -> str | None:
    """When they last said something here; asked again in one transaction, it is not read again."""
    try:
        return cast("str | None", tx.known(("said", room, person)))
    except KeyError:
        find_said_at(tx, [(room, person)])
        return said_at(tx, room, person)


def find_said_at(tx: Transaction, pairs: Collection[tuple[RoomId, PersonId]]) -> None:
    """Reads these at once, so that `said_at` knows them."""
    wanted = set(pairs)
    rows = tx.connection.execute(_SAID_AT, {"pairs": list(wanted)})
    found = {(room, person): at for room, person, at in rows.all()}
    for pair in wanted:
        tx.know(("said", *pair), found.get(pair))


def standings(connection: Connection, room: RoomId, people: Collection[PersonId]) -> dict[PersonId, Standing]:
    """Where these members stand, counted from the log. Who is no member is not among them."""
    found = connection.execute(
        select(members.c.person, members.c.read, unread.count())
        .join(rooms, rooms.c.id == members.c.room)
        .where(members.c.room == room, members.c.left.is_(False), members.c.person.in_(people))
    )
    return {PersonId(person): Standing(read, count) for person, read, count in found}


def standing(connection: Connection, room: RoomId, person: PersonId) -> Standing:
    """Where one member stands; at the beginning, who is none."""
    return standings(connection, room, [person]).get(person, Standing(0, 0))
