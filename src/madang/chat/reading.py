"""What people may look at. Every read is one snapshot of the store, and asks the policy first."""

from madang.domain import ids, policy
from madang.domain.errors import Refusal
from madang.domain.ids import RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.rooms import RoomState
from madang.store import changes, members, messages, rooms
from madang.store.database import Snapshot
from madang.store.rooms import Head
from madang.wire import outgoing

PAGE = 100


def rooms_for(snapshot: Snapshot, who: Person) -> list[RoomState]:
    """The rooms that `who` can see: their own, and those they may join."""
    return rooms.states_for(snapshot, who.id, policy.kinds_seen(who))


def room(snapshot: Snapshot, who: Person, id: str) -> RoomState:
    _may_read(snapshot, who, ids.room(id))
    state = rooms.state(snapshot, ids.room(id), who.id)
    assert state is not None, "it was there in the same snapshot"
    return state


def present(snapshot: Snapshot, who: Person, id: str) -> outgoing.Members:
    """Who is in the room now."""
    room, head = _may_read(snapshot, who, ids.room(id))
    return outgoing.Members(room=room, rev=head.rev, members=members.present(snapshot, room))


def page(
    snapshot: Snapshot,
    who: Person,
    id: str,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = 50,
) -> outgoing.Page:
    """Up to `limit` messages on the asked-for side of a `seq`; the newest where none is named."""
    room, head = _may_read(snapshot, who, ids.room(id))
    if sum(at is not None for at in (before, after, around)) > 1:
        raise Refusal("invalid", "Only one of before, after and around can be asked for at once.")
    if before is not None:
        found = messages.before(snapshot, room, before, limit)
    elif after is not None:
        found = messages.after(snapshot, room, after, limit)
    elif around is not None:
        found = messages.around(snapshot, room, around, limit)
    else:
        found = messages.newest(snapshot, room, limit)
    return outgoing.Page(room=room, rev=head.rev, seq=head.seq, messages=found, members=_authors(snapshot, room, found))


def message(snapshot: Snapshot, who: Person, id: str, message_id: str) -> Message:
    room, _ = _may_read(snapshot, who, ids.room(id))
    found = messages.get(snapshot, room, ids.message(message_id))
    if found is None:
        raise Refusal("not_found", f"There is no message {ids.message(message_id)} in this room.")
    return found


def changes_after(snapshot: Snapshot, who: Person, id: str, after: int) -> outgoing.ChangesPage:
    """What changed after a `rev`, for clients without a socket."""
    room, head = _may_read(snapshot, who, ids.room(id))
    if after > head.rev:
        raise Refusal("future", f"The room is at rev {head.rev}; there is nothing after {after} yet.")
    found = changes.latest(snapshot, room, after, outgoing.CHANGES)
    assert found is not None, "it was there in the same snapshot"
    return outgoing.changes_page(room, found.rev, found.seq, found.events if after >= found.since else None)


def _may_read(snapshot: Snapshot, who: Person, id: RoomId) -> tuple[RoomId, Head]:
    entrance = members.entrance(snapshot, id, who.id)
    if entrance is None:
        raise policy.no_such_room(id)
    policy.may_read(who, entrance.room, entrance.member)
    return id, entrance.head


def _authors(snapshot: Snapshot, room: RoomId, found: list[Message]) -> list[Member]:
    return members.among(snapshot, room, {message.author for message in found})
