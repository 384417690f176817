"""A fresh SQLite database and the facts about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from madang.store import schema
from madang.store.database import Database
from madang.store.schema import Facts


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/madang.sqlite3")
    schema.prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def facts(database: Database) -> Facts:
    return schema.prepare(database)
