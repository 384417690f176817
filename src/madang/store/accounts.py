"""Accounts as they are kept, with their recovery codes and what other houses know their people by."""

from collections.abc import Collection

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from madang.domain.accounts import Account, Identity
from madang.domain.ids import PersonId
from madang.domain.people import Person, State
from madang.store.account_tables import accounts, identities, recovery_codes
from madang.store.people import PERSON
from madang.store.tables import people
from madang.store.transaction import Transaction

_ACCOUNT = (
    accounts.c.person,
    accounts.c.handle,
    accounts.c.email,
    accounts.c.email_verified,
    accounts.c.password,
    accounts.c.totp_secret,
    accounts.c.totp_pending,
    accounts.c.totp_step,
)
# An address counts once it is verified: until then anybody may have written it down.
_IS_HELD = or_(
    accounts.c.handle == bindparam("login"), and_(accounts.c.email == bindparam("login"), accounts.c.email_verified)
)
_SELECT = select(*_ACCOUNT)
_OF = _SELECT.where(accounts.c.person == bindparam("of_person"))
_BY_LOGIN = select(*_ACCOUNT).join(people, people.c.id == accounts.c.person).where(_IS_HELD, people.c.state == "active")
_HOLDER = select(accounts.c.person).where(_IS_HELD)


def add(tx: Transaction, account: Account) -> None:
    tx.writing.execute(
        accounts.insert().values(
            person=account.person,
            handle=account.handle,
            email=account.email,
            email_verified=account.email_verified,
            password=account.password,
        )
    )


def of(connection: Connection, person: PersonId) -> Account | None:
    row = connection.execute(_OF, {"of_person": person}).first()
    return Account(*row) if row else None


def by_login(connection: Connection, login: str) -> Account | None:
    """Of somebody who may sign in; `login` is a handle or a verified mail address in its one spelling."""
    row = connection.execute(_BY_LOGIN, {"login": login}).first()
    return Account(*row) if row else None


def holder(connection: Connection, login: str) -> PersonId | None:
    """Who has this handle or verified mail address, be they let in or not."""
    found = connection.execute(_HOLDER, {"login": login}).scalar()
    return PersonId(found) if found else None


def change(tx: Transaction, person: PersonId, **to: object) -> None:
    """Sets these columns."""
    tx.writing.execute(accounts.update().where(accounts.c.person == person).values(**to))


def remove(tx: Transaction, person: PersonId) -> None:
    """With everything by which they could sign in."""
    set_recovery_codes(tx, person, ())
    tx.writing.execute(identities.delete().where(identities.c.person == person))
    tx.writing.execute(accounts.delete().where(accounts.c.person == person))


# ── recovery codes ───────────────────────────────────────────────────────────────────────────────────────────


def set_recovery_codes(tx: Transaction, person: PersonId, hashes: Collection[bytes]) -> None:
    """These, and no earlier ones."""
    tx.writing.execute(recovery_codes.delete().where(recovery_codes.c.person == person))
    if hashes:
        tx.writing.execute(recovery_codes.insert(), [{"hash": hash, "person": person} for hash in hashes])


def use_recovery_code(tx: Transaction, person: PersonId, hash: bytes) -> bool:
    """Whether there was such a code; it is used up now."""
    used = tx.writing.execute(
        recovery_codes.delete().where(recovery_codes.c.person == person, recovery_codes.c.hash == hash)
    )
    return used.rowcount == 1


def count_recovery_codes(connection: Connection, person: PersonId) -> int:
    counted = select(func.count()).select_from(recovery_codes).where(recovery_codes.c.person == person)
    return int(connection.execute(counted).scalar_one())


# ── identities ───────────────────────────────────────────────────────────────────────────────────────────────


def add_identity(tx: Transaction, person: PersonId, identity: Identity) -> None:
    tx.writing.execute(
        identities.insert().values(
            issuer=identity.issuer, subject=identity.subject, person=person, created_at=identity.created_at
        )
    )


def identities_of(connection: Connection, person: PersonId) -> list[Identity]:
    found = connection.execute(
        select(identities.c.issuer, identities.c.subject, identities.c.created_at)
        .where(identities.c.person == person)
        .order_by(identities.c.created_at)
    )
    return [Identity(*row) for row in found]


def remove_identity(tx: Transaction, issuer: str, subject: str) -> None:
    tx.writing.execute(identities.delete().where(identities.c.issuer == issuer, identities.c.subject == subject))


def by_identity(connection: Connection, issuer: str, subject: str) -> tuple[Person, State] | None:
    row = connection.execute(
        select(*PERSON, people.c.state)
        .join(identities, identities.c.person == people.c.id)
        .where(identities.c.issuer == issuer, identities.c.subject == subject)
    ).first()
    return (Person(*row[:-1]), row[-1]) if row else None
