"""What people may look at. Every read is one snapshot of the store, and asks the policy first."""

from typing_extensions import TypedDict

from madang.domain import ids, policy, texts
from madang.domain.errors import Refusal
from madang.domain.ids import PersonId, RoomId
from madang.domain.members import Member
from madang.domain.messages import Message
from madang.domain.people import Person
from madang.domain.pictures import Picture
from madang.domain.rooms import RoomState
from madang.store import blocks, changes, members, messages, pictures, rooms, states
from madang.store.database import Snapshot
from madang.store.rooms import Head
from madang.wire import outgoing, pages

PAGE = 100
ROOMS = 100


class OpenRoom(TypedDict):
    """As much of a room as guests see before they come in."""

    id: str
    name: str


def find_rooms(
    snapshot: Snapshot,
    who: Person,
    *,
    query: str = "",
    after: str | None = None,
    limit: int = ROOMS,
    mine: bool | None = None,
) -> pages.Rooms:
    """The rooms that `who` can see, by name: their own, those they may join, or both; direct ones among their own only.
    `after` is the `next` of the page before."""
    found = states.page(
        snapshot,
        who.id,
        policy.kinds_seen(who),
        query=texts.query(query),
        after=_after(after) if after else None,
        limit=limit + 1,
        mine=mine,
        within=policy.rooms_of(who),
    )
    last = found[limit - 1].room if len(found) > limit else None
    return pages.Rooms(rooms=found[:limit], next=f"{last.id}/{last.name}" if last else None)


def _after(cursor: str) -> states.After:
    id, _, name = cursor.partition("/")
    return texts.query(name), ids.room(id)


def blocked(snapshot: Snapshot, who: Person) -> list[PersonId]:
    """Whom `who` has blocked."""
    return blocks.of(snapshot, who.id)


def room(snapshot: Snapshot, who: Person, id: str) -> RoomState:
    _may_read(snapshot, who, ids.room(id))
    state = states.get(snapshot, ids.room(id), who.id)
    assert state is not None, "it was there in the same snapshot"
    return state


def open_room(snapshot: Snapshot, id: str) -> OpenRoom | None:
    """The room that a link leads to, if whoever has the link may come in with just a name. Of all others a stranger
    does not learn whether they exist."""
    found = rooms.get(snapshot, ids.room(id))
    if found is None or found.kind != "open" or found.archived:
        return None
    return OpenRoom(id=found.id, name=found.name)


def may_edit(snapshot: Snapshot, who: Person, id: str) -> None:
    """Refuses like changing the room would."""
    entrance = members.entrance(snapshot, ids.room(id), who.id)
    if entrance is None:
        raise policy.no_such_room(ids.room(id))
    policy.may_edit(who, entrance.room, entrance.member)


def picture(snapshot: Snapshot, who: Person, id: str) -> Picture | None:
    """Of the room; None: it has none."""
    room, _ = _may_read(snapshot, who, ids.room(id))
    return pictures.get(snapshot, room)


def present(snapshot: Snapshot, who: Person, id: str) -> pages.Members:
    """Who is in the room now."""
    room, head = _may_read(snapshot, who, ids.room(id))
    return pages.Members(room=room, rev=head.rev, members=members.present(snapshot, room))


def page(
    snapshot: Snapshot,
    who: Person,
    id: str,
    *,
    before: int | None = None,
    after: int | None = None,
    around: int | None = None,
    limit: int = 50,
) -> pages.Page:
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
    return pages.Page(room=room, rev=head.rev, seq=head.seq, messages=found, members=_authors(snapshot, room, found))


def message(snapshot: Snapshot, who: Person, id: str, message_id: str) -> Message:
    room, _ = _may_read(snapshot, who, ids.room(id))
    found = messages.get(snapshot, room, ids.message(message_id))
    if found is None:
        raise Refusal("not_found", f"There is no message {ids.message(message_id)} in this room.")
    return found


def changes_after(snapshot: Snapshot, who: Person, id: str, after: int) -> pages.ChangesPage:
    """What changed after a `rev`, for clients without a socket."""
    room, head = _may_read(snapshot, who, ids.room(id))
    if after > head.rev:
        raise Refusal("future", f"The room is at rev {head.rev}; there is nothing after {after} yet.")
    found = changes.latest(snapshot, room, after, outgoing.CHANGES)
    assert found is not None, "it was there in the same snapshot"
    return pages.changes_page(room, found.rev, found.seq, found.events if after >= found.since else None)


def _may_read(snapshot: Snapshot, who: Person, id: RoomId) -> tuple[RoomId, Head]:
    entrance = members.entrance(snapshot, id, who.id)
    if entrance is None:
        raise policy.no_such_room(id)
    policy.may_read(who, entrance.room, entrance.member)
    return id, entrance.head


def _authors(snapshot: Snapshot, room: RoomId, found: list[Message]) -> list[Member]:
    return members.among(snapshot, room, {message.author for message in found})
