"""Looking after the house from the command line, for when no browser is at hand: the same actions by the same policy,
written down like all others. It speaks to the store alone, and leaves a mark there which those who run look out for."""

import argparse
import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from madang import actions
from madang.actions.turn import Turn
from madang.api.origins import is_loopback
from madang.domain import handles, ids, policy, times
from madang.domain.account_commands import ErasePerson, IssueTicket
from madang.domain.accounts import Ticket
from madang.domain.chores import EraseMessages
from madang.domain.commands import AnyCommand
from madang.domain.errors import Refusal
from madang.domain.house_commands import (
    AddPerson,
    Ban,
    Invite,
    RevokeInvitation,
    SetRole,
    SetState,
    Unban,
)
from madang.domain.ids import PersonId
from madang.domain.outcomes import Erased, Outcome
from madang.domain.people import Person
from madang.store import accounts, directory, facts, invitations, people
from madang.store.database import Database
from madang.store.schema import Facts

HOUSE = Person(PersonId("00000000-0000-7000-8000-000000000000"), "madang", "owner")
"""Whoever sits at the machine may do what an owner may."""
_DAY = 24 * 3600
_PAGE = 500
_SET_UP = "Start the server, open the link after 'set up' that it prints, and become the owner."


def describe(verbs: Any) -> None:
    """Adds `person …` and `invite …` to the command line."""
    person = _Acts(verbs, "person", "list and look after people")
    person.add("list", "everybody: handle (or id), role, state, name")
    add = person.add("add", "make an account, and a link to choose its password with")
    add.add_argument("handle")
    add.add_argument("name")
    add.add_argument("--role", default="member", choices=("owner", "admin", "member"))
    role = _about_somebody(person, "role", "say what somebody is in the house")
    role.add_argument("role", choices=policy.ROLES)
    _about_somebody(person, "reset-link", "a link with which somebody sets a new password")
    _about_somebody(person, "deactivate", "close an account for the time being")
    _about_somebody(person, "reactivate", "open it again")
    ban = _about_somebody(person, "ban", "show somebody out")
    ban.add_argument("--purge", action="store_true", help="with all that they said")
    _about_somebody(person, "unban", "let somebody in again")
    erase = _about_somebody(person, "erase", "take somebody away for good, with all that they said")
    for final in (ban, erase):
        final.add_argument("--yes", action="store_true", help="do not ask before something is deleted")
    person.tell()
    invite = _Acts(verbs, "invite", "list, make and revoke invitations")
    invite.add("list", "all of them: id, role, uses, until when")
    new = invite.add("new", "make a link by which people come in")
    new.add_argument("--role", default="member", choices=("admin", "member", "guest"))
    new.add_argument("--room", action="append", default=[], help="the id of a room; as often as you like")
    new.add_argument("--uses", type=int, default=1, help="0: any number of times")
    new.add_argument("--days", type=int, default=7, help="0: for ever")
    new.add_argument("--note", default="")
    invite.add("revoke", "nobody comes in by it any more").add_argument("id")
    invite.tell()


class _Acts:
    """What can be done with people, or with invitations; its help shows the arguments of each."""

    def __init__(self, verbs: Any, name: str, help: str) -> None:
        self._parser = verbs.add_parser(name, help=help, formatter_class=argparse.RawDescriptionHelpFormatter)
        self._acts = self._parser.add_subparsers(dest="act", required=True, metavar="act")
        self._usages: list[argparse.ArgumentParser] = []

    def add(self, name: str, help: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = self._acts.add_parser(name, help=help)
        self._usages.append(made)
        return made

    def tell(self) -> None:
        """Once every act has its arguments."""
        self._parser.epilog = "".join(
            each.format_usage().removeprefix("usage: ").replace(" [-h]", "") for each in self._usages
        )


def _about_somebody(acts: _Acts, name: str, help: str) -> argparse.ArgumentParser:
    found = acts.add(name, help)
    found.add_argument("who", help="a handle, a mail address, or an id")
    return found


class Steward:
    """`url` is where the house is, for links; `asks` puts a question to whoever is there, who says yes or no."""

    def __init__(self, database: Database, facts: Facts, url: str, asks: Callable[[str], bool]) -> None:
        self._database = database
        self._facts = facts
        self._url = url
        self._asks = asks

    def does(self, given: argparse.Namespace) -> Iterator[str]:
        """The lines to be shown; raises `Refusal`."""
        if given.verb == "invite":
            yield from {"list": self._invitations, "new": self._invite, "revoke": self._revoke}[given.act](given)
        elif given.act == "list":
            yield from self._people()
        elif given.act == "add":
            yield from self._add(given)
        else:
            yield from self._about(self._somebody(given.who), given)

    def _about(self, whom: Person, given: argparse.Namespace) -> Iterator[str]:
        match given.act:
            case "role":
                self._do(SetRole(whom.id, given.role))
                yield f"{whom.name} is now {given.role}."
            case "reset-link":
                yield from self._reset_link(whom.id)
            case "deactivate":
                self._do(SetState(whom.id, "deactivated"))
                yield f"The account of {whom.name} is closed; 'reactivate' opens it again."
            case "reactivate":
                self._do(SetState(whom.id, "active"))
                yield f"The account of {whom.name} is open again."
            case "ban":
                yield from self._ban(whom, given)
            case "unban":
                self._do(Unban(whom.id))
                yield f"{whom.name} may come in again."
            case _:
                yield self._erase(whom, given)

    def _ban(self, whom: Person, given: argparse.Namespace) -> Iterator[str]:
        if given.purge:
            self._be_sure(given, f"Show {whom.name} out, and delete all that they said?")
        self._do(Ban(whom.id, given.purge))
        yield f"{whom.name} is shown out."
        if given.purge:
            yield f"{_many(self._erase_on(), 'message')} deleted."

    def _erase(self, whom: Person, given: argparse.Namespace) -> str:
        self._be_sure(given, f"Erase {whom.name} for good, with all that they said?")
        erased = self._do(ErasePerson(whom.id))
        assert isinstance(erased, Erased)
        return f"{whom.name} is erased: {_many(self._erase_on(), 'message')}, {_many(erased.rooms, 'room')}."

    def _be_sure(self, given: argparse.Namespace, question: str) -> None:
        if not (given.yes or self._asks(f"{question} It cannot be undone.")):
            raise Refusal("invalid", "Nothing was done. To delete for good without being asked, add --yes.")

    def _add(self, given: argparse.Namespace) -> Iterator[str]:
        id = PersonId(self._new_id())
        self._do(AddPerson(id, given.name, given.handle, given.role))
        yield f"{given.name} has an account. To choose a password:"
        yield from self._reset_link(id)

    def _reset_link(self, person: PersonId) -> Iterator[str]:
        key, until = secrets.token_urlsafe(32), times.written(time.time() + _DAY)
        self._do(IssueTicket(Ticket(_hash(key), "reset", person, until)))
        yield f"  {self._url}/reset#{key}"
        yield f"  good once, until {until}"
        yield from self._only_here()

    def _people(self) -> Iterator[str]:
        roles, states = policy.people_seen(HOUSE)
        after: PersonId | None = None
        while True:
            with self._database.read() as snapshot:
                how: dict[str, Any] = {"query": "", "after": after, "limit": _PAGE, "roles": roles, "states": states}
                found = directory.page(snapshot, self._now(), **how)
            for each in found:
                yield f"{each.handle or each.id:<36} {each.role:<8} {each.state:<12} {each.name}"
            if not found and after is None:
                yield f"Nobody yet. {_SET_UP}"
            if len(found) < _PAGE:
                return
            after = found[-1].id

    def _invite(self, given: argparse.Namespace) -> Iterator[str]:
        """In the name of an owner, as everybody comes by somebody's invitation."""
        with self._database.read() as snapshot:
            owner = people.first_owner(snapshot)
        if owner is None:
            raise Refusal("not_set_up", f"This house has no owner yet. {_SET_UP}")
        key = secrets.token_urlsafe(32)
        until = times.written(time.time() + given.days * _DAY) if given.days > 0 else None
        rooms = tuple(given.room)
        uses = given.uses if given.uses > 0 else None
        id = self._new_id()
        self._do(Invite(id, _hash(key), given.role, rooms, given.note, until, uses), owner)
        yield f"{self._url}/join#{key}"
        yield f"  as {given.role}, {_many(uses, 'use') if uses else 'any number of uses'}, {_until(until)}"
        yield f"  its id, to revoke it: {id}"
        yield from self._only_here()

    def _invitations(self, _: argparse.Namespace) -> Iterator[str]:
        with self._database.read() as snapshot:
            found = invitations.listed(snapshot, None, _PAGE)
        for each in found:
            until = "revoked" if each.revoked_at else _until(each.expires_at)
            yield f"{each.id}  {each.role:<7} {each.used}/{each.most or '∞'}  {until}  {each.note}"
        if not found:
            yield "No invitations yet. 'madang invite new' makes one."

    def _revoke(self, given: argparse.Namespace) -> Iterator[str]:
        self._do(RevokeInvitation(given.id))
        yield "Nobody comes in by it any more."

    def _only_here(self) -> Iterator[str]:
        if is_loopback(urlsplit(self._url).hostname or ""):
            yield "  good on this machine only; links for others begin with MADANG_PUBLIC_URL, once it is set"

    def _erase_on(self) -> int:
        gone = 0
        try:
            while isinstance(erased := self._do(EraseMessages(), mark=False), Erased):
                gone += erased.messages
        finally:  # once for all pieces: each mark has everything read anew
            if gone:
                with self._database.write() as tx:
                    facts.mark_untold(tx)
        return gone

    def _somebody(self, named: str) -> Person:
        login = handles.normal(named)
        with self._database.read() as snapshot:
            found = people.get(snapshot, accounts.holder(snapshot, login) or PersonId(named))
        if found is None:
            raise Refusal("not_found", f"There is nobody here whose handle, mail address or id is {named!a}.")
        return found

    def _do(self, command: AnyCommand, who: Person = HOUSE, *, mark: bool = True) -> Outcome:
        with self._database.write() as tx, tx.attempt():
            happening = actions.perform(Turn(tx, who, self._now(), self._facts.secret), command)
            if happening.events and mark:
                facts.mark_untold(tx)
            return happening.outcome

    def _now(self) -> str:
        return times.written(time.time())

    def _new_id(self) -> str:
        return ids.new(int(time.time() * 1000))


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _until(end: str | None) -> str:
    return f"until {end}" if end else "for ever"


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
