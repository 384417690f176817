"""Moving one's own read mark. It only grows, on whichever device."""

from madang.actions.turn import Turn
from madang.domain import ids, policy
from madang.domain.commands import MarkRead
from madang.domain.errors import Refusal
from madang.domain.events import ReadMarkMoved
from madang.domain.outcomes import Happening
from madang.store import members, reads


def mark(turn: Turn, command: MarkRead) -> Happening:
    room = ids.room(command.room)
    entrance = members.entrance(turn.tx.connection, room, turn.who.id)
    if entrance is None:
        raise policy.no_such_room(room)
    policy.must_be_member(turn.who, entrance.room, entrance.member)
    if not 0 <= command.seq <= entrance.head.seq:
        raise Refusal(
            "bad_seq", f"The read mark has to be from 0 to {entrance.head.seq}, the last message; found {command.seq}."
        )
    before = reads.mark(turn.tx.connection, room, turn.who.id)
    reads.move_mark(turn.tx, room, turn.who.id, command.seq)
    standing = reads.standing(turn.tx.connection, room, turn.who.id)
    if standing.read == before:
        return Happening(standing)
    return Happening(standing, (ReadMarkMoved(turn.who.id, room, standing.read, standing.unread),))
