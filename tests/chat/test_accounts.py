"""What people may look at of their own accounts."""

import pytest

from madang.chat import accounts
from madang.domain.accounts import Account, Ticket
from madang.domain.errors import Refusal
from madang.domain.people import Person
from madang.domain.sessions import NewSession
from madang.store import accounts as kept
from madang.store import sessions, tickets
from madang.store.database import Database
from tests.store import rows


@pytest.fixture
def jiwoo(database: Database) -> Person:
    with database.write() as tx:
        who = rows.person(tx, role="member")
        kept.add(tx, Account(who.id, "지우", "jiwoo@example.com", password="$hash"))
        kept.set_recovery_codes(tx, who.id, [b"a", b"b"])
        sessions.add(tx, who.id, NewSession(b"s" * 32, rows.LATER), rows.NOW)
    return who


def test_nobody_sees_a_secret_of_their_account(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        kept.change(tx, jiwoo.id, totp_secret="SECRET", totp_pending="PENDING")
    with database.read() as snapshot:
        mine = accounts.mine(snapshot, jiwoo)
    assert mine == {
        "handle": "지우",
        "email": "jiwoo@example.com",
        "email_verified": False,
        "password": True,
        "totp": True,
        "recovery_codes": 2,
        "identities": [],
    }


def test_a_guest_has_no_account(database: Database) -> None:
    with database.write() as tx:
        guest = rows.person(tx)
    with database.read() as snapshot:
        assert accounts.find(snapshot, guest) is None
        for look in (accounts.mine, accounts.of):
            with pytest.raises(Refusal) as refused:
                look(snapshot, guest)
            assert refused.value.code == "not_found"


def test_an_account_is_found_however_the_login_is_typed(database: Database, jiwoo: Person) -> None:
    with database.write() as tx:
        kept.change(tx, jiwoo.id, email_verified=True)
    with database.read() as snapshot:
        for login in ("지우", " 지우 ", "JIWOO@example.com"):
            found = accounts.by_login(snapshot, login)
            assert found is not None
            assert found.person == jiwoo.id
        assert accounts.is_verified(snapshot, " JIWOO@example.com")
        assert not accounts.is_verified(snapshot, "minjun@example.com")
        (session,) = accounts.my_sessions(snapshot, jiwoo, rows.NOW, b"s" * 32)
        assert session.current


def test_a_key_tells_whose_account_it_opens_as_long_as_it_opens_it(database: Database, jiwoo: Person) -> None:
    opened = {
        b"r" * 32: ("reset", "", "password"),
        b"f" * 32: ("forgotten", "", "password"),
        b"p" * 32: ("phone", (b"s" * 32).hex(), "phone"),
        b"o" * 32: ("phone", (b"o" * 32).hex(), None),  # of a session that is over
        b"e" * 32: ("email", "jiwoo@example.com", None),
    }
    for key, (purpose, about, opens) in opened.items():
        with database.write() as tx:
            tickets.add(tx, Ticket(key, purpose, jiwoo.id, rows.LATER, about), rows.NOW)  # type: ignore[arg-type]
        with database.read() as snapshot:
            if opens:
                found = accounts.opened_by(snapshot, key, rows.NOW)
                assert found == {"opens": opens, "name": jiwoo.name, "handle": "지우"}
            with pytest.raises(Refusal, match="ask for a new one"):
                accounts.opened_by(snapshot, key, rows.NOW if opens is None else rows.LATER)
