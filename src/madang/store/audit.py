"""What those did who look after the house. Only ever added to.

Ids and no texts, so that who is erased is erased here too.
"""

import json
from collections.abc import Mapping
from typing import Any

from madang.domain.ids import PersonId, RoomId
from madang.store.tables import audit
from madang.store.transaction import Transaction


def add(
    tx: Transaction,
    at: str,
    actor: PersonId,
    action: str,
    subject: str | None = None,
    room: RoomId | None = None,
    about: Mapping[str, Any] | None = None,
) -> None:
    """`subject` is the id of whom or what it was done to; `about` what else there is to know, fit for JSON."""
    tx.writing.execute(
        audit.insert().values(
            at=at, actor=actor, action=action, subject=subject, room=room, about=json.dumps(about or {})
        )
    )
