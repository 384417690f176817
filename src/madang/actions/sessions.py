"""Arriving with just a name, signing in, and signing out, here or elsewhere. Keys are not seen here, only hashes."""

import dataclasses

from madang.actions import factors, members
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts, times
from madang.domain.account_commands import EndSession, EndSessions, SignIn, StartSession
from madang.domain.chores import ClearSessions, SeeSessions
from madang.domain.errors import Refusal
from madang.domain.events import Event, SessionEnded
from madang.domain.ids import PersonId
from madang.domain.outcomes import Happening, Named, Nothing
from madang.domain.sessions import IDLE_SECONDS, LONGEST_SECONDS
from madang.store import accounts, people, rooms, sessions, tickets


def start(turn: Turn, command: StartSession) -> Happening:
    """`turn.who` is who is to be: a guest, in an open room. While the house has no owner, everybody in it is alike."""
    claimed, room = turn.place().claimed, ids.room(command.room)
    me = dataclasses.replace(turn.who, name=texts.person_name(command.name), role="guest" if claimed else "member")
    people.add(turn.tx, me, turn.now)
    sessions.add(turn.tx, me.id, command.session, turn.now)
    entered = members.arrive(turn, me, room).events if claimed or rooms.find(turn.tx, room) else ()
    return Happening(Named(me), entered)


def sign_in(turn: Turn, command: SignIn) -> Happening:
    """`turn.who` has an account, and its password was right a moment ago."""
    found = people.held(turn.tx, turn.who.id)  # first, so that no new password is just on its way
    account = accounts.of(turn.tx.connection, turn.who.id)
    if found is None or found[1] != "active" or account is None or account.password != command.verified:
        raise policy.wrong_login()
    if account.totp_secret:
        factors.check(turn, account, command.code, command.recovery)
    if command.renewed:
        accounts.change(turn.tx, account.person, password=command.renewed)
    sessions.add(turn.tx, account.person, command.session, turn.now)
    return Happening(Named(found[0]))


def end(turn: Turn, command: EndSession) -> Happening:
    sessions.remove(turn.tx, command.hash)
    return Happening(Nothing(), (SessionEnded(turn.who.id, command.hash.hex()),))


def end_others(turn: Turn, command: EndSessions) -> Happening:
    """Programs that have a token of their own stay, unless it is named."""
    if command.id is None:
        return Happening(Nothing(), signed_out(turn, turn.who.id, but=command.asking))
    hash = sessions.hash_of(turn.tx.connection, turn.who.id, command.id)
    if hash is None:
        raise Refusal("not_found", "You have no such session; it may have ended already.")
    return Happening(Nothing(), ended(turn, turn.who.id, [hash]))


def ended(turn: Turn, person: PersonId, hashes: list[bytes]) -> tuple[Event, ...]:
    """These sessions of a person are over."""
    if hashes:
        sessions.remove(turn.tx, *hashes)
    return tuple(SessionEnded(person, hash.hex()) for hash in hashes)


def signed_out(turn: Turn, person: PersonId, *, but: bytes | None = None) -> tuple[Event, ...]:
    """Everywhere, except at one place. Programs stay."""
    people.lock(turn.tx, person)
    hashes = sessions.hashes_of(turn.tx.connection, person, ("browser", "phone"))
    return ended(turn, person, [each for each in hashes if each != but])


def all_ended(turn: Turn, person: PersonId, *, but: bytes | None = None) -> tuple[Event, ...]:
    """Nobody is signed in as this person any more, and no key opens a way in; except at one place."""
    people.lock(turn.tx, person)  # whoever is just coming in has come in, or sees that they may not
    tickets.remove_of(turn.tx, person)
    return ended(turn, person, [each for each in sessions.hashes_of(turn.tx.connection, person) if each != but])


def bots_ended(turn: Turn, maker: PersonId) -> tuple[Event, ...]:
    """No program acts any more as a bot of somebody who may less than when they made it."""
    bots = people.bots_of(turn.tx.connection, maker)
    return tuple(event for bot in bots for event in ended(turn, bot, sessions.hashes_of(turn.tx.connection, bot)))


def see(turn: Turn, command: SeeSessions) -> Happening:
    """A token lasts as long as it was meant to, whoever uses it; and what has ended does not begin again."""
    begun = sessions.begun(turn.tx.connection, command.hashes, turn.now)
    idle = times.later(turn.now, IDLE_SECONDS)
    until = {
        hash: None if kind == "token" else min(idle, times.later(at, LONGEST_SECONDS))
        for hash, (at, kind) in begun.items()
    }
    sessions.see(turn.tx, turn.now, until)
    return Happening(Nothing())


def clear(turn: Turn, _: ClearSessions) -> Happening:
    sessions.clear(turn.tx, turn.now)
    tickets.clear(turn.tx, turn.now)
    return Happening(Nothing())
