"""The place as it is kept: one of the facts that a database knows about itself."""

import json
from dataclasses import asdict, fields

from sqlalchemy import Connection

from madang.domain.places import Place
from madang.store import facts
from madang.store.transaction import Transaction

_NAME = "place"
_KNOWN = {field.name for field in fields(Place)}


def get(connection: Connection) -> Place:
    kept = json.loads(facts.get(connection, _NAME) or "{}")
    return Place(**{name: value for name, value in kept.items() if name in _KNOWN})


def put(tx: Transaction, place: Place) -> None:
    facts.put(tx, _NAME, json.dumps(asdict(place), ensure_ascii=False))
