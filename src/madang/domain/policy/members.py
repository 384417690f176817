"""Who brings others into a room, shows them out, silences them, and makes them its admins."""

from madang.domain.errors import Refusal
from madang.domain.members import Member
from madang.domain.people import Person
from madang.domain.policy.roles import INSIDE, OUTSIDE, STAFF
from madang.domain.policy.rooms import is_member, manages, may_edit, must_be_in_use, must_be_member
from madang.domain.rooms import Room


def may_add(
    who: Person,
    room: Room,
    member: Member | None,
    whom: Person,
    *,
    blocked: bool,
    removed: bool = False,
    gone: bool = False,
) -> None:
    """Any member with an account; into a private room those who look after it. Guests come into open rooms only.
    Whoever has `blocked` somebody is brought nowhere by them, unless they look after the house; that is refused like
    bringing in somebody who is `gone`, which is no longer let in."""
    must_be_member(who, room, member)
    must_be_in_use(room)
    if room.kind == "direct":
        raise Refusal("forbidden", "Who is in a direct room is decided when it is opened.")
    if who.role not in INSIDE or (room.kind == "private" and not manages(who, room, member)):
        raise Refusal("forbidden", "Only those who look after this room may bring others in.")
    if whom.role == "visitor" or (whom.role in OUTSIDE and room.kind != "open"):
        raise Refusal("forbidden", "Who has no account may be in open rooms only.")
    if removed and not manages(who, room, member):
        raise Refusal("forbidden", "They were removed from this room; only who looks after it may bring them back.")
    if gone or (blocked and who.role not in STAFF):
        raise Refusal("not_reachable", "They cannot be brought in now.")


def must_be_with_maker(room: Room, bot: Person, maker: Member | None) -> None:
    """A bot hears for whoever made it: it is in a private room only together with them."""
    if bot.role == "bot" and room.kind == "private" and not is_member(maker):
        raise Refusal("forbidden", "A bot is in a private room only together with whoever made it.")


def may_manage(who: Person, room: Room, member: Member | None, whom: Member | None) -> None:
    """Showing others out, silencing them, making them admins: those who look after the room. Who looks after the house
    is out of the reach of those who do not."""
    may_edit(who, room, member)
    if whom is not None and whom.role in STAFF and who.role not in STAFF:
        raise Refusal("forbidden", "Who looks after the house is in nobody else's hands.")


def may_be_admin(whom: Member) -> None:
    if whom.role not in INSIDE:
        raise Refusal("forbidden", "Who has no account cannot look after a room.")
