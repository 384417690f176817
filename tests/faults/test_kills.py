"""The house is killed at random instants while a crowd talks, and started again on what it left.

What was acknowledged is there, once, in its place.
"""

import time
from collections.abc import Callable
from random import Random

import pytest

from tests.faults.crowd import Crowd, seed_of_today
from tests.faults.soundness import is_sound
from tests.houses import House
from tests.servers import Postgres

READY_WITHIN = 45.0
"""Seconds to be ready again. It takes one or two where nothing else runs; the figure is in the report of the test."""


async def kill_now_and_then(crowd: Crowd, house: House, times: int) -> list[float]:
    """At random instants of its work; gives the seconds it took to be ready again."""
    random, took = Random(crowd.seed), []
    for _ in range(times):
        await crowd.is_acknowledged(random.randint(1, 60))
        house.kill()
        began = time.monotonic()
        house.start()
        took.append(time.monotonic() - began)
    await crowd.is_acknowledged(20)
    return took


@pytest.mark.timeout(300)
async def test_what_was_acknowledged_survives_twenty_kills(record_property: Callable[[str, object], None]) -> None:
    with House() as house:
        async with Crowd(house, seed=seed_of_today()) as crowd:
            async with crowd.talks():
                took = await kill_now_and_then(crowd, house, 20)
            logs = await crowd.agrees()
        record_property("seed", crowd.seed)
        record_property("seconds_until_ready", [round(each, 2) for each in took])
        record_property("messages", {room: log.state["seq"] for room, log in logs.items()})
        assert max(took) < READY_WITHIN, took
        house.kill()
        is_sound(house)


@pytest.mark.timeout(300)
async def test_what_was_acknowledged_survives_kills_over_postgresql() -> None:
    with Postgres(durable=True) as postgres, House(postgres.new_database()) as house:
        async with Crowd(house, seed=seed_of_today()) as crowd:
            async with crowd.talks():
                took = await kill_now_and_then(crowd, house, 5)
            await crowd.agrees()
        assert max(took) < READY_WITHIN, took
