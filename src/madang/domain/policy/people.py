"""Whom one sees in the house, and who says what they are and whether they are let in."""

from collections.abc import Callable

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.people import Person, Role, State
from madang.domain.places import Place
from madang.domain.policy.roles import INSIDE, ROLES, STAFF, must_be_owner, must_be_staff
from madang.domain.policy.scopes import rooms_of


def may_look_around(who: Person) -> None:
    """Among the people of the house; guests see whom they meet, and so does a token for some rooms."""
    if who.role not in INSIDE or rooms_of(who) is not None:
        raise Refusal("forbidden", "Guests see the people who are in a room with them.")


def people_seen(who: Person) -> tuple[tuple[Role, ...], tuple[State, ...]]:
    """Whom one finds there: who belongs to the house; who looks after it, everybody who is or may be let in."""
    if who.role in STAFF:
        return (*INSIDE, "guest"), ("active", "deactivated", "banned")
    return INSIDE, ("active",)


def sees(who: Person, whom: PersonId, together: Callable[[], bool]) -> bool:
    """Oneself, whoever is `together` with one in a room, and everybody for those with an account."""
    inside = who.role in INSIDE and rooms_of(who) is None
    return who.id == whom or inside or together()


def may_see(who: Person, whom: PersonId, together: Callable[[], bool]) -> None:
    if not sees(who, whom, together):
        raise no_such_person(whom)


def sees_mail(who: Person) -> bool:
    """The mail addresses of others. No token leads to them, be it an owner's."""
    return who.role == "owner"


def may_have_profile(who: Person) -> None:
    if who.role not in INSIDE:
        raise Refusal("forbidden", "Guests have a name and nothing more.")


def may_look_after(who: Person, whom: Person) -> None:
    """Of the house: owners after everybody, admins after those who look after nothing themselves."""
    must_be_staff(who)
    if who.role != "owner" and whom.role in STAFF:
        raise Refusal("forbidden", "Only owners of the house may do this to somebody who looks after it.")


def may_set_role(who: Person, whom: Person, role: Role, owners: int) -> None:
    """Owners make anybody anything; admins let people in and out. What came into being as something else stays it."""
    may_look_after(who, whom)
    if whom.role not in ROLES or role not in ROLES:
        raise Refusal("forbidden", f"Nobody becomes a {role} who is a {whom.role}.")
    if who.role != "owner" and role in STAFF:
        raise Refusal("forbidden", "Only owners of the house may say who looks after it.")
    if role != whom.role:
        must_not_be_last(whom, owners)


def may_register(place: Place) -> None:
    """Making an account of one's own. While the house has no owner, there are none."""
    if place.registration != "open" or not place.claimed:
        raise Refusal("forbidden", "One gets an account here by an invitation; ask somebody who is in.")


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


def may_make_reset_link(who: Person, whom: Person) -> None:
    may_look_after(who, whom)
    if whom.role == "bot":
        raise Refusal("forbidden", "A bot has no password; it comes in with tokens.")


def still_makes_reset_link(who: Person, state: State, whom: Person) -> bool:
    """A link is worth no more than who made it is by now."""
    try:
        may_make_reset_link(who, whom)
    except Refusal:
        return False
    return state == "active"


def may_erase(who: Person, whom: Person, owners: int) -> None:
    """Everybody themselves, owners everybody; one owner stays."""
    if whom.id != who.id:
        must_be_owner(who)
    must_not_be_last(whom, owners)


def must_not_be_last(whom: Person, owners: int) -> None:
    """`owners` are how many there are."""
    if whom.role == "owner" and owners <= 1:
        raise Refusal("last_owner", "The house needs an owner; make somebody else one first.")


def no_such_person(id: PersonId) -> Refusal:
    return Refusal("not_found", f"There is no person {id!a}.")


def expired_ticket() -> Refusal:
    """The same words, whatever became of it, and whether or not there ever was one."""
    return Refusal("expired", "This link was used already, or its time is over; ask for a new one.")


def wrong_login() -> Refusal:
    """The same words, whatever was wrong."""
    return Refusal("wrong_login", "There is no such account, or the password is another one.")
