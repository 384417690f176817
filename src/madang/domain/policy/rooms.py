"""Who sees a room, comes into it, opens and changes it, and who is in it.

A room that somebody may not see is refused with the very words for one that does not exist.
"""

from collections.abc import Collection
from typing import TypeGuard

from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.people import Person
from madang.domain.policy.roles import INSIDE, STAFF
from madang.domain.policy.scopes import in_person, is_within
from madang.domain.rooms import DIRECT, HOME, Room, RoomKind

_REACH: tuple[RoomKind, ...] = ("direct", "private", "public", "open")
"""From a few to everybody."""


def may_read(who: Person, room: Room, member: Member | None) -> None:
    """Members; in public rooms everybody with an account, in open ones everybody. With a token, those it is for."""
    if not is_within(who, room.id):
        raise no_such_room(room.id)
    if not is_member(member) and room.kind not in kinds_seen(who):
        raise no_such_room(room.id)


def kinds_seen(who: Person) -> tuple[RoomKind, ...]:
    """The kinds of room one may look into without being a member."""
    return ("public", "open") if who.role in INSIDE else ("open",)


def may_join(who: Person, room: Room, *, removed: bool = False) -> None:
    """By oneself: what one may read as a stranger. Into the others one is taken by their members, and into those from
    which one was removed by who looks after them."""
    may_read(who, room, None)
    must_be_in_use(room)
    if removed and who.role not in STAFF:
        raise Refusal("banned", "You were removed from this room; who looks after it can bring you back.")


def may_open(who: Person, kind: RoomKind) -> None:
    """Opening rooms is for those with an account. A bot is in private ones only together with whoever made it."""
    if who.role not in INSIDE:
        raise Refusal("forbidden", "Guests may not open rooms.")
    if who.role == "bot" and kind == "private":
        raise Refusal("forbidden", "A bot opens no private rooms.")


def may_open_direct(who: Person, others: Collection[Person], *, out_of_reach: bool) -> None:
    """Those with an account, among themselves. `out_of_reach`: one of the others is no longer let in, or they and `who`
    have blocked each other, whoever whom; which of it is not told."""
    if who.role not in INSIDE or any(each.role not in INSIDE for each in others):
        raise Refusal("forbidden", "Direct rooms are for those with an account.")
    if not others:
        raise Refusal("invalid", "A direct room needs somebody else in it.")
    if len(others) >= DIRECT:
        raise Refusal("too_many", f"A direct room is for {DIRECT} people at most.")
    if out_of_reach:
        raise Refusal("not_reachable", "With these people no direct room can be opened now.")


def may_edit(who: Person, room: Room, member: Member | None) -> None:
    """Its own admins, and those who look after the house, where they are members or may become it."""
    may_read(who, room, member)
    if room.kind == "direct":
        raise Refusal("forbidden", "A direct room has nothing to be changed.")
    if not manages(who, room, member):
        raise Refusal("forbidden", "Only those who look after this room may change it.")


def may_become(room: Room, changed: Room) -> None:
    """An archived room is only restored; home stays in use and can be found, a temporary room stays open."""
    if room.archived and changed.archived:
        raise Refusal("archived", "The room is archived; restore it first.")
    if room.id == HOME and (changed.archived or changed.kind == "private"):
        raise Refusal("forbidden", "Everybody arrives in this room: it stays in use, and public or open.")
    if room.temporary and (changed.archived or changed.kind != "open"):
        raise Refusal("forbidden", "A temporary room stays open until it goes.")


def reaches_more(room: Room, changed: Room) -> bool:
    """Whether people may come into it who could not before, and read all that was said until then."""
    return _REACH.index(changed.kind) > _REACH.index(room.kind)


def must_be_meant(room: Room, changed: Room, *, history_visible: bool) -> None:
    """Nobody shows by accident what was said among a few."""
    if reaches_more(room, changed) and not history_visible:
        raise Refusal(
            "invalid",
            "history_visible: more people could read all that was ever said here; expected true, if that is meant.",
        )


def manages(who: Person, room: Room, member: Member | None) -> bool:
    """Whether they may change the room and who is in it. No token does."""
    if room.kind == "direct" or not in_person(who):
        return False
    if is_member(member) and member.admin:
        return True
    return who.role in STAFF and (is_member(member) or room.kind in kinds_seen(who))


def looks_after(member: Member) -> bool:
    """Of the room: its own admins, and those who look after the house and are in it."""
    return member.admin or member.role in STAFF


def must_be_member(who: Person, room: Room, member: Member | None) -> Member:
    if is_member(member):
        return member
    may_read(who, room, None)
    raise Refusal("not_a_member", "You are not in this room; join it first.")


def is_member(member: Member | None) -> TypeGuard[Member]:
    return member is not None and not member.left


def must_be_in_use(room: Room) -> None:
    if room.archived:
        raise Refusal("archived", "The room is archived: it can be read, and nothing in it changes.")


def no_such_room(id: RoomId) -> Refusal:
    return Refusal("not_found", f"There is no room {id!a}.")
