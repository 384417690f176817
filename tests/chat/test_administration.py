"""What those look at who look after the house."""

from collections.abc import Callable
from typing import Any

import pytest

from madang.chat import administration
from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.rooms import Room
from madang.store import audit, rooms
from madang.store.database import Database
from tests.store import rows


@pytest.fixture
def people(database: Database) -> tuple[Person, Person, Person]:
    with database.write() as tx:
        owner, admin, member = rows.person(tx, role="owner"), rows.person(tx, role="admin"), rows.person(tx)
        for number in range(3):
            audit.add(tx, rows.NOW, owner.id, "house.changed", about={"number": number})
    return owner, admin, member


def refused(database: Database, look: Callable[..., Any], *given: Any) -> str:
    with database.read() as snapshot, pytest.raises(Refusal) as refusal:
        look(snapshot, *given)
    return refusal.value.code


def test_what_was_done_is_seen_by_owners_and_admins_and_taken_along_by_owners(
    database: Database, people: tuple[Person, Person, Person]
) -> None:
    owner, admin, member = people
    with database.read() as snapshot:
        for who in (owner, admin):
            assert [act.about["number"] for act in administration.acts(snapshot, who, None, 2, None)] == [2, 1]
        assert [act.about["number"] for act in administration.acts_after(snapshot, owner, 0)] == [0, 1, 2]
    assert refused(database, administration.acts, member, None, 2, None) == "forbidden"
    assert refused(database, administration.acts_after, admin, 0) == "forbidden"


def test_how_much_is_kept_is_seen_without_the_names_of_what_is_private(
    database: Database, people: tuple[Person, Person, Person]
) -> None:
    owner, admin, member = people
    with database.write() as tx:
        public = rows.room(tx, "public")
        secret = Room(RoomId("secret"), "비밀", "", False, rows.NOW, 1, kind="private")
        rooms.add(tx, secret)
        rows.member(tx, secret.id, admin)
        rows.said(tx, secret.id, admin, "hello")
    with database.read() as snapshot:
        for who, name in ((admin, "비밀"), (owner, "")):
            assert administration.stored(snapshot, who) == [
                {"id": secret.id, "name": name, "kind": "private", "messages": 1, "bytes": 5},
                {"id": public, "name": "public", "kind": "public", "messages": 0, "bytes": 0},
            ]
    assert refused(database, administration.stored, member) == "forbidden"
