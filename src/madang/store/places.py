"""The place as it is kept: one of the facts that a database knows about itself."""

import json
from dataclasses import asdict, fields, replace

from sqlalchemy import Connection

from madang.domain.places import Place
from madang.store import facts
from madang.store.transaction import Transaction

_NAME = "place"
_KNOWN = {field.name for field in fields(Place)}


def get(connection: Connection) -> Place:
    kept = json.loads(facts.get(connection, _NAME) or "{}")
    return Place(**{name: value for name, value in kept.items() if name in _KNOWN})


def put(tx: Transaction, place: Place) -> Place:
    """Keeps it as the next edition, and gives that."""
    kept = replace(place, edition=place.edition + 1)
    facts.put(tx, _NAME, json.dumps(asdict(kept), ensure_ascii=False))
    return kept
