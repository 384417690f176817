"""The roles, and who looks after the house."""

from madang.domain.errors import Refusal
from madang.domain.people import Person, Role

INSIDE: tuple[Role, ...] = ("owner", "admin", "member", "bot")
"""Who has an account here, and sees the public rooms."""
OUTSIDE: tuple[Role, ...] = ("guest", "visitor")
"""Who has none, and is in open rooms only."""
STAFF: tuple[Role, ...] = ("owner", "admin")
"""Who looks after the house."""
ROLES: tuple[Role, ...] = ("guest", "member", "admin", "owner")
"""What one can become here, from the least to the most."""


def must_be_staff(who: Person) -> None:
    if who.role not in STAFF:
        raise Refusal("forbidden", "Only owners and admins of the house may do this.")


def must_be_owner(who: Person) -> None:
    if who.role != "owner":
        raise Refusal("forbidden", "Only owners of the house may do this.")
