"""The houses of the stories: one for each kind of store, shared by all stories that leave it as they found it."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.houses import House
from tests.people import People
from tests.servers import Postgres
from tests.stories import claimed as claiming
from tests.stories.claimed import Claimed


@pytest.fixture(scope="session")
def sqlite_house() -> Iterator[House]:
    with House() as house:
        yield house


@pytest.fixture(scope="session")
def postgres_house(postgres: Postgres) -> Iterator[House]:
    with House(postgres.new_database()) as house:
        yield house


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """A running house, with others' rooms in it: for stories that neither stop it nor need their own settings."""
    house: House = request.getfixturevalue("sqlite_house" if request.param == "sqlite" else "postgres_house")
    yield house
    house.has_nothing_to_hide()


@pytest.fixture
async def people(house: House) -> AsyncIterator[People]:
    async with People(house) as people:
        yield people


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def owned_house(request: pytest.FixtureRequest) -> Iterator[tuple[House, str, str]]:
    """A house with an owner, the owner's handle, and an open room in it; shared like the others."""
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres").new_database()
    with House(url) as house:
        yield house, *asyncio.run(claiming.claimed(house))


@pytest.fixture
async def claimed(owned_house: tuple[House, str, str]) -> AsyncIterator[Claimed]:
    house, handle, room = owned_house
    async with People(house) as people:
        yield await claiming.entered(people, handle, room)
    house.has_nothing_to_hide()
