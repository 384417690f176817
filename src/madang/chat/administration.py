"""What those look at who look after the house: what was done, and how much is kept where."""

from typing_extensions import TypedDict

from madang.domain import policy
from madang.domain.audit import Act
from madang.domain.ids import PersonId, RoomId
from madang.domain.people import Person
from madang.domain.rooms import RoomKind
from madang.domain.tokens import Token
from madang.store import audit, people, storage, tokens
from madang.store.database import Snapshot

PAGE = 200
_ROOMS = 5_000


class StoredRoom(TypedDict):
    """`name` is empty where whoever asks may not look inside."""

    id: RoomId
    name: str
    kind: RoomKind
    messages: int
    bytes: int


def acts(snapshot: Snapshot, who: Person, before: int | None, limit: int, action: str | None) -> list[Act]:
    """The latest first."""
    policy.must_be_staff(who)
    return audit.page(snapshot, before, limit, action)


def acts_after(snapshot: Snapshot, who: Person, id: int) -> list[Act]:
    """In their order, for those who take them all along."""
    policy.must_be_owner(who)
    return audit.after(snapshot, id, PAGE)


def stored(snapshot: Snapshot, who: Person) -> list[StoredRoom]:
    """The largest rooms first."""
    policy.must_be_staff(who)
    seen = policy.kinds_seen(who)
    return [
        StoredRoom(
            id=each.id,
            name=each.name if each.inside or each.kind in seen else "",
            kind=each.kind,
            messages=each.messages,
            bytes=each.bytes,
        )
        for each in storage.by_room(snapshot, who.id, _ROOMS)
    ]


def tokens_of(snapshot: Snapshot, who: Person, bot: str | None, now: str) -> list[Token]:
    """One's own, or those of a bot."""
    if bot is None:
        return tokens.of(snapshot, who.id, now)
    owner = people.get(snapshot, PersonId(bot))
    if owner is None:
        raise policy.no_such_person(PersonId(bot))
    policy.may_revoke(who, owner)
    return tokens.of(snapshot, owner.id, now)
