"""Who invites whom, and whereto."""

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.members import Member
from madang.domain.people import Person, Role, State
from madang.domain.places import Place
from madang.domain.policy.roles import STAFF, must_be_owner, must_be_staff
from madang.domain.policy.rooms import may_read, must_be_in_use
from madang.domain.rooms import Room


def may_invite(who: Person, role: Role, place: Place) -> None:
    """Nobody invites to more than they are themselves; owners are made by owners, not by a link. Guests may come at
    the invitation of everybody who has an account."""
    if not place.claimed:
        raise Refusal("not_set_up", "This house has no owner yet; whoever is in it came by themselves.")
    if who.role not in ("owner", "admin", "member"):
        raise Refusal("forbidden", "Guests and bots may not invite others.")
    if role == "guest":
        return
    must_be_staff(who)
    if role == "admin":
        must_be_owner(who)
    elif role != "member":
        raise Refusal("forbidden", f"Nobody can be invited as {role}.")
    if place.registration == "closed":
        raise Refusal("forbidden", "No accounts are made here at the moment; open the registration first.")


def still_invites(who: Person, state: State, role: Role, place: Place) -> bool:
    """A link is worth no more than who made it is by now."""
    try:
        may_invite(who, role, place)
    except Refusal:
        return False
    return state == "active"


def may_invite_into(who: Person, role: Role, room: Room, member: Member | None) -> None:
    """Where one could go by oneself, and into private rooms that one is in. Guests go to open rooms only."""
    may_read(who, room, member)
    must_be_in_use(room)
    if room.kind == "direct" or (role == "guest" and room.kind != "open"):
        raise Refusal("forbidden", f"A {role} cannot be invited into this room.")


def still_invites_into(who: Person, role: Role, room: Room, member: Member | None) -> bool:
    """Where whoever made a link may lead nobody by now, it leads nowhere and tells nothing."""
    try:
        may_invite_into(who, role, room, member)
    except Refusal:
        return False
    return True


def may_see_invitation(who: Person, by: PersonId) -> None:
    """One's own; who looks after the house, every one. Others do not learn that it exists."""
    if who.id != by and who.role not in STAFF:
        raise Refusal("not_found", "There is no such invitation.")


def expired_invitation() -> Refusal:
    """The same words, whatever became of it, and whether or not there ever was one."""
    return Refusal("expired", "This invitation is used up, over or revoked; ask for a new one.")
