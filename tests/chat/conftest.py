"""A fresh SQLite database, the facts about it, and a heart over it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from madang.chat.heart import Chat
from madang.store import schema
from madang.store.database import Database
from madang.store.schema import Facts
from tests.chat.hearts import opened


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/madang.sqlite3")
    schema.prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def facts(database: Database) -> Facts:
    return schema.prepare(database)


@pytest.fixture
async def chat(database: Database, facts: Facts) -> AsyncIterator[Chat]:
    async with opened(database, facts) as chat:
        yield chat
