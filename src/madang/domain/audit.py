"""An act of somebody who looks after the house, as it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from madang.domain.ids import PersonId, RoomId


@dataclass(frozen=True, slots=True)
class Act:
    """`subject` is the id of whom or what it was done to. `about` is what else there is to know: no texts of people."""

    id: int
    at: str
    actor: PersonId
    action: str
    subject: str | None
    room: RoomId | None
    about: Mapping[str, Any]
