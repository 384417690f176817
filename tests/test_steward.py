"""Looking after the house from the command line."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from madang import steward
from madang.actions import erasure
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.places import Place
from madang.domain.rooms import HOME, Room
from madang.domain.sessions import NewSession
from madang.steward import Steward
from madang.store import accounts, audit, facts, invitations, members, people, places, rooms, schema, sessions, tickets
from madang.store.database import Database
from madang.store.transaction import Transaction
from tests.store import rows

URL = "https://chat.example"


@pytest.fixture(params=rows.KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    yield from rows.opened(request, tmp_path)


@pytest.fixture
def owned(database: Database) -> Database:
    """It has an owner, with the handle `owner`, and a home."""
    with database.write() as tx:
        places.put(tx, Place(claimed=True))
        rooms.add(tx, Room(HOME, "마당", "", False, rows.NOW, rev=1))
        owner = rows.person(tx, "주인", "owner")
        accounts.add(tx, Account(owner.id, "owner", "owner@example.com", email_verified=True))
    return database


def does(database: Database, *line: str, says_yes: bool = False, url: str = URL) -> list[str]:
    parser = argparse.ArgumentParser()
    steward.describe(parser.add_subparsers(dest="verb"))
    return list(Steward(database, schema.prepare(database), url, lambda _: says_yes).does(parser.parse_args(line)))


def refuses(database: Database, *line: str) -> str:
    with pytest.raises(Refusal) as refusal:
        does(database, *line)
    return refusal.value.code


def test_somebody_gets_an_account_and_a_link_to_choose_a_password(owned: Database) -> None:
    first, link, until = does(owned, "person", "add", "Jiwoo", "김지우", "--role", "admin")
    assert "김지우" in first
    assert until.strip().startswith("good once, until ")
    key = link.strip().removeprefix(f"{URL}/reset#")
    with owned.read() as snapshot:
        person = accounts.holder(snapshot, "jiwoo")
        assert person is not None
        ticket = tickets.find(snapshot, steward._hash(key), rows.NOW)
        assert ticket is not None
        assert (ticket.person, ticket.purpose) == (person, "reset")
        assert members.rooms_of(snapshot, person) == [HOME]
        acts = [(act.actor, act.action) for act in audit.page(snapshot, None, 5, None)]
    assert acts == [(steward.HOUSE.id, "person.reset_link"), (steward.HOUSE.id, "person.added")]
    assert refuses(owned, "person", "add", "jiwoo", "다른 지우") == "handle_taken"
    assert [line.split() for line in does(owned, "person", "list")] == [
        ["jiwoo", "admin", "active", "김지우"],
        ["owner", "owner", "active", "주인"],
    ]


def test_people_are_looked_after_by_their_handle_mail_address_or_id(owned: Database) -> None:
    does(owned, "person", "add", "jiwoo", "김지우")
    with owned.write() as tx:
        person = accounts.holder(tx.connection, "jiwoo")
        assert person is not None
        sessions.add(tx, person, NewSession(b"s" * 32, "2999"), rows.NOW)
    assert does(owned, "person", "role", "JIWOO", "admin") == ["김지우 is now admin."]
    for act, state in (
        ("deactivate", "deactivated"),
        ("reactivate", "active"),
        ("ban", "banned"),
        ("unban", "active"),
    ):
        assert does(owned, "person", act, person)
        with owned.read() as snapshot:
            found = people.standing(snapshot, person)
            assert found is not None
            assert found[1] == state
            assert sessions.hashes_of(snapshot, person) == []
    assert does(owned, "person", "reset-link", "jiwoo")[0].strip().startswith(f"{URL}/reset#")
    assert refuses(owned, "person", "role", "owner@example.com", "admin") == "last_owner"
    assert refuses(owned, "person", "ban", "nobody") == "not_found"


def test_what_somebody_said_goes_with_a_purge_and_with_them(owned: Database) -> None:
    for handle in ("eve", "mallory"):
        does(owned, "person", "add", handle, handle)
    with owned.write() as tx:
        for handle in ("eve", "mallory"):
            who = people.get(tx.connection, accounts.holder(tx.connection, handle) or steward.HOUSE.id)
            assert who is not None
            rows.said(tx, HOME, who)
    assert does(owned, "person", "ban", "eve", "--purge", "--yes") == ["eve is shown out.", "1 message deleted."]
    assert does(owned, "person", "erase", "mallory", says_yes=True) == ["mallory is erased: 1 message, 1 room."]


@pytest.mark.parametrize("act", ["ban --purge", "erase"])
def test_nothing_is_deleted_before_somebody_has_said_yes(owned: Database, act: str) -> None:
    does(owned, "person", "add", "eve", "이브")
    verb, *purge = act.split()
    assert refuses(owned, "person", verb, "eve", *purge) == "invalid"
    assert does(owned, "person", "list")[0].split() == ["eve", "member", "active", "이브"]


def test_who_has_no_handle_is_named_by_id(owned: Database) -> None:
    with owned.write() as tx:
        guest = rows.person(tx, "손님", "guest")
    assert [guest.id, "guest", "active", "손님"] in [line.split() for line in does(owned, "person", "list")]
    assert does(owned, "person", "ban", guest.id) == ["손님 is shown out."]
    assert does(owned, "person", "unban", guest.id) == ["손님 may come in again."]


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What those who run are left to see."""
    left: list[str] = []
    mark = facts.mark_untold

    def marked(tx: Transaction) -> None:
        mark(tx)
        left.append(facts.untold(tx.connection))

    monkeypatch.setattr(facts, "mark_untold", marked)
    return left


def test_those_who_run_can_see_that_something_was_done(owned: Database, marks: list[str]) -> None:
    does(owned, "person", "add", "eve", "이브")
    does(owned, "person", "role", "eve", "admin")
    with owned.read() as snapshot:
        assert [facts.untold(snapshot)] == marks[1:]


def test_what_nobody_would_be_told_of_leaves_no_mark(owned: Database, marks: list[str]) -> None:
    does(owned, "person", "list")
    assert refuses(owned, "person", "ban", "nobody") == "not_found"
    assert refuses(owned, "person", "role", "owner", "admin") == "last_owner"
    does(owned, "person", "reset-link", "owner")
    does(owned, "invite", "new")
    does(owned, "person", "role", "owner", "owner")
    assert marks == []


def test_however_much_goes_it_is_marked_when_they_are_out_and_when_it_is_gone(
    owned: Database, marks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "_AT_ONCE", 2)
    does(owned, "person", "add", "eve", "이브")
    with owned.write() as tx:
        eve = people.get(tx.connection, accounts.holder(tx.connection, "eve") or steward.HOUSE.id)
        assert eve is not None
        for _ in range(9):
            rows.said(tx, HOME, eve)
    marks.clear()
    assert does(owned, "person", "erase", "eve", "--yes") == ["이브 is erased: 9 messages, 1 room."]
    assert len(marks) == 2


def test_links_are_made_listed_and_revoked(owned: Database) -> None:
    link, about, back = does(owned, "invite", "new", "--room", HOME, "--uses", "0", "--days", "0", "--note", "이웃")
    with owned.read() as snapshot:
        made = invitations.by_hash(snapshot, steward._hash(link.removeprefix(f"{URL}/join#")))
    assert made is not None
    assert (made.role, made.rooms, made.most, made.expires_at) == ("member", (HOME,), None, None)
    assert about.strip() == "as member, any number of uses, for ever"
    assert back.endswith(f"to revoke it: {made.id}")
    assert "1 use, until 2" in does(owned, "invite", "new")[1]
    assert "on this machine only" in does(owned, "invite", "new", url="http://localhost:8000")[-1]
    assert does(owned, "invite", "list")[2:] == [f"{made.id}  member  0/∞  for ever  이웃"]
    assert does(owned, "invite", "revoke", made.id)
    assert "revoked" in does(owned, "invite", "list")[2]
    assert refuses(owned, "invite", "revoke", "nothing") == "not_found"


def test_a_house_without_an_owner_is_set_up_first(database: Database) -> None:
    assert refuses(database, "invite", "new") == "not_set_up"
    assert refuses(database, "person", "add", "jiwoo", "김지우") == "not_set_up"
    assert does(database, "person", "list")[0].startswith("Nobody yet.")
    assert does(database, "invite", "list")[0].startswith("No invitations yet.")
