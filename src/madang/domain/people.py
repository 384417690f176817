"""A person: whoever says something here."""

from dataclasses import dataclass
from typing import Literal

from madang.domain.ids import PersonId

Kind = Literal["guest", "visitor"]
"""A guest has a session and comes back; a visitor lives as long as one plain connection."""


@dataclass(frozen=True, slots=True)
class Person:
    id: PersonId
    name: str
    kind: Kind
