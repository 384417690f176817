"""The people of the house as others look them up: by name or handle, page by page."""

from collections.abc import Collection
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, or_, select, text, tuple_

from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Role, State
from madang.domain.profiles import Profile, Status
from madang.domain.spelling import sought
from madang.store.account_tables import accounts
from madang.store.tables import LISTED, members, people, profiles

_SELECT: Select[Any] = (
    select(
        people.c.id,
        people.c.name,
        people.c.role,
        people.c.picture,
        people.c.state,
        people.c.created_at,
        accounts.c.handle,
        profiles.c.title,
        profiles.c.status_emoji,
        profiles.c.status_text,
        profiles.c.status_until,
        profiles.c.time_zone,
        profiles.c.locale,
    )
    .select_from(people)
    .outerjoin(accounts, accounts.c.person == people.c.id)
    .outerjoin(profiles, profiles.c.person == people.c.id)
)


def get(connection: Connection, id: PersonId, now: str) -> Profile | None:
    row = connection.execute(_SELECT.where(people.c.id == id)).first()
    return _profile(row, now) if row else None


def page(
    connection: Connection,
    now: str,
    *,
    query: str,
    after: PersonId | None,
    limit: int,
    roles: Collection[Role],
    states: Collection[State],
) -> list[Profile]:
    """By name, and never visitors; those after somebody in that order, with `query` somewhere in the name or handle."""
    # Said the other way round, so that nobody looks through the index of roles instead of walking along that of names.
    others = [role for role in get_args(Role) if role not in roles]
    found = _SELECT.where(text(f"people.{LISTED}"), people.c.role.not_in(others), people.c.state.in_(states))
    if query:
        found = found.where(_is_called(query))
    if after:
        last = select(people.c.name, people.c.id).where(people.c.id == after).subquery()
        found = found.where(tuple_(people.c.name, people.c.id) > tuple_(select(last.c.name).scalar_subquery(), after))
    rows = connection.execute(found.order_by(people.c.name, people.c.id).limit(limit))
    return [_profile(row, now) for row in rows]


def statuses(connection: Connection, of: Collection[PersonId], now: str) -> dict[PersonId, Status]:
    """Of those among them who are up to something now."""
    found = _SELECT.where(people.c.id.in_(of), or_(profiles.c.status_emoji != "", profiles.c.status_text != ""))
    known = (_profile(row, now) for row in connection.execute(found))
    return {each.id: each.status for each in known if each.status}


def together(
    connection: Connection, one: PersonId, others: Collection[PersonId], within: Collection[RoomId] | None = None
) -> set[PersonId]:
    """Who of these others is in some room with that one, of these rooms or (None) of all."""
    theirs = members.alias()
    found = select(theirs.c.person).join(members, members.c.room == theirs.c.room)
    found = found.where(theirs.c.person.in_(others), theirs.c.left.is_(False))
    found = found.where(members.c.person == one, members.c.left.is_(False))
    if within is not None:
        found = found.where(members.c.room.in_(within))
    return {PersonId(id) for id in connection.execute(found.distinct()).scalars()}


def _is_called(query: str) -> ColumnElement[bool]:
    # The handles by themselves: joined first, looking through everybody takes three times as long.
    with_handle = select(accounts.c.person).where(accounts.c.handle.icontains(query, autoescape=True))
    return or_(people.c.spelled.contains(sought(query), autoescape=True), people.c.id.in_(with_handle))


def _profile(row: Any, now: str) -> Profile:
    title, emoji, text, until, time_zone, locale = row[7:]
    over = until is not None and until <= now
    status = Status(emoji, text, until) if (emoji or text) and not over else None
    id, name, role, picture, state, joined_at, handle = row[:7]
    about = (title or "", status, time_zone or None, locale or None)
    return Profile(PersonId(id), name, role, picture, state, joined_at, handle, *about)
