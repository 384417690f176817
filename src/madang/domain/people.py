"""A person: whoever says something here."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.ids import PersonId

Role = Literal["owner", "admin", "member", "bot", "guest", "visitor"]
"""What one is in the house. A guest comes in without an account and sees open rooms only; a visitor lives as long as
one plain connection."""

State = Literal["active", "deactivated", "banned", "erased"]
"""Who is not active is in no room and has no session."""


@dataclass(frozen=True, slots=True)
class Person:
    """What everybody who meets them may see. `picture` names the present one, to fetch it by."""

    id: PersonId
    name: str
    role: Role
    picture: str | None = None
