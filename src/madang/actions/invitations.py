"""Inviting people, and coming in by an invitation. Keys are not seen here, only hashes."""

import dataclasses

from madang.actions import accounts, members
from madang.actions.people import seen_anew
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain.account_commands import AcceptInvitation, Register
from madang.domain.errors import Refusal
from madang.domain.events import Event
from madang.domain.house_commands import Invite, RevokeInvitation
from madang.domain.ids import RoomId
from madang.domain.invitations import Invitation, is_good
from madang.domain.outcomes import Happening, Invited, Named, Nothing
from madang.domain.people import Person, Role
from madang.store import accounts as kept_accounts
from madang.store import audit, invitations, people, sessions
from madang.store import members as kept_members

ROOMS = 50
"""Into how many rooms one invitation may lead."""
GOOD = 100
"""How many invitations of one person may be good at once; of those who look after the house any number."""
NOTE_LENGTH = 200


def invite(turn: Turn, command: Invite) -> Happening:
    who = turn.who
    policy.may_invite(who, command.role, turn.place())
    rooms = tuple(dict.fromkeys(ids.room(room) for room in command.rooms))
    if len(rooms) > ROOMS:
        raise Refusal("too_many", f"An invitation leads into {ROOMS} rooms at most.")
    if command.role == "guest" and not rooms:
        raise Refusal("invalid", "rooms: guests come into open rooms; name at least one.")
    for room in rooms:
        _may_invite_into(turn, who, command, room)
    if who.role not in policy.STAFF and invitations.count_good(turn.tx.connection, who.id, turn.now) >= GOOD:
        raise Refusal("too_many", f"{GOOD} of your invitations are still good; revoke one first.")
    invitation = Invitation(
        command.id,
        command.role,
        rooms,
        texts.line(command.note, NOTE_LENGTH, "note"),
        who.id,
        turn.now,
        command.expires_at,
        command.most,
    )
    invitations.add(turn.tx, invitation, command.hash)
    about = {"role": command.role, "rooms": rooms, "uses": command.most, "expires_at": command.expires_at}
    audit.add(turn.tx, turn.now, who.id, "invitation.made", invitation.id, about=about)
    return Happening(Invited(invitation))


def _may_invite_into(turn: Turn, who: Person, command: Invite, room: RoomId) -> None:
    entrance = kept_members.entrance(turn.tx.connection, room, who.id)
    if entrance is None:
        raise policy.no_such_room(room)
    policy.may_invite_into(who, command.role, entrance.room, entrance.member)


def revoke(turn: Turn, command: RevokeInvitation) -> Happening:
    who, invitation = turn.who, invitations.get(turn.tx.connection, command.id)
    if invitation is None:
        raise Refusal("not_found", "There is no such invitation.")
    policy.may_see_invitation(who, invitation.created_by)
    if invitation.revoked_at is None:
        invitations.revoke(turn.tx, invitation.id, turn.now)
        audit.add(turn.tx, turn.now, who.id, "invitation.revoked", invitation.id)
    return Happening(Nothing())


def accept(turn: Turn, command: AcceptInvitation) -> Happening:
    """`turn.who` is who is to be, or somebody who is here already: they stay who they are, with all that they said."""
    invitation = invitations.by_hash(turn.tx.connection, command.hash)
    if invitation is None:
        raise policy.expired_invitation()
    inviter = _inviter(turn, invitation)
    known = people.held(turn.tx, turn.who.id)
    if known and known[1] != "active":
        raise policy.expired_invitation()
    if not (known and invitations.was_used(turn.tx.connection, invitation.id, turn.who.id)):
        me, events = _come_in(turn, command, invitation, known[0] if known else None)
        if not invitations.use(turn.tx, invitation.id, me.id, turn.now):
            raise policy.expired_invitation()
    else:
        me, events = known[0], ()
        sessions.add(turn.tx, me.id, command.session, turn.now)
    entered = (event for room in invitation.rooms for event in _enter(turn, inviter, invitation.role, me, room))
    return Happening(Named(me), (*events, *entered))


def _inviter(turn: Turn, invitation: Invitation) -> Person:
    """Whoever invites must still be let in, and may still do it."""
    found = people.standing(turn.tx.connection, invitation.created_by)
    if found is None or not is_good(invitation, turn.now):
        raise policy.expired_invitation()
    if not policy.still_invites(*found, invitation.role, turn.place()):
        raise policy.expired_invitation()
    return found[0]


def _come_in(
    turn: Turn, command: AcceptInvitation, invitation: Invitation, known: Person | None
) -> tuple[Person, tuple[Event, ...]]:
    if known and (known.role != "guest" or invitation.role == "guest"):
        sessions.add(turn.tx, known.id, command.session, turn.now)
        return known, ()
    if known and kept_accounts.of(turn.tx.connection, known.id):
        raise Refusal("forbidden", "You have an account here already; ask those who look after the house.")
    me = dataclasses.replace(known or turn.who, name=texts.person_name(command.name), role=invitation.role)
    if known:
        people.change(turn.tx, me.id, name=me.name, role=me.role, invited_by=invitation.created_by)
    else:
        people.add(turn.tx, me, turn.now)
        people.change(turn.tx, me.id, invited_by=invitation.created_by)
    seen = seen_anew(turn, me) if known else ()
    if invitation.role == "guest":
        sessions.add(turn.tx, me.id, command.session, turn.now)
        return me, seen
    if command.handle is None or command.password is None:
        raise Refusal("invalid", "handle: choose one, and a password, to sign in with.")
    account = Register(me.name, command.handle, command.email, command.password, command.session)
    return me, (*seen, *accounts.begin(turn, me, account))


def _enter(turn: Turn, inviter: Person, role: Role, me: Person, room: RoomId) -> tuple[Event, ...]:
    """Where the way is still open; a room that was closed meanwhile is no reason to stay outside."""
    entrance = kept_members.entrance(turn.tx.connection, room, inviter.id)
    if entrance is None:
        return ()
    removed = kept_members.was_removed(turn.tx.connection, room, me.id)
    if removed and not policy.manages(inviter, entrance.room, entrance.member):
        return ()
    for each in (role, me.role):  # a link for guests leads nowhere else, whoever follows it
        if not policy.still_invites_into(inviter, each, entrance.room, entrance.member):
            return ()
    return members.take_in(turn, me, room).events
