"""What a token is for. A program that has one acts for its owner, within the scope of the token and never beyond."""

from dataclasses import dataclass
from typing import Literal, get_args

from madang.domain.ids import RoomId
from madang.domain.people import Person

Right = Literal["read", "write"]
RIGHTS: tuple[Right, ...] = get_args(Right)


@dataclass(frozen=True, slots=True)
class Scope:
    """`rooms` are all that it may see; None: whatever its owner may."""

    rights: frozenset[Right]
    rooms: frozenset[RoomId] | None = None


class Deputy(Person):
    """Who asks with a token. What it may is at most what a member may, whoever `owner` is: it looks after nothing. For
    everybody else it is its owner: a scope is in no event and on no wire."""

    __slots__ = ("owner", "scope")
    owner: Person
    scope: Scope

    def __init__(self, owner: Person, scope: Scope) -> None:
        role = "member" if owner.role in ("owner", "admin") else owner.role
        super().__init__(owner.id, owner.name, role, owner.picture)
        object.__setattr__(self, "owner", owner)
        object.__setattr__(self, "scope", scope)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Deputy) and (self.id, self.scope) == (other.id, other.scope)

    def __hash__(self) -> int:
        return hash((self.id, self.scope))


def renewed(was: Person, now: Person) -> Person:
    """The same person as they are by now, with the scope that they had."""
    return Deputy(now, was.scope) if isinstance(was, Deputy) else now


def as_seen(who: Person) -> Person:
    """As everybody else sees them."""
    return who.owner if isinstance(who, Deputy) else who
