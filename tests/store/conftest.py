"""A database brought to shape, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator

import pytest

from madang.store import schema
from madang.store.database import Database


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    schema.prepare(opened)
    yield opened
    opened.close()
