"""The few fixtures that all tests share: real servers, and a fresh database on each kind of store.

| fixture | what it gives |
|---|---|
| `database_url` | a fresh, empty database; the test runs once on SQLite and once on PostgreSQL |
| `postgres` | the PostgreSQL server of this test process; for tests of that kind alone |
| `nats` | the NATS server of this test process: leave it as you found it |

A test that stops, kills or pauses a server takes one of its own: `with Postgres(durable=True) as server:`.
"""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.servers import Nats, Postgres

SLOW = ("stories", "faults", "security", "test_wheel.py")
"""Places whose tests take their time; `make check` leaves them out."""

SLOW_FIXTURES = {"postgres", "nats"}

# A busy machine is no failing test; what fails prints how to see it again.
hypothesis.settings.register_profile("madang", deadline=None, print_blob=True)
hypothesis.settings.load_profile("madang")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        place = item.path.relative_to(here).parts[0]
        if place in SLOW or SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def nats() -> Iterator[Nats]:
    with Nats() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/madang.sqlite3"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.new_database()
    yield url
    server.drop(url)
