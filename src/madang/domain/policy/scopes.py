"""How far somebody reaches who asks with a token. Whoever asks with none is bound by none."""

from madang.domain.ids import RoomId
from madang.domain.people import Person
from madang.domain.scopes import Deputy


def is_within(who: Person, room: RoomId) -> bool:
    """Whether a token that they ask with is for this room. Whoever asks with none is bound by none."""
    rooms = rooms_of(who)
    return rooms is None or room in rooms


def rooms_of(who: Person) -> frozenset[RoomId] | None:
    return who.scope.rooms if isinstance(who, Deputy) else None


def in_person(who: Person) -> bool:
    """What belongs to an account, and looking after others, is nothing for a token."""
    return not isinstance(who, Deputy)


def may_write(who: Person) -> bool:
    return not isinstance(who, Deputy) or "write" in who.scope.rights
