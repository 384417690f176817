"""A house that has an owner, listening, on each kind of store; whoever comes is a new cast (`cast.py`)."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest
import pytest_asyncio

from madang.chat.heart import Chat
from tests.api import edges
from tests.security.cast import Cast, claim, enter, hurry
from tests.security.permissions import Cell, Row
from tests.servers import Postgres


class Home(NamedTuple):
    served: edges.Served
    http: httpx2.AsyncClient
    waiting: list[Cast]
    store: str

    @property
    def chat(self) -> Chat:
        return self.served.chat

    def places(self, named: Iterable[str]) -> list[str]:
        """PostgreSQL is asked for the strictest alone: what decides is above the stores."""
        return [place for place in named if self.store == "sqlite" or place in ("house", "private")]

    def cast(self) -> Cast:
        if not self.waiting:
            self.waiting.extend(enter(self.chat._database, 10))
        return self.waiting.pop()

    async def asks(
        self, row: Row, cell: Cell, said: Mapping[str, str] | None = None, more: Mapping[str, Any] | None = None
    ) -> httpx2.Response:
        """The request of the row as this actor, with the headers `said`; `more` are further fields of its body."""
        headers = dict(said or {})
        if token := cell.cast.tokens.get(cell.actor):
            headers = {"authorization": f"Bearer {token}", **headers}
        body = {**(row.body(cell) if row.body else {}), **(more or {})}
        content = json.dumps(body).encode() if row.body or more else None
        if content is not None:
            headers = {"content-type": "application/json", **headers}
        method, path = row.request.partition(" ")[0], row.path(cell)
        return await self.http.request(method, path, content=content, headers=headers)


@pytest_asyncio.fixture(
    scope="module", loop_scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)]
)
async def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    server: Postgres | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    async with _opened(tmp_path_factory.mktemp("home"), request.param, server) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sqlite_home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """For what has nothing to do with the store."""
    async with _opened(tmp_path_factory.mktemp("home"), "sqlite", None) as opened:
        yield opened


@asynccontextmanager
async def _opened(folder: Path, store: str, server: Postgres | None) -> AsyncIterator[Home]:
    url = server.new_database() if server else f"sqlite:///{folder}/madang.sqlite3"
    claim(url)
    async with edges.served(folder, database_url=url) as served:
        hurry(served.app)
        base = f"http://127.0.0.1:{served.port}"
        async with httpx2.AsyncClient(base_url=base, trust_env=False, timeout=20) as http:
            yield Home(served, http, [], store)
