"""Accounts as they are kept."""

import dataclasses

import pytest

from madang.domain.accounts import Account, Identity
from madang.store import accounts, people
from madang.store.database import Database
from madang.store.transaction import StoreConflict, Transaction
from tests.store import rows


def an_account(tx: Transaction, handle: str = "jiwoo", email: str | None = "jiwoo@example.com") -> Account:
    added = Account(rows.person(tx, role="member").id, handle, email, password="$argon2id$…")
    accounts.add(tx, added)
    return added


def test_an_account_is_found_by_what_one_signs_in_with(database: Database) -> None:
    with database.write() as tx:
        accounts.change(tx, (added := an_account(tx)).person, email_verified=True)
        an_account(tx, "minjun")
    with database.read() as snapshot:
        kept = accounts.of(snapshot, added.person)
        assert kept == dataclasses.replace(added, email_verified=True)
        for login in ("jiwoo", "jiwoo@example.com"):
            assert accounts.by_login(snapshot, login) == kept
            assert accounts.holder(snapshot, login) == kept.person
        for login in ("", "nobody", "example.com", "%", "minjun@example.com"):
            assert accounts.by_login(snapshot, login) is None
            assert accounts.holder(snapshot, login) is None


def test_who_is_not_let_in_cannot_sign_in_and_keeps_the_handle(database: Database) -> None:
    with database.write() as tx:
        kept = an_account(tx)
        people.change(tx, kept.person, state="deactivated")
    with database.read() as snapshot:
        assert accounts.by_login(snapshot, "jiwoo") is None
        assert accounts.holder(snapshot, "jiwoo") == kept.person


def test_an_address_that_is_not_verified_claims_nothing(database: Database) -> None:
    with database.write() as tx:
        for handle in ("jiwoo", "minjun"):
            an_account(tx, handle)
    with database.read() as snapshot:
        assert accounts.by_login(snapshot, "jiwoo@example.com") is None
        assert accounts.holder(snapshot, "jiwoo@example.com") is None


def test_two_who_take_one_handle_on_two_nodes_are_in_conflict(database: Database) -> None:
    with database.write() as tx:
        accounts.change(tx, an_account(tx).person, email_verified=True)
        other = rows.person(tx)
    with pytest.raises(StoreConflict), database.write() as tx:
        accounts.add(tx, Account(other.id, "jiwoo"))
    with database.write() as tx:
        accounts.add(tx, Account(other.id, "other"))
    with pytest.raises(StoreConflict), database.write() as tx:
        accounts.change(tx, other.id, email="jiwoo@example.com", email_verified=True)


def test_an_account_is_changed(database: Database) -> None:
    with database.write() as tx:
        kept = an_account(tx)
        accounts.change(tx, kept.person, totp_secret="s", totp_step=7, email_verified=True)
    with database.read() as snapshot:
        changed = dataclasses.replace(kept, totp_secret="s", totp_step=7, email_verified=True)
        assert accounts.of(snapshot, kept.person) == changed


def test_a_recovery_code_is_used_once_and_only_by_its_owner(database: Database) -> None:
    with database.write() as tx:
        mine, other = an_account(tx).person, an_account(tx, "minjun", None).person
        accounts.set_recovery_codes(tx, mine, [b"a" * 32, b"b" * 32])
        assert not accounts.use_recovery_code(tx, other, b"a" * 32)
        assert accounts.use_recovery_code(tx, mine, b"a" * 32)
        assert not accounts.use_recovery_code(tx, mine, b"a" * 32)
        assert accounts.count_recovery_codes(tx.connection, mine) == 1
        accounts.set_recovery_codes(tx, mine, [b"c" * 32])
        assert not accounts.use_recovery_code(tx, mine, b"b" * 32)
        assert accounts.count_recovery_codes(tx.connection, other) == 0


def test_another_house_knows_somebody_as_one_subject(database: Database) -> None:
    identity = Identity("https://id.example", "0815", rows.NOW)
    with database.write() as tx:
        mine = an_account(tx).person
        accounts.add_identity(tx, mine, identity)
    with database.read() as snapshot:
        found = accounts.by_identity(snapshot, identity.issuer, identity.subject)
        assert found is not None
        assert (found[0].id, found[1]) == (mine, "active")
        assert accounts.by_identity(snapshot, "https://other.example", identity.subject) is None
        assert accounts.identities_of(snapshot, mine) == [identity]
    with database.write() as tx:
        accounts.remove_identity(tx, identity.issuer, "another")
        assert accounts.identities_of(tx.connection, mine) == [identity]
        accounts.remove_identity(tx, identity.issuer, identity.subject)
        assert accounts.identities_of(tx.connection, mine) == []


def test_nothing_is_left_to_sign_in_with_once_an_account_is_removed(database: Database) -> None:
    with database.write() as tx:
        mine = an_account(tx).person
        accounts.set_recovery_codes(tx, mine, [b"a" * 32])
        accounts.add_identity(tx, mine, Identity("https://id.example", "0815", rows.NOW))
        accounts.remove(tx, mine)
    with database.read() as snapshot:
        assert accounts.of(snapshot, mine) is None
        assert accounts.identities_of(snapshot, mine) == []
        assert accounts.count_recovery_codes(snapshot, mine) == 0
