"""Everybody there can be, and a room of every kind that they stand in differently: written straight into a store.

A `Cast` is new each time, so what one of them did to it harms no other. `ACTORS` is the order of the columns of every
table.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import Table

from madang.api.access import hash_of
from madang.api.passwords import Passwords
from madang.domain.places import Place
from madang.store import account_tables, places, schema, tables
from madang.store.database import Database
from tests.store.rows import FINGERPRINT, NOW, new_id

ACTORS = ("nobody", "guest", "outsider", "ex-member", "member", "room admin", "house admin", "owner", "bot", "banned")
"""Outsider, house admin and owner are in none of the rooms, the guest in the open one; the bot has a token to read."""

PLACES = ("private", "public", "open", "direct", "archived")
"""Of the archived room (a public one) the others stand as in the public one."""

PASSWORD = "correct horse battery staple"
_WEAK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""As weak as can be: hundreds are made and verified."""
_HASHED = _WEAK.hash(PASSWORD)

NEVER = "2099-01-01T00:00:00.000Z"
BYSTANDER = "bystander"
"""A member of the house and of every room, to whom things are done."""

_ROLES = {
    "guest": "guest",
    "house admin": "admin",
    "owner": "owner",
    "bot": "bot",
}
_IN = ("ex-member", "member", "room admin", "bot", BYSTANDER)


@dataclass
class Cast:
    """Ids and secrets of one set of people. A name is one of `ACTORS` or `BYSTANDER`."""

    people: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    """The message of somebody in a place."""
    keys: dict[str, str] = field(default_factory=dict)
    """Of an invitation, a reset, a telephone and a mail address."""
    made: dict[str, str] = field(default_factory=dict)
    """The ids of an invitation, of a report, and of tokens."""

    def handle(self, name: str) -> str:
        return f"h{self.people[name].replace('-', '')[-24:]}"


def claim(url: str, **about: Any) -> None:
    """Brings a database to shape in which the house has an owner."""
    database = Database(url)
    try:
        schema.prepare(database)
        with database.write() as tx:
            places.put(tx, Place(claimed=True, **{"plain_doors": True, **about}))
    finally:
        database.close()


def enter(database: Database, many: int) -> list[Cast]:
    """So many new casts; together, for the disk is slow."""
    rows: Rows = {}
    casts = [_cast(rows) for _ in range(many)]
    with database.write() as tx:
        for (table, _), some in rows.items():
            tx.writing.execute(table.insert(), some)
    return casts


def hurry(app: FastAPI) -> None:
    """Passwords cost this house nothing."""
    app.state.passwords.close()
    app.state.passwords = Passwords(_WEAK)


Rows = dict[tuple[Table, tuple[str, ...]], list[dict[str, Any]]]
"""Those of one table with the same columns are one statement."""


def _cast(rows: Rows) -> Cast:
    cast = Cast()
    for name in (*ACTORS[1:], BYSTANDER):
        _person(rows, cast, name)
    for place in PLACES:
        _room(rows, cast, place)
    _secrets(rows, cast)
    return cast


def _person(rows: Rows, cast: Cast, name: str) -> None:
    id, token = new_id(), f"token-of-{new_id()}"
    cast.people[name], cast.tokens[name], cast.sessions[name] = id, token, new_id()
    state = "banned" if name == "banned" else "active"
    role = _ROLES.get(name, "member")
    maker = cast.people["owner"] if name == "bot" else None
    _add(rows, tables.people, id=id, name=name, role=role, created_at=NOW, state=state, invited_by=maker)
    if role != "guest":
        password = None if name == "bot" else _HASHED
        mail = None if name == "bot" else f"{id}@example.org"
        login = {"handle": cast.handle(name), "password": password, "email": mail, "email_verified": mail is not None}
        _add(rows, account_tables.accounts, person=id, **login)
        _add(rows, tables.profiles, person=id)
    # Who is banned should have none; if one is left over, it must be good for nothing.
    programs = {"kind": "token", "name": "a program", "rights": json.dumps(["read"])} if name == "bot" else {}
    session = {"id": cast.sessions[name], "seen_at": NOW, **programs}
    _add(rows, account_tables.sessions, hash=hash_of(token), person=id, created_at=NOW, expires_at=NEVER, **session)


def _room(rows: Rows, cast: Cast, place: str) -> None:
    id = cast.rooms[place] = new_id()
    inside = {"direct": ("member", BYSTANDER), "open": (*_IN, "guest")}.get(place, _IN)
    _add(
        rows,
        tables.rooms,
        id=id,
        name="" if place == "direct" else f"{place} room",
        topic="",
        temporary=False,
        created_at=NOW,
        kind="public" if place == "archived" else place,
        archived=place == "archived",
        seq=len(inside),
        rev=1 + 2 * len(inside),
        changed_rev=1,
        opened_by=cast.people[BYSTANDER],
        people_key=new_id() if place == "direct" else None,
    )
    for n, name in enumerate(inside, 1):
        person, said = cast.people[name], new_id()
        cast.said[place, name] = said
        membership = {"joined_at": NOW, "left": name == "ex-member", "admin": name == "room admin", "read": 0}
        _add(rows, tables.members, room=id, person=person, rev=2 * n, **membership)
        numbers = {"seq": n, "rev": 2 * n + 1}
        text = f"said by {name}"
        row = {"id": said, "room": id, "author": person, "text": text, "created_at": NOW, "fingerprint": FINGERPRINT}
        _add(rows, tables.messages, **row, **numbers)


def _secrets(rows: Rows, cast: Cast) -> None:
    bystander = cast.people[BYSTANDER]
    about = {"reset": "", "phone": hash_of(cast.tokens[BYSTANDER]).hex(), "email": f"{bystander}@example.org"}
    for purpose in about:
        cast.keys[purpose] = key = f"{purpose}-{new_id()}"
        ticket = {"person": bystander, "about": about[purpose]}
        times = {"created_at": NOW, "expires_at": NEVER}
        _add(rows, account_tables.tickets, hash=hash_of(key), purpose=purpose, **ticket, **times)
    cast.keys["invitation"] = key = f"invitation-{new_id()}"
    cast.made["invitation"] = new_id()
    invitation = {"role": "member", "rooms": json.dumps([cast.rooms["private"]]), "note": "", "used": 0}
    made = {"created_by": cast.people["owner"], "created_at": NOW, "expires_at": NEVER}
    _add(rows, account_tables.invitations, id=cast.made["invitation"], hash=hash_of(key), **invitation, **made)
    cast.made["report"] = new_id()
    report = {"message": cast.said["private", "member"], "reporter": bystander, "reason": "rude", "created_at": NOW}
    _add(rows, tables.reports, id=cast.made["report"], room=cast.rooms["private"], **report)


def _add(rows: Rows, table: Table, **row: Any) -> None:
    rows.setdefault((table, tuple(row)), []).append(row)
