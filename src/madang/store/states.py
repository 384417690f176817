"""Rooms as one person has them: where they stand in each, how they want to have it, and who else is in a direct one."""

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.rooms import Face, Preferences, Room, RoomKind, RoomState, Standing
from madang.domain.spelling import sought
from madang.store import unread
from madang.store.rooms import ROOM
from madang.store.tables import members, people, preferences, rooms

_WANTED = (preferences.c.notify, preferences.c.favourite, preferences.c.section, preferences.c.order)
_STATE = (*ROOM, rooms.c.seq, rooms.c.rev, members.c.left, members.c.read, unread.count(), *_WANTED)
_THEIRS = and_(preferences.c.room == members.c.room, preferences.c.person == members.c.person)
_BY_NAME = (rooms.c.name, rooms.c.id)

After = tuple[str, RoomId]
"""Where a page of rooms ended: by name and id."""


def get(connection: Connection, id: RoomId, person: PersonId) -> RoomState | None:
    found = _for(connection, person, rooms.c.id == id)
    return found[0] if found else None


def of(connection: Connection, who: Collection[PersonId]) -> dict[PersonId, list[RoomState]]:
    """The rooms in which each of these people is a member, by name."""
    theirs = and_(members.c.person.in_(who), members.c.left.is_(False))
    rows = connection.execute(
        select(members.c.person, *_STATE)
        .select_from(rooms.join(members, members.c.room == rooms.c.id).outerjoin(preferences, _THEIRS))
        .where(theirs)
        .order_by(*_BY_NAME)
    )
    found: dict[PersonId, list[RoomState]] = {person: [] for person in who}
    for person, *state in rows:
        found[PersonId(person)].append(_state(state))
    if any(state.room.kind == "direct" for states in found.values() for state in states):
        direct = select(rooms.c.id).join(members, members.c.room == rooms.c.id).where(theirs, rooms.c.kind == "direct")
        faces = _faces(connection, direct)
        return {person: [_known_by(state, faces, person) for state in states] for person, states in found.items()}
    return found


def page(
    connection: Connection,
    person: PersonId,
    kinds: Collection[RoomKind],
    *,
    query: str = "",
    after: After | None = None,
    limit: int = 100,
    mine: bool | None = None,
    within: Collection[RoomId] | None = None,
) -> list[RoomState]:
    """By name: their own rooms (`mine`), the lasting ones of these kinds that are in use and not theirs (not `mine`),
    or both; of these alone (`within`) or (None) of all. Direct rooms are among their own only. What is counted is
    counted for this page alone."""
    theirs = members.c.left.is_(False)
    there = and_(rooms.c.kind.in_(kinds), rooms.c.temporary.is_(False), rooms.c.archived.is_(False))
    which = {
        True: theirs,
        False: and_(there, or_(members.c.room.is_(None), members.c.left)),
        None: or_(there, and_(theirs, rooms.c.kind != "direct")),
    }[mine]
    wanted = select(rooms.c.id).select_from(rooms.outerjoin(members, _membership(person))).where(which)
    if within is not None:
        wanted = wanted.where(rooms.c.id.in_(within))
    if query:
        wanted = wanted.where(rooms.c.spelled.contains(sought(query), autoescape=True))
    if after:
        wanted = wanted.where(tuple_(*_BY_NAME) > after)
    ids = connection.execute(wanted.order_by(*_BY_NAME).limit(limit)).scalars().all()
    return _for(connection, person, rooms.c.id.in_(ids)) if ids else []


def _for(connection: Connection, person: PersonId, which: ColumnElement[bool]) -> list[RoomState]:
    rows = connection.execute(
        select(*_STATE)
        .select_from(rooms.outerjoin(members, _membership(person)).outerjoin(preferences, _THEIRS))
        .where(which)
        .order_by(*_BY_NAME)
    )
    found = [_state(row) for row in rows]
    direct = [state.room.id for state in found if state.room.kind == "direct"]
    faces = _faces(connection, direct) if direct else {}
    return [_known_by(state, faces, person) for state in found]


def _membership(person: PersonId) -> ColumnElement[bool]:
    return and_(members.c.room == rooms.c.id, members.c.person == person)


def _faces(connection: Connection, ids: Sequence[RoomId] | Select[Any]) -> dict[RoomId, list[Face]]:
    """Of those who left, too: a talk keeps its name."""
    found: dict[RoomId, list[Face]] = {}
    for room, *face in connection.execute(
        select(members.c.room, people.c.id, people.c.name, people.c.picture)
        .join(people, people.c.id == members.c.person)
        .where(members.c.room.in_(ids))
        .order_by(people.c.name, people.c.id)
    ):
        found.setdefault(RoomId(room), []).append(Face(*face))
    return found


def _known_by(state: RoomState, faces: dict[RoomId, list[Face]], person: PersonId) -> RoomState:
    others = tuple(face for face in faces.get(state.room.id, ()) if face.person != person)
    return dataclasses.replace(state, others=others) if others else state


def _state(row: Iterable[Any]) -> RoomState:
    *room, seq, rev, left, read, count, notify, favourite, section, order = row
    if left is not False:
        return RoomState(Room(*room), seq, rev, None)
    wanted = Preferences(notify, favourite, section, order) if notify else None
    return RoomState(Room(*room), seq, rev, Standing(read, count), wanted)
