"""Keys that open one thing once: a new password, a session on a telephone, a mail address. Only hashes are here."""

import dataclasses

from madang.actions import factors, sessions
from madang.actions.turn import Turn
from madang.domain import policy
from madang.domain.account_commands import ClaimPhone, IssueTicket, ResetPassword, VerifyEmail
from madang.domain.accounts import Purpose, Ticket
from madang.domain.errors import Refusal
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.people import Person
from madang.store import accounts, audit, people, tickets
from madang.store import sessions as kept_sessions
from madang.store.database import Snapshot


def issue(turn: Turn, command: IssueTicket) -> Happening:
    ticket = command.ticket
    if ticket.purpose == "reset":
        ticket = _given(turn, ticket)
    if accounts.of(turn.tx.connection, ticket.person) is None:
        raise Refusal("not_found", "There is no such account.")
    tickets.add(turn.tx, ticket, turn.now)
    return Happening(Nothing())


def _given(turn: Turn, ticket: Ticket) -> Ticket:
    """The ticket, with whoever makes it, as far as they may."""
    who, whom = turn.who, people.get(turn.tx.connection, ticket.person)
    policy.must_be_staff(who)
    if whom is None:
        raise Refusal("not_found", "There is no such person.")
    policy.may_make_reset_link(who, whom)
    audit.add(turn.tx, turn.now, who.id, "person.reset_link", whom.id)
    by = people.get(turn.tx.connection, who.id)  # whoever sits at the machine is nobody who is kept
    return dataclasses.replace(ticket, made_by=by.id if by else None)


def reset(turn: Turn, command: ResetPassword) -> Happening:
    """Everybody who was signed in as this person is signed out, programs too. A key that somebody who looks after the
    house gave by hand takes the second factor away as well: it is for those who have lost everything."""
    ticket, who = _used(turn, command.ticket, "reset", "forgotten")
    account = accounts.of(turn.tx.connection, who.id)
    assert account is not None, "it goes together with its tickets"
    accounts.change(turn.tx, who.id, password=command.password)
    if ticket.purpose == "reset":
        factors.forget(turn, account)
    return Happening(Nothing(), sessions.all_ended(turn, who.id))


def claim_phone(turn: Turn, command: ClaimPhone) -> Happening:
    """Only as long as the session that asked for it is still there."""
    ticket, who = _used(turn, command.ticket, "phone")
    if bytes.fromhex(ticket.about) not in kept_sessions.holding(
        turn.tx.connection, [bytes.fromhex(ticket.about)], turn.now
    ):
        raise policy.expired_ticket()
    kept_sessions.add(turn.tx, who.id, command.session, turn.now)
    return Happening(Named(who))


def verify_email(turn: Turn, command: VerifyEmail) -> Happening:
    """The address must still be the one to which the mail went, and whoever asks the one who gave it."""
    ticket, who = _used(turn, command.ticket, "email")
    account = accounts.of(turn.tx.connection, who.id)
    if who.id != turn.who.id or account is None or account.email != ticket.about:
        raise policy.expired_ticket()
    if accounts.holder(turn.tx.connection, ticket.about) not in (None, who.id):
        raise Refusal("handle_taken", "This address was verified for another account here; sign in with that one.")
    accounts.change(turn.tx, who.id, email_verified=True)
    return Happening(Nothing())


def _used(turn: Turn, hash: bytes, *purposes: Purpose) -> tuple[Ticket, Person]:
    """The ticket and whose it is; refuses `expired`."""
    ticket = tickets.use(turn.tx, hash, turn.now)
    found = people.held(turn.tx, ticket.person) if ticket else None
    if ticket is None or ticket.purpose not in purposes or found is None or found[1] != "active":
        raise policy.expired_ticket()
    must_be_vouched_for(turn.tx.connection, ticket, found[0])
    return ticket, found[0]


def must_be_vouched_for(connection: Snapshot, ticket: Ticket, whom: Person) -> None:
    """Whoever gave it by hand must still be let in, and may still do it; refuses `expired`."""
    if ticket.made_by is None:
        return
    by = people.standing(connection, ticket.made_by)
    if by is None or not policy.still_makes_reset_link(*by, whom):
        raise policy.expired_ticket()
