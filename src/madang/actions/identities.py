"""Signing in by another house, which vouches for its people. Who is who here is decided by a verified mail address."""

import dataclasses

from madang.actions import factors, members
from madang.actions.turn import Turn
from madang.domain import handles, policy, texts
from madang.domain.account_commands import SignInElsewhere, UnlinkIdentity
from madang.domain.accounts import Account, Identity, Somebody
from madang.domain.errors import Refusal
from madang.domain.events import Event
from madang.domain.ids import PersonId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.store import accounts, people, sessions


def sign_in(turn: Turn, command: SignInElsewhere) -> Happening:
    """`turn.who` is who comes into being if nobody here is meant."""
    if not turn.place().claimed:
        raise Refusal("not_set_up", "This house has no owner yet.")
    known = _known(turn, command.somebody)
    who, events = (known, ()) if known else _newcomer(turn, command.somebody)
    sessions.add(turn.tx, who.id, command.session, turn.now)
    return Happening(Named(who), events)


def unlink(turn: Turn, command: UnlinkIdentity) -> Happening:
    """Whoever could not come in afterwards keeps it."""
    people.lock(turn.tx, turn.who.id)  # of the last two, one stays
    account = factors.mine(turn)
    linked = accounts.identities_of(turn.tx.connection, account.person)
    if (command.issuer, command.subject) not in [(each.issuer, each.subject) for each in linked]:
        raise Refusal("not_found", "Your account is not linked to this identity.")
    if account.password is None and len(linked) == 1:
        raise Refusal("forbidden", "You sign in by this alone. Set a password first, then unlink it.")
    accounts.remove_identity(turn.tx, command.issuer, command.subject)
    return Happening(Nothing())


def _known(turn: Turn, somebody: Somebody) -> Person | None:
    """Whoever came this way before, or has this very mail address and has shown that it is theirs."""
    there = accounts.by_identity(turn.tx.connection, somebody.issuer, somebody.subject)
    holder = there[0].id if there else None
    if holder is None and somebody.email and (holder := accounts.holder(turn.tx.connection, somebody.email)):
        _link(turn, somebody, holder)
    found = people.held(turn.tx, holder) if holder else None
    if found is not None and found[1] != "active":
        raise policy.wrong_login()
    return found[0] if found else None


def _newcomer(turn: Turn, somebody: Somebody) -> tuple[Person, tuple[Event, ...]]:
    if not somebody.welcome:
        policy.may_register(turn.place())
    me = dataclasses.replace(turn.who, name=_name(somebody), role="member")
    people.add(turn.tx, me, turn.now)
    accounts.add(turn.tx, Account(me.id, _handle(turn, somebody), somebody.email, somebody.email is not None))
    _link(turn, somebody, me.id)
    return me, members.come_home(turn, me)


def _link(turn: Turn, somebody: Somebody, person: PersonId) -> None:
    accounts.add_identity(turn.tx, person, Identity(somebody.issuer, somebody.subject, turn.now))


def _name(somebody: Somebody) -> str:
    """As it is there, as far as names here may be so."""
    for name in (somebody.name[: texts.PERSON_NAME_LENGTH], somebody.handle[: texts.PERSON_NAME_LENGTH]):
        try:
            return texts.person_name(name)
        except Refusal:
            continue
    return "?"


def _handle(turn: Turn, somebody: Somebody) -> str:
    """As it is there, if nobody here has it; otherwise with a number."""
    there = "".join(char for char in handles.normal(somebody.handle) if char.isalnum() or char in "._-")
    try:
        wanted = handles.sound(there[: handles.LONGEST - 4].strip("._-"))
    except Refusal:
        wanted = "person"
    for handle in (wanted, *(f"{wanted}{number}" for number in range(2, 1_000))):
        if accounts.holder(turn.tx.connection, handle) is None:
            return handle
    return f"person-{turn.who.id[-12:]}"
