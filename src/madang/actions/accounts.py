"""Making an account, and changing by what one signs in. Whoever asks has shown the password where one is due."""

import dataclasses

from madang.actions import factors, members, sessions
from madang.actions.turn import Turn
from madang.domain import handles, policy, texts
from madang.domain.account_commands import ClaimHouse, Register, SetEmail, SetHandle, SetPassword
from madang.domain.accounts import Account
from madang.domain.errors import Refusal
from madang.domain.events import Event
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.store import accounts, people, tickets
from madang.store import sessions as kept_sessions


def register(turn: Turn, command: Register) -> Happening:
    """`turn.who` is the member to be."""
    policy.may_register(turn.place())
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name), role="member")
    people.add(turn.tx, me, turn.now)
    return Happening(Named(me), begin(turn, me, command))


def begin(turn: Turn, who: Person, command: Register | ClaimHouse) -> tuple[Event, ...]:
    """The account of somebody who is kept already: from now on they sign in, and they are at home. Refuses `invalid`,
    `handle_taken`."""
    handle = _free(turn, command.handle, who)
    email = handles.email(command.email) if command.email else None
    accounts.add(turn.tx, Account(who.id, handle, email, password=command.password))
    kept_sessions.add(turn.tx, who.id, command.session, turn.now)
    return members.come_home(turn, who)


def add(turn: Turn, who: Person, handle: str) -> tuple[Event, ...]:
    """Somebody new, with an account and no password yet; at home from the first moment."""
    handle = _free(turn, handle)
    people.add(turn.tx, who, turn.now)
    accounts.add(turn.tx, Account(who.id, handle))
    return members.come_home(turn, who)


def set_password(turn: Turn, command: SetPassword) -> Happening:
    """All other places are signed out, whoever is there."""
    account = factors.mine(turn)
    if account.password != command.verified:
        raise policy.wrong_login()
    accounts.change(turn.tx, account.person, password=command.password)
    return Happening(Nothing(), sessions.all_ended(turn, account.person, but=command.asking))


def set_handle(turn: Turn, command: SetHandle) -> Happening:
    account = factors.mine(turn)
    accounts.change(turn.tx, account.person, handle=_free(turn, command.handle, turn.who))
    return Happening(Nothing())


def set_email(turn: Turn, command: SetEmail) -> Happening:
    """Nobody knows yet who reads there, and whoever asks is not told whether somebody else does."""
    account = factors.mine(turn)
    email = handles.email(command.email) if command.email else None
    if email != account.email:
        accounts.change(turn.tx, account.person, email=email, email_verified=False)
        tickets.remove_of(turn.tx, account.person, "email", "forgotten")
    return Happening(Nothing())


def _free(turn: Turn, wanted: str, who: Person | None = None) -> str:
    """The handle as it is kept, which nobody has, or only `who`."""
    handle = handles.sound(wanted)
    if accounts.holder(turn.tx.connection, handle) not in (None, who and who.id):
        raise Refusal("handle_taken", f"Somebody here has {handle!a} already; choose another.")
    return handle
