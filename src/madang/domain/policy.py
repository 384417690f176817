"""Who may do what: the only place that decides it. Each function is silent or raises a `Refusal`.

A room that somebody may not see is refused with the very words for one that does not exist.
"""

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person, Role
from madang.domain.rooms import HOME, Room, RoomKind

INSIDE: tuple[Role, ...] = ("owner", "admin", "member", "bot")
"""Who has an account here, and sees the public rooms."""
OUTSIDE: tuple[Role, ...] = ("guest", "visitor")
"""Who has none, and is in open rooms only."""
STAFF: tuple[Role, ...] = ("owner", "admin")
"""Who looks after the house."""


def may_read(who: Person, room: Room, member: Member | None) -> None:
    """Members; in public rooms everybody with an account, in open ones everybody."""
    if not is_member(member) and room.kind not in kinds_seen(who):
        raise no_such_room(room.id)


def kinds_seen(who: Person) -> tuple[RoomKind, ...]:
    """The kinds of room one may look into without being a member."""
    return ("public", "open") if who.role in INSIDE else ("open",)


def may_join(who: Person, room: Room) -> None:
    """By oneself: what one may read as a stranger. Into the others one is taken by their members."""
    may_read(who, room, None)
    must_be_in_use(room)


def may_post(who: Person, room: Room, member: Member | None, now: str) -> None:
    """Members who are not silenced; in an announcement room only those who look after it."""
    must_be_member(who, room, member)
    must_be_in_use(room)
    assert member is not None
    if room.announcement and not looks_after(member):
        raise Refusal("forbidden", "Only those who look after this room may speak in it.")
    if member.silenced_until is not None and member.silenced_until > now:
        raise Refusal("silenced", f"You may not say anything here until {member.silenced_until}.")


def may_change(who: Person, room: Room, member: Member | None, message: Message) -> None:
    must_be_member(who, room, member)
    must_be_in_use(room)
    if message.author != who.id:
        raise Refusal("forbidden", "Only the author may change a message.")


def may_open(who: Person) -> None:
    """Opening rooms is for those with an account."""
    if who.role not in INSIDE:
        raise Refusal("forbidden", "Guests may not open rooms.")


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


def manages(who: Person, room: Room, member: Member | None) -> bool:
    """Whether they may change the room and who is in it."""
    if room.kind == "direct":
        return False
    if member is not None and not member.left and member.admin:
        return True
    return who.role in STAFF and (is_member(member) or room.kind in kinds_seen(who))


def may_add(who: Person, room: Room, member: Member | None, whom: Person) -> None:
    """Any member with an account; into a private room those who look after it. Guests come into open rooms only."""
    must_be_member(who, room, member)
    must_be_in_use(room)
    if room.kind == "direct":
        raise Refusal("forbidden", "Who is in a direct room is decided when it is opened.")
    if who.role not in INSIDE or (room.kind == "private" and not manages(who, room, member)):
        raise Refusal("forbidden", "Only those who look after this room may bring others in.")
    if whom.role == "visitor" or (whom.role in OUTSIDE and room.kind != "open"):
        raise Refusal("forbidden", "Who has no account may be in open rooms only.")


def may_manage(who: Person, room: Room, member: Member | None, whom: Member | None) -> None:
    """Showing others out, silencing them, making them admins: those who look after the room. Who looks after the house
    is out of the reach of those who do not."""
    may_edit(who, room, member)
    if whom is not None and whom.role in STAFF and who.role not in STAFF:
        raise Refusal("forbidden", "Who looks after the house is in nobody else's hands.")


def may_be_admin(whom: Member) -> None:
    if whom.role not in INSIDE:
        raise Refusal("forbidden", "Who has no account cannot look after a room.")


def must_be_member(who: Person, room: Room, member: Member | None) -> None:
    if not is_member(member):
        may_read(who, room, None)
        raise Refusal("not_a_member", "You are not in this room; join it first.")


def must_be_staff(who: Person) -> None:
    if who.role not in STAFF:
        raise Refusal("forbidden", "Only owners and admins of the house may do this.")


def must_be_owner(who: Person) -> None:
    if who.role != "owner":
        raise Refusal("forbidden", "Only owners of the house may do this.")


def may_look_after(who: Person, whom: Person) -> None:
    """Of the house: owners after everybody, admins after those who look after nothing themselves."""
    must_be_staff(who)
    if who.role != "owner" and whom.role in STAFF:
        raise Refusal("forbidden", "Only owners of the house may do this to somebody who looks after it.")


def may_erase(who: Person, whom: Person, owners: int) -> None:
    """Everybody themselves, owners everybody; one owner stays."""
    if whom.id != who.id:
        must_be_owner(who)
    must_not_be_last(whom, owners)


def must_not_be_last(whom: Person, owners: int) -> None:
    """`owners` are how many there are."""
    if whom.role == "owner" and owners <= 1:
        raise Refusal("last_owner", "The house needs an owner; make somebody else one first.")


def must_be_in_use(room: Room) -> None:
    if room.archived:
        raise Refusal("archived", "The room is archived: it can be read, and nothing in it changes.")


def is_member(member: Member | None) -> bool:
    return member is not None and not member.left


def looks_after(member: Member) -> bool:
    """Of the room: its own admins, and those who look after the house and are in it."""
    return member.admin or member.role in STAFF


def no_such_room(id: RoomId) -> Refusal:
    return Refusal("not_found", f"There is no room {id!a}.")


def wrong_login() -> Refusal:
    """The same words, whatever was wrong."""
    return Refusal("wrong_login", "There is no such account, or the password is another one.")


def no_such_person(id: PersonId) -> Refusal:
    return Refusal("not_found", f"There is no person {id!a}.")
