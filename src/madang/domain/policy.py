"""Who may do what: the only place that decides it. Each function is silent or raises a `Refusal`.

Every room is open now: anybody with a session may look in and join; to speak one has to be a member.
"""

from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import Room


def may_read(who: Person, room: Room, member: Member | None) -> None:
    """Every room is open."""


def may_join(who: Person, room: Room) -> None:
    """Every room is open."""


def may_post(member: Member | None) -> None:
    must_be_member(member)


def may_change(who: Person, member: Member | None, message: Message) -> None:
    must_be_member(member)
    if message.author != who.id:
        raise Refusal("forbidden", "Only the author may change a message.")


def must_be_member(member: Member | None) -> None:
    if member is None or member.left:
        raise Refusal("not_a_member", "You are not in this room; join it first.")


def no_such_room(id: RoomId) -> Refusal:
    return Refusal("not_found", f"There is no room {id!a}.")
