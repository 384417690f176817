"""A token: a session of a program, for as long and as much as its owner wants."""

from dataclasses import dataclass

from madang.domain.ids import PersonId, RoomId
from madang.domain.scopes import Right


@dataclass(frozen=True, slots=True)
class Token:
    """As its owner sees it. `seen_at` is when it was last used; None: never yet. `expires_at` None: never. `rooms`
    None: all that its owner sees."""

    id: str
    person: PersonId
    name: str
    rights: tuple[Right, ...]
    rooms: tuple[RoomId, ...] | None
    created_at: str
    seen_at: str | None = None
    expires_at: str | None = None
