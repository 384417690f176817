"""Looking into the store: what is found, and that its trouble is a refusal."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from madang.chat.looking import Looking
from madang.domain.errors import Refusal
from madang.store import places
from madang.store.database import Database
from tests.chat.hearts import gone, hooked


@pytest.fixture
def looking(database: Database) -> Iterator[Looking]:
    with ThreadPoolExecutor(1) as readers:
        yield Looking(database, readers)


async def test_a_look_and_a_glance_see_the_same(looking: Looking) -> None:
    assert await looking.read(places.get) == await looking.glance(places.get)


async def test_a_look_in_trouble_is_refused_as_such(looking: Looking, database: Database) -> None:
    def fail(_: Any) -> None:
        raise gone()

    with hooked("begin", fail, database._readers):
        for look in (looking.read, looking.glance):
            with pytest.raises(Refusal) as refused:
                await look(lambda _: None)
            assert refused.value.code == "unavailable"
            assert refused.value.retry_after is not None
