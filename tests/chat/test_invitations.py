"""What people may look at of invitations."""

import dataclasses

import pytest

from madang.chat import invitations
from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.invitations import Invitation
from madang.domain.people import Person
from madang.domain.places import Place
from madang.store import invitations as kept
from madang.store import people, places, rooms
from madang.store.database import Database
from tests.store import rows

KEY = b"k" * 32


@pytest.fixture
def owner(database: Database) -> Person:
    """They invited two people into a room, and into one that is no more."""
    with database.write() as tx:
        who = rows.person(tx, "주인", "owner")
        places.put(tx, Place(claimed=True))
        room = rows.room(tx, "garden", "정원")
        one = Invitation("one", "member", (room, RoomId("gone")), "이웃", who.id, rows.NOW, rows.LATER, 2)
        kept.add(tx, one, KEY)
    return who


def refused(database: Database, now: str = rows.NOW, key: bytes = KEY) -> str:
    with database.read() as snapshot, pytest.raises(Refusal) as refusal:
        invitations.face(snapshot, key, now)
    return refusal.value.code


def test_who_holds_the_link_sees_where_it_leads(database: Database, owner: Person) -> None:
    with database.read() as snapshot:
        face = invitations.face(snapshot, KEY, rows.NOW)
    assert face == {"role": "member", "rooms": [{"id": "garden", "name": "정원"}], "by": owner.name}


def test_who_holds_the_link_learns_nothing_of_a_room_into_which_it_leads_no_more(
    database: Database, owner: Person
) -> None:
    with database.write() as tx:
        garden = rooms.get(tx.connection, RoomId("garden"))
        assert garden is not None
        rooms.change(tx, dataclasses.replace(garden, name="극비", kind="private"))
    with database.read() as snapshot:
        assert invitations.face(snapshot, KEY, rows.NOW)["rooms"] == []
    with database.write() as tx:
        rows.member(tx, RoomId("garden"), owner)
    with database.read() as snapshot:
        assert invitations.face(snapshot, KEY, rows.NOW)["rooms"] == [{"id": "garden", "name": "극비"}]


def test_a_link_that_leads_nowhere_is_like_one_that_never_was(database: Database, owner: Person) -> None:
    assert refused(database, key=b"?" * 32) == "expired"
    assert refused(database, now=rows.LATER) == "expired"
    with database.write() as tx:
        people.change(tx, owner.id, role="member")
    assert refused(database) == "expired"
    with database.write() as tx:
        people.change(tx, owner.id, role="owner", state="banned")
    assert refused(database) == "expired"


def test_one_sees_ones_own_and_who_looks_after_the_house_sees_all(database: Database, owner: Person) -> None:
    with database.write() as tx:
        jiwoo, admin = rows.person(tx, "지우"), rows.person(tx, "관리", "admin")
        kept.use(tx, "one", jiwoo.id, rows.NOW)
    with database.read() as snapshot:
        (mine,) = invitations.listed(snapshot, owner)
        assert invitations.listed(snapshot, admin) == [mine]
        assert invitations.listed(snapshot, jiwoo) == []
        assert invitations.uses(snapshot, admin, "one") == [{"person": jiwoo.id, "at": rows.NOW}]
        for who, id in ((jiwoo, "one"), (owner, "two")):
            with pytest.raises(Refusal) as refusal:
                invitations.uses(snapshot, who, id)
            assert refusal.value.code == "not_found"
    assert mine == {
        "id": "one",
        "role": "member",
        "rooms": ["garden", "gone"],
        "note": "이웃",
        "by": owner.id,
        "created_at": rows.NOW,
        "expires_at": rows.LATER,
        "uses": 2,
        "used": 1,
        "revoked_at": None,
    }
