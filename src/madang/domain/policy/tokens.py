"""What may be asked with a token, and who has tokens and takes them away."""

from madang.domain import ids
from madang.domain.account_commands import EndSession
from madang.domain.commands import Command, SetName
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.domain.policy.roles import INSIDE, STAFF
from madang.domain.policy.rooms import no_such_room
from madang.domain.policy.scopes import is_within
from madang.domain.room_commands import BlockPerson, CloseReport, UnblockPerson
from madang.domain.scopes import Deputy

_IN_PERSON = (SetName, BlockPerson, UnblockPerson, CloseReport)


def may_ask(deputy: Deputy, command: object) -> None:
    """A token is for rooms and what is said in them; it may end itself, and nothing else of an account. This is all
    that is asked of it before what is asked of its owner."""
    if isinstance(command, EndSession):
        return
    if not isinstance(command, Command) or isinstance(command, _IN_PERSON):
        raise Refusal("forbidden", "A token is for rooms and what is said in them; sign in for this.")
    if "write" not in deputy.scope.rights:
        raise Refusal("forbidden", "This token may read and no more.")
    room = getattr(command, "room", None)
    if deputy.scope.rooms is not None and room is None:
        raise Refusal("forbidden", "This token is for some rooms only.")
    if room is not None and not is_within(deputy, ids.room(room)):
        raise no_such_room(ids.room(room))


def may_have_tokens(owner: Person) -> None:
    if owner.role not in INSIDE:
        raise Refusal("forbidden", "Guests have no tokens.")


def may_act_as(who: Person, maker: PersonId | None) -> None:
    """By a program, as a bot. What is said where a bot is, is said to whoever made it, and to nobody else."""
    if who.id != maker:
        raise Refusal("forbidden", "Only whoever made this bot makes tokens for it; make a bot of your own.")


def may_revoke(who: Person, owner: Person) -> None:
    """One's own, and of bots those who look after the house. Others do not learn that it exists."""
    if who.id != owner.id and not (owner.role == "bot" and who.role in STAFF):
        raise no_such_token()


def no_such_token() -> Refusal:
    return Refusal("not_found", "There is no such token.")
