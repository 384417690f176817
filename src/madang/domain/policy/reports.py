"""Who reports a message, and who sees to it."""

from madang.domain.errors import Refusal
from madang.domain.ids import PersonId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.policy.roles import STAFF
from madang.domain.policy.rooms import is_member, may_read
from madang.domain.reports import Verdict
from madang.domain.rooms import Room


def may_report(who: Person, room: Room, member: Member | None, message: Message) -> None:
    """Whoever may read it, but who said it."""
    may_read(who, room, member)
    if message.author == who.id:
        raise Refusal("forbidden", "This is a message of your own; delete it, if it should not be there.")
    if message.deleted:
        raise Refusal("deleted", "The message is deleted already.")


def may_close_report(who: Person, room: Room, member: Member | None, author: PersonId | None) -> None:
    """Who looks after the house, wherever it was; and the room's own admins. For others there is none: so nobody sees
    to a report of what they said themselves, or of a direct room in which they are or were."""
    concerned = who.id == author or (room.kind == "direct" and member is not None)
    if concerned or (who.role not in STAFF and not (is_member(member) and member.admin)):
        raise no_such_report()


def may_decide(verdict: Verdict, *, reported: bool) -> None:
    """Whoever `reported` it themselves may let the message stay, and no more."""
    if reported and verdict == "deleted":
        raise Refusal("forbidden", "You reported this yourself; somebody else has to decide whether it goes.")


def no_such_report() -> Refusal:
    return Refusal("not_found", "There is no such report.")
