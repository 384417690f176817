"""Members as they are kept: who is or was in a room, and as what."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, Select, and_, bindparam, exists, func, not_, or_, select, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.people import Role
from madang.domain.rooms import Room
from madang.store.rooms import ROOM, Head
from madang.store.tables import members, people, rooms
from madang.store.transaction import Transaction

_MEMBER = (
    members.c.room,
    members.c.person,
    people.c.name,
    people.c.role,
    members.c.joined_at,
    members.c.left,
    members.c.rev,
    members.c.admin,
    people.c.picture,
    members.c.silenced_until,
)
_SELECT: Select[Any] = select(*_MEMBER).join(people, people.c.id == members.c.person)
_IN_ROOM = _SELECT.where(members.c.room == bindparam("of_room"))
_GET = _IN_ROOM.where(members.c.person == bindparam("of_person"))
_AMONG = _IN_ROOM.where(members.c.person.in_(bindparam("of_people", expanding=True)))
_THESE = _SELECT.where(tuple_(members.c.room, members.c.person).in_(bindparam("pairs", expanding=True)))
_ENTRANCE = (
    select(*ROOM, rooms.c.seq, rooms.c.rev, *_MEMBER)
    .select_from(rooms)
    .outerjoin(members, and_(members.c.room == rooms.c.id, members.c.person == bindparam("of_person")))
    .outerjoin(people, people.c.id == members.c.person)
    .where(rooms.c.id == bindparam("of_room"))
)
_CHANGED = _IN_ROOM.where(members.c.rev > bindparam("after")).order_by(members.c.rev.desc()).limit(bindparam("most"))

_ADD = members.insert()
_UPDATE = members.update().where(members.c.room == bindparam("of_room"), members.c.person == bindparam("of_person"))
_SET_LEFT = _UPDATE.values(left=True, rev=bindparam("to"))
_REMOVE = _UPDATE.values(removed=True)
_SET_REV = _UPDATE.values(rev=bindparam("to"))


def get(connection: Connection, room: RoomId, person: PersonId) -> Member | None:
    row = connection.execute(_GET, {"of_room": room, "of_person": person}).first()
    return Member(*row) if row else None


class Entrance(NamedTuple):
    """What one looks at before letting somebody into a room. `member` is None for who has never been one."""

    room: Room
    head: Head
    member: Member | None


def entrance(connection: Connection, room: RoomId, person: PersonId) -> Entrance | None:
    """None: no such room."""
    row = connection.execute(_ENTRANCE, {"of_room": room, "of_person": person}).first()
    if row is None:
        return None
    about, head, member = row[: len(ROOM)], row[len(ROOM) : len(ROOM) + 2], row[len(ROOM) + 2 :]
    return Entrance(Room(*about), Head(*head), Member(*member) if member[0] else None)


def find(tx: Transaction, room: RoomId, person: PersonId) -> Member | None:
    """Like `get`; asked again in one transaction, it is not read again."""
    try:
        return cast("Member | None", tx.known((room, person)))
    except KeyError:
        tx.know((room, person), found := get(tx.connection, room, person))
        return found


def find_all(tx: Transaction, pairs: Collection[tuple[RoomId, PersonId]]) -> None:
    """Reads these at once, so that `find` knows them."""
    wanted = set(pairs)
    rows = tx.connection.execute(_THESE, {"pairs": list(wanted)})
    found = {(member.room, member.person): member for member in (Member(*row) for row in rows.all())}
    for pair in wanted:
        tx.know(pair, found.get(pair))


def present(connection: Connection, room: RoomId) -> list[Member]:
    """Who is in the room now, by name."""
    found = connection.execute(
        _SELECT.where(members.c.room == room, members.c.left.is_(False)).order_by(people.c.name, people.c.id)
    )
    return [Member(*row) for row in found]


def present_as(connection: Connection, room: RoomId, roles: Collection[Role]) -> list[Member]:
    """Who of these roles is in the room now, in one order for everybody."""
    found = connection.execute(
        _SELECT.where(members.c.room == room, members.c.left.is_(False), people.c.role.in_(roles)).order_by(
            members.c.person
        )
    )
    return [Member(*row) for row in found]


def left_alone(connection: Connection, room: RoomId) -> list[Member]:
    """The bots that are in the room while whoever made them is not, in one order for everybody."""
    maker = members.alias()
    is_there = exists().where(maker.c.room == room, maker.c.person == people.c.invited_by, maker.c.left.is_(False))
    found = connection.execute(
        _SELECT.where(
            members.c.room == room, members.c.left.is_(False), people.c.role == "bot", not_(is_there)
        ).order_by(members.c.person)
    )
    return [Member(*row) for row in found]


def among(connection: Connection, room: RoomId, ids: set[PersonId]) -> list[Member]:
    """These people's membership in the room, past or present."""
    if not ids:
        return []
    found = connection.execute(_AMONG, {"of_room": room, "of_people": list(ids)})
    return [Member(*row) for row in found.all()]


def changed(connection: Connection, room: RoomId, after: int, limit: int) -> list[Member]:
    found = connection.execute(_CHANGED, {"of_room": room, "after": after, "most": limit})
    return [Member(*row) for row in found.all()]


def rooms_of(connection: Connection, person: PersonId) -> list[RoomId]:
    """The rooms this person is in, in one order for everybody, so that locks are taken without deadlock."""
    found = connection.execute(
        select(members.c.room).where(members.c.person == person, members.c.left.is_(False)).order_by(members.c.room)
    )
    return [RoomId(room) for (room,) in found]


def rooms_of_each(connection: Connection, people: Collection[PersonId]) -> dict[PersonId, set[RoomId]]:
    """The rooms in which each of these people is now."""
    found: dict[PersonId, set[RoomId]] = {person: set() for person in people}
    for room, person in connection.execute(
        select(members.c.room, members.c.person).where(members.c.person.in_(people), members.c.left.is_(False))
    ):
        found[PersonId(person)].add(RoomId(room))
    return found


def everywhere(connection: Connection, person: PersonId) -> list[Member]:
    """This person in every room in which their name is known, left or not."""
    found = connection.execute(_SELECT.where(members.c.person == person).order_by(members.c.room))
    return [Member(*row) for row in found]


def count_rooms(connection: Connection, person: PersonId) -> int:
    """How many rooms this person is in, without the direct ones that others opened."""
    found = connection.execute(
        select(func.count())
        .select_from(members.join(rooms, rooms.c.id == members.c.room))
        .where(members.c.person == person, members.c.left.is_(False))
        .where(or_(rooms.c.kind != "direct", rooms.c.opened_by == person))
    )
    return found.scalar() or 0


def add(tx: Transaction, member: Member, read: int) -> None:
    """Keeps a member that has never been one of this room."""
    tx.know((member.room, member.person), member)
    tx.later(
        _ADD,
        (member.room, member.person),
        {
            "room": member.room,
            "person": member.person,
            "joined_at": member.joined_at,
            "left": member.left,
            "read": read,
            "rev": member.rev,
            "admin": member.admin,
        },
    )


def bring_back(tx: Transaction, member: Member, read: int) -> None:
    """Somebody who left is a member again."""
    tx.writing.execute(
        members.update()
        .where(members.c.room == member.room, members.c.person == member.person)
        .values(joined_at=member.joined_at, left=False, removed=False, read=read, rev=member.rev, admin=member.admin)
    )


def set_left(tx: Transaction, room: RoomId, person: PersonId, *, rev: int) -> None:
    """The row stays, so that what they said keeps its author."""
    tx.writing.execute(_SET_LEFT, {"of_room": room, "of_person": person, "to": rev})


def set_all_left(tx: Transaction, gone: Sequence[Member]) -> None:
    """The same for many, each under its own `rev`."""
    rows = [{"of_room": member.room, "of_person": member.person, "to": member.rev} for member in gone]
    if rows:
        tx.writing.execute(_SET_LEFT, rows)


def set_removed(tx: Transaction, room: RoomId, person: PersonId) -> None:
    """They did not leave by themselves; until they are a member again."""
    tx.writing.execute(_REMOVE, {"of_room": room, "of_person": person})


def was_removed(connection: Connection, room: RoomId, person: PersonId) -> bool:
    found = connection.execute(
        select(members.c.removed).where(members.c.room == room, members.c.person == person, members.c.left)
    )
    return bool(found.scalar())


def set_rev(tx: Transaction, member: Member) -> None:
    """Keeps the `rev` of a member whose name changed; the name itself is the person's."""
    tx.know((member.room, member.person), member)
    tx.later(
        _SET_REV,
        (member.room, member.person),
        {"of_room": member.room, "of_person": member.person, "to": member.rev},
    )


def set_standing(tx: Transaction, member: Member) -> None:
    """Keeps what somebody may do in the room, under their new `rev`."""
    tx.writing.execute(
        members.update()
        .where(members.c.room == member.room, members.c.person == member.person)
        .values(admin=member.admin, silenced_until=member.silenced_until, rev=member.rev)
    )


def visits(connection: Connection, before: str) -> list[tuple[RoomId, PersonId]]:
    """The visitors that are still members somewhere, and have been since before the time `before`."""
    found = connection.execute(
        select(members.c.room, members.c.person)
        .join(people, people.c.id == members.c.person)
        .join(rooms, rooms.c.id == members.c.room)
        .where(people.c.role == "visitor", members.c.left.is_(False), members.c.joined_at < before)
        .order_by(members.c.room)
    )
    return [(RoomId(room), PersonId(person)) for room, person in found]
