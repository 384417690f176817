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
from madang.domain.rooms import HOME
from madang.store import accounts, people, rooms, tickets
from madang.store import sessions as kept_sessions


def register(turn: Turn, command: Register) -> Happening:
    """`turn.who` is the member to be."""
    if turn.place().registration != "open":
        raise Refusal("forbidden", "One gets an account here by an invitation; ask somebody who is in.")
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name), role="member")
    people.add(turn.tx, me, turn.now)
    return Happening(Named(me), begin(turn, me, command))


def begin(turn: Turn, who: Person, command: Register | ClaimHouse) -> tuple[Event, ...]:
    """The account of somebody who is kept already: from now on they sign in, and they are at home. Refuses `invalid`,
    `handle_taken`."""
    handle = handles.sound(command.handle)
    email = handles.email(command.email) if command.email else None
    _must_be_free(turn, who, handle)
    accounts.add(turn.tx, Account(who.id, handle, email, password=command.password))
    kept_sessions.add(turn.tx, who.id, command.session, turn.now)
    return members.enter(turn, who, HOME).events if rooms.find(turn.tx, HOME) else ()


def set_password(turn: Turn, command: SetPassword) -> Happening:
    """All other places are signed out, whoever is there."""
    account = factors.mine(turn)
    if account.password != command.verified:
        raise policy.wrong_login()
    accounts.change(turn.tx, account.person, password=command.password)
    return Happening(Nothing(), sessions.all_ended(turn, account.person, but=command.asking))


def set_handle(turn: Turn, command: SetHandle) -> Happening:
    account, handle = factors.mine(turn), handles.sound(command.handle)
    _must_be_free(turn, turn.who, handle)
    accounts.change(turn.tx, account.person, handle=handle)
    return Happening(Nothing())


def set_email(turn: Turn, command: SetEmail) -> Happening:
    """Nobody knows yet who reads there, and whoever asks is not told whether somebody else does."""
    account = factors.mine(turn)
    email = handles.email(command.email) if command.email else None
    if email != account.email:
        accounts.change(turn.tx, account.person, email=email, email_verified=False)
        tickets.remove_of(turn.tx, account.person, "email", "forgotten")
    return Happening(Nothing())


def _must_be_free(turn: Turn, who: Person, handle: str) -> None:
    if accounts.holder(turn.tx.connection, handle) not in (None, who.id):
        raise Refusal("handle_taken", f"Somebody here has {handle!a} already; choose another.")
