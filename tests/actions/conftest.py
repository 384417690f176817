"""A house of actions over a fresh database, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from madang.domain.spelling import spelled
from madang.store import tables
from madang.store.database import Database
from tests.actions.turns import House, Nodes
from tests.servers import Postgres
from tests.store import rows


@pytest.fixture(params=rows.KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    yield from rows.opened(request, tmp_path)


@pytest.fixture
def nodes(postgres: Postgres) -> Iterator[Nodes]:
    url = postgres.new_database(rows.prepare)
    databases = Database(url), Database(url)
    yield Nodes(*(House(each) for each in databases))
    for each in databases:
        each.close()
    postgres.drop(url)


@pytest.fixture
def house(database: Database) -> Iterator[House]:
    """However people and rooms were named in the test, they are found by what they are called now."""
    yield House(database)
    with database.read() as snapshot:
        for named in (tables.people, tables.rooms):
            for name, kept in snapshot.execute(select(named.c.name, named.c.spelled)):
                assert kept == spelled(name)
