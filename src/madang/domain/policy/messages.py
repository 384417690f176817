"""Who says something in a room, when, and who changes what was said."""

from madang.domain import times
from madang.domain.errors import Refusal
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.policy.rooms import looks_after, must_be_in_use, must_be_member
from madang.domain.policy.scopes import in_person
from madang.domain.rooms import Room


def may_post(who: Person, room: Room, member: Member | None, now: str) -> None:
    """Members who are not silenced; in an announcement room only those who look after it."""
    member = must_be_member(who, room, member)
    must_be_in_use(room)
    if room.announcement and not looks_after(member):
        raise Refusal("forbidden", "Only those who look after this room may speak in it.")
    if member.silenced_until is not None and member.silenced_until > now:
        raise Refusal("silenced", f"You may not say anything here until {member.silenced_until}.")


def may_reword(who: Person, room: Room, member: Member | None, message: Message, now: str) -> None:
    """Who may not say anything does not do it by way of an old message either."""
    may_change(who, room, member, message)
    may_post(who, room, member, now)


def may_change(who: Person, room: Room, member: Member | None, message: Message) -> None:
    must_be_member(who, room, member)
    must_be_in_use(room)
    if message.author != who.id:
        raise Refusal("forbidden", "Only the author may change a message.")


def may_delete(who: Person, room: Room, member: Member | None, message: Message) -> None:
    """The author; and those who look after the room, archived or not, but by no token. What is said among a few is
    theirs alone."""
    member = must_be_member(who, room, member)
    if message.author == who.id or room.kind == "direct" or not (looks_after(member) and in_person(who)):
        may_change(who, room, member, message)


def must_reach(*, out_of_reach: bool) -> None:
    """Who is blocked gets the answer of those who write to somebody that is no longer here."""
    if out_of_reach:
        raise Refusal("not_reachable", "They cannot be written to now.")


def waits(room: Room, member: Member | None) -> bool:
    """Whether there has to be some time between two messages of theirs."""
    return room.slow_mode > 0 and member is not None and not looks_after(member)


def says_anew(room: Room, member: Member | None, message: Message, now: str) -> bool:
    """Whether rewording it counts as saying something: where one waits, as soon as one could have said another."""
    return waits(room, member) and times.between(message.created_at, now) >= room.slow_mode


def must_have_waited(room: Room, last: str | None, now: str) -> None:
    """`last` is when they last said something."""
    if last is not None and (wait := room.slow_mode - times.between(last, now)) > 0:
        raise Refusal("slow_mode", f"This room is slow; wait {wait:.1f} seconds.", retry_after=wait)
