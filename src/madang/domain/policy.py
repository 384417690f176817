"""Who may do what: the only place that decides it. Each function is silent or raises a `Refusal`.

A room that somebody may not see is refused with the very words for one that does not exist.
"""

from collections.abc import Callable, Collection

from madang.domain import ids, times
from madang.domain.commands import Command, EndSession
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person, Role, State
from madang.domain.places import Place
from madang.domain.rooms import DIRECT, HOME, Room, RoomKind
from madang.domain.scopes import Deputy

INSIDE: tuple[Role, ...] = ("owner", "admin", "member", "bot")
"""Who has an account here, and sees the public rooms."""
OUTSIDE: tuple[Role, ...] = ("guest", "visitor")
"""Who has none, and is in open rooms only."""
STAFF: tuple[Role, ...] = ("owner", "admin")
"""Who looks after the house."""
ROLES: tuple[Role, ...] = ("guest", "member", "admin", "owner")
"""What one can become here, from the least to the most."""


def may_read(who: Person, room: Room, member: Member | None) -> None:
    """Members; in public rooms everybody with an account, in open ones everybody. With a token, those it is for."""
    if not is_within(who, room.id):
        raise no_such_room(room.id)
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


def may_delete(who: Person, room: Room, member: Member | None, message: Message) -> None:
    """The author; and those who look after the room, archived or not. What is said among a few is theirs alone."""
    must_be_member(who, room, member)
    assert member is not None
    if message.author == who.id or room.kind == "direct" or not looks_after(member):
        may_change(who, room, member, message)


def waits(room: Room, member: Member | None) -> bool:
    """Whether there has to be some time between two messages of theirs."""
    return room.slow_mode > 0 and member is not None and not looks_after(member)


def must_have_waited(room: Room, last: str | None, now: str) -> None:
    """`last` is when they last said something."""
    if last is not None and (wait := room.slow_mode - times.between(last, now)) > 0:
        raise Refusal("slow_mode", f"This room is slow; wait {wait:.1f} seconds.", retry_after=wait)


def may_report(who: Person, room: Room, member: Member | None, message: Message) -> None:
    """Whoever may read it."""
    may_read(who, room, member)
    if message.deleted:
        raise Refusal("deleted", "The message is deleted already.")


def may_close_report(who: Person, member: Member | None) -> None:
    """Who looks after the house, wherever it was; and the room's own admins. For others there is none."""
    if who.role not in STAFF and not (is_member(member) and member is not None and member.admin):
        raise no_such_report()


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


def may_open_direct(who: Person, others: Collection[Person], *, blocked: bool) -> None:
    """Those with an account, among themselves. Who is blocked learns no more than that it cannot be."""
    if who.role not in INSIDE or any(each.role not in INSIDE for each in others):
        raise Refusal("forbidden", "Direct rooms are for those with an account.")
    if not others:
        raise Refusal("invalid", "A direct room needs somebody else in it.")
    if len(others) >= DIRECT:
        raise Refusal("too_many", f"A direct room is for {DIRECT} people at most.")
    if blocked:
        raise Refusal("forbidden", "With these people no direct room can be opened.")


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


def may_set_role(who: Person, whom: Person, role: Role, owners: int) -> None:
    """Owners make anybody anything; admins let people in and out. What came into being as something else stays it."""
    may_look_after(who, whom)
    if whom.role not in ROLES or role not in ROLES:
        raise Refusal("forbidden", f"Nobody becomes a {role} who is a {whom.role}.")
    if who.role != "owner" and role in STAFF:
        raise Refusal("forbidden", "Only owners of the house may say who looks after it.")
    if role != whom.role:
        must_not_be_last(whom, owners)


def may_add_person(who: Person, role: Role, place: Place) -> None:
    """Without an invitation."""
    must_be_owner(who)
    if not place.claimed:
        raise Refusal("not_set_up", "This house has no owner yet; open the link that its server prints at the start.")
    if role not in ("member", "admin", "owner"):
        raise Refusal("forbidden", f"Nobody is made a {role} by hand.")


def may_show_out(who: Person, whom: Person, owners: int) -> None:
    """For some time or for ever."""
    may_look_after(who, whom)
    if whom.role == "visitor":
        raise Refusal("forbidden", "A visitor is gone with their connection; close the plain doors instead.")
    must_not_be_last(whom, owners)


def may_let_back_in(who: Person, whom: Person, state: State, was: State) -> None:
    """`was` is what they have to be for it."""
    may_look_after(who, whom)
    if state != was:
        raise Refusal("forbidden", f"This person is {state}, not {was}.")


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


def may_see_invitation(who: Person, by: PersonId) -> None:
    """One's own; who looks after the house, every one. Others do not learn that it exists."""
    if who.id != by and who.role not in STAFF:
        raise Refusal("not_found", "There is no such invitation.")


def may_look_around(who: Person) -> None:
    """Among the people of the house; guests see whom they meet, and so does a token for some rooms."""
    if who.role not in INSIDE or rooms_of(who) is not None:
        raise Refusal("forbidden", "Guests see the people who are in a room with them.")


def people_seen(who: Person) -> tuple[tuple[Role, ...], tuple[State, ...]]:
    """Whom one finds there: who belongs to the house; who looks after it, everybody who is or may be let in."""
    if who.role in STAFF:
        return (*INSIDE, "guest"), ("active", "deactivated", "banned")
    return INSIDE, ("active",)


def may_see(who: Person, whom: PersonId, together: Callable[[], bool]) -> None:
    """Oneself, whoever is `together` with one in a room, and everybody for those with an account."""
    inside = who.role in INSIDE and rooms_of(who) is None
    if who.id != whom and not inside and not together():
        raise no_such_person(whom)


def may_have_profile(who: Person) -> None:
    if who.role not in INSIDE:
        raise Refusal("forbidden", "Guests have a name and nothing more.")


def may_ask(deputy: Deputy, command: object) -> None:
    """A token is for rooms and what is said in them; it may end itself, and nothing else of an account. This is all
    that is asked of it before what is asked of its owner."""
    if isinstance(command, EndSession):
        return
    if not isinstance(command, Command):
        raise Refusal("forbidden", "A token is for rooms and what is said in them; sign in for this.")
    if "write" not in deputy.scope.rights:
        raise Refusal("forbidden", "This token may read and no more.")
    room = getattr(command, "room", None)
    if deputy.scope.rooms is not None and room is None:
        raise Refusal("forbidden", "This token is for some rooms only.")
    if room is not None and not is_within(deputy, ids.room(room)):
        raise no_such_room(ids.room(room))


def is_within(who: Person, room: RoomId) -> bool:
    """Whether a token that they ask with is for this room. Whoever asks with none is bound by none."""
    rooms = rooms_of(who)
    return rooms is None or room in rooms


def rooms_of(who: Person) -> frozenset[RoomId] | None:
    return who.scope.rooms if isinstance(who, Deputy) else None


def may_write(who: Person) -> bool:
    return not isinstance(who, Deputy) or "write" in who.scope.rights


def may_have_tokens(owner: Person) -> None:
    if owner.role not in INSIDE:
        raise Refusal("forbidden", "Guests have no tokens.")


def may_revoke(who: Person, owner: Person) -> None:
    """One's own, and of bots those who look after the house. Others do not learn that it exists."""
    if who.id != owner.id and not (owner.role == "bot" and who.role in STAFF):
        raise no_such_token()


def must_be_in_use(room: Room) -> None:
    if room.archived:
        raise Refusal("archived", "The room is archived: it can be read, and nothing in it changes.")


def is_member(member: Member | None) -> bool:
    return member is not None and not member.left


def looks_after(member: Member) -> bool:
    """Of the room: its own admins, and those who look after the house and are in it."""
    return member.admin or member.role in STAFF


def no_such_token() -> Refusal:
    return Refusal("not_found", "There is no such token.")


def expired_invitation() -> Refusal:
    """The same words, whatever became of it, and whether or not there ever was one."""
    return Refusal("expired", "This invitation is used up, over or revoked; ask for a new one.")


def no_such_room(id: RoomId) -> Refusal:
    return Refusal("not_found", f"There is no room {id!a}.")


def wrong_login() -> Refusal:
    """The same words, whatever was wrong."""
    return Refusal("wrong_login", "There is no such account, or the password is another one.")


def no_such_report() -> Refusal:
    return Refusal("not_found", "There is no such report.")


def no_such_person(id: PersonId) -> Refusal:
    return Refusal("not_found", f"There is no person {id!a}.")
