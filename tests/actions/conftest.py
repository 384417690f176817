"""A house of actions over a fresh database, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from madang.store.database import Database
from tests.actions.turns import House
from tests.store import rows


@pytest.fixture(params=rows.KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    yield from rows.opened(request, tmp_path)


@pytest.fixture
def house(database: Database) -> House:
    return House(database)
