"""What people may look at of their own accounts, and what the edge has to know to let them in."""

from typing import Literal

from typing_extensions import TypedDict

from madang.actions.tickets import must_be_vouched_for
from madang.domain import handles, policy
from madang.domain.accounts import Account, Identity
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.profiles import Profile
from madang.domain.rooms import RoomState
from madang.domain.sessions import Session
from madang.store import accounts, blocks, directory, erasures, messages, people, sessions, states, tickets
from madang.store.database import Snapshot

PAGE = 500
"""Messages that are taken along at once."""


class MyAccount(TypedDict):
    """`password` and `totp`: whether there is one. `recovery_codes`: how many are left."""

    handle: str
    email: str | None
    email_verified: bool
    password: bool
    totp: bool
    recovery_codes: int
    identities: list[Identity]


def by_login(snapshot: Snapshot, login: str) -> Account | None:
    return accounts.by_login(snapshot, handles.normal(login))


def is_verified(snapshot: Snapshot, email: str) -> bool:
    """Whether somebody here has shown that this address is theirs."""
    return accounts.holder(snapshot, handles.normal(email)) is not None


def find(snapshot: Snapshot, who: Person) -> Account | None:
    return accounts.of(snapshot, who.id)


def of(snapshot: Snapshot, who: Person) -> Account:
    """For the edge alone: there is a hash in it. Refuses `not_found` to a guest."""
    account = accounts.of(snapshot, who.id)
    if account is None:
        raise Refusal("not_found", "You came in without an account, with just a name.")
    return account


def count_messages(snapshot: Snapshot, person: PersonId) -> int:
    """How many of theirs there are: a long look, if they have been in large rooms."""
    return erasures.count(snapshot, person)


class Opens(TypedDict):
    """What a key opens, and whose account that is."""

    opens: Literal["password", "phone"]
    name: str
    handle: str


def opened_by(snapshot: Snapshot, hash: bytes, now: str) -> Opens:
    """Refuses `expired`, also for a key that never was one: nobody learns which there are."""
    ticket = tickets.find(snapshot, hash, now)
    found = people.standing(snapshot, ticket.person) if ticket else None
    account = accounts.of(snapshot, ticket.person) if ticket else None
    if ticket is None or account is None or found is None or found[1] != "active":
        raise policy.expired_ticket()
    must_be_vouched_for(snapshot, ticket, found[0])
    name, handle = found[0].name, account.handle
    if ticket.purpose in ("reset", "forgotten"):
        return Opens(opens="password", name=name, handle=handle)
    asking = bytes.fromhex(ticket.about) if ticket.purpose == "phone" else b""
    if asking not in sessions.holding(snapshot, [asking], now):
        raise policy.expired_ticket()
    return Opens(opens="phone", name=name, handle=handle)


def mine(snapshot: Snapshot, who: Person) -> MyAccount:
    account = of(snapshot, who)
    return MyAccount(
        handle=account.handle,
        email=account.email,
        email_verified=account.email_verified,
        password=account.password is not None,
        totp=account.totp_secret is not None,
        recovery_codes=accounts.count_recovery_codes(snapshot, who.id),
        identities=accounts.identities_of(snapshot, who.id),
    )


class Belongings(TypedDict):
    """All that the house keeps of somebody, but for what they said."""

    me: Person
    profile: Profile | None
    account: MyAccount | None
    blocked: list[PersonId]
    sessions: list[Session]
    rooms: list[RoomState]


def belongings(snapshot: Snapshot, who: Person, now: str, current: bytes) -> Belongings:
    return Belongings(
        me=who,
        profile=directory.get(snapshot, who.id, now),
        account=mine(snapshot, who) if find(snapshot, who) else None,
        blocked=blocks.of(snapshot, who.id),
        sessions=sessions.listed(snapshot, who.id, now, current),
        rooms=states.of(snapshot, [who.id]).get(who.id, []),
    )


def said(snapshot: Snapshot, who: Person, after: str) -> list[Message]:
    """Some of what they said, wherever that was, after the message of this id."""
    return messages.by_author(snapshot, who.id, after, PAGE)


def sessions_of(snapshot: Snapshot, who: Person, person: PersonId, now: str) -> list[Session]:
    """Those of somebody else, for who looks after the house."""
    policy.must_be_staff(who)
    found = people.standing(snapshot, person)
    if found is None:
        raise policy.no_such_person(person)
    policy.may_look_after(who, found[0])
    return sessions.listed(snapshot, person, now, b"")


def my_sessions(snapshot: Snapshot, who: Person, now: str, current: bytes) -> list[Session]:
    return sessions.listed(snapshot, who.id, now, current)
