"""An open house over SQLite, and somebody in front of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from tests.api import edges


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[FastAPI]:
    async with edges.house(tmp_path) as made:
        yield made


@pytest.fixture
async def jiwoo(house: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """A guest."""
    async with edges.client(house) as made:
        await edges.signed_in(made, "지우")
        yield made


@pytest.fixture
async def minjun(house: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Another guest."""
    async with edges.client(house) as made:
        await edges.signed_in(made, "민준")
        yield made


@pytest.fixture
async def nobody(house: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody without a session."""
    async with edges.client(house) as made:
        yield made
