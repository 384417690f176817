"""The store crashes, is locked, is full, while a crowd talks: nothing is acknowledged that is not kept, whoever asks is
told `unavailable`, health says so, and all is well again by itself once the store is."""

import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pysqlite3
import pytest

from tests.faults.crowd import PATIENCE, Crowd, seed_of_today
from tests.faults.soundness import database_file, is_sound
from tests.houses import House
from tests.servers import Postgres


async def health_is(crowd: Crowd, status: int) -> None:
    """Asked until it says so: what is told to one may not be true for the next any more."""
    who, found = crowd.witnesses[0], 0
    deadline = time.monotonic() + PATIENCE
    while found != status:
        assert time.monotonic() < deadline, f"the health is {found}, not {status}"
        found = (await who.http.get(f"{who.house.url}/api/health/ready", timeout=PATIENCE)).status_code


async def is_in_trouble(crowd: Crowd) -> None:
    """People are told so, and so is whoever asks for the health."""
    known = crowd.refusals["unavailable"]
    await crowd.comes_to(
        lambda: crowd.refusals["unavailable"] > known, "somebody being told that the store is unavailable"
    )
    await health_is(crowd, 503)


async def is_well_again(crowd: Crowd) -> None:
    await crowd.is_acknowledged(50)
    await health_is(crowd, 200)


@pytest.mark.timeout(300)
async def test_a_crash_of_postgresql_costs_no_acknowledged_message() -> None:
    with Postgres(durable=True) as postgres, House(postgres.new_database()) as house:
        async with Crowd(house, seed=seed_of_today(), people=12, pause=0.02) as crowd:
            async with crowd.talks():
                for _ in range(3):
                    await crowd.is_acknowledged(100)
                    postgres.kill()
                    await is_in_trouble(crowd)
                    postgres.start()
                    await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals


@pytest.mark.timeout(300)
async def test_a_stop_of_postgresql_costs_no_acknowledged_message() -> None:
    """`fast` shutdown ends every session in the middle of what it does."""
    with Postgres(durable=True) as postgres, House(postgres.new_database()) as house:
        async with Crowd(house, seed=seed_of_today(), people=12, pause=0.02) as crowd:
            async with crowd.talks():
                await crowd.is_acknowledged(100)
                postgres.stop()
                await is_in_trouble(crowd)
                postgres.start()
                await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals


@pytest.mark.timeout(300)
async def test_sessions_of_postgresql_that_are_ended_cost_no_acknowledged_message(postgres: Postgres) -> None:
    url = postgres.new_database()
    with House(url) as house:
        async with Crowd(house, seed=seed_of_today(), people=12, pause=0.02) as crowd:
            async with crowd.talks():
                for _ in range(20):
                    await crowd.is_acknowledged(20)
                    end_sessions(url)
                await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals


def end_sessions(url: str) -> None:
    mine = "datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {mine}".encode())


@pytest.mark.timeout(300)
async def test_a_database_that_another_process_has_locked() -> None:
    with House() as house:
        async with Crowd(house, seed=seed_of_today(), people=12) as crowd:
            async with crowd.talks():
                await crowd.is_acknowledged(50)
                with closing(pysqlite3.connect(database_file(house), isolation_level=None, timeout=60)) as other:
                    other.execute("BEGIN IMMEDIATE")
                    await is_in_trouble(crowd)
                    other.execute("ROLLBACK")
                await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals
        house.kill()
        is_sound(house)


def full_by_limit(house: House) -> None:
    """No file may grow any more."""
    largest = max(path.stat().st_size for path in database_file(house).parent.iterdir())
    resource.prlimit(house.pid, resource.RLIMIT_FSIZE, (largest + 50_000, resource.RLIM_INFINITY))


def free_again(house: House) -> None:
    resource.prlimit(house.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform != "linux", reason="not run: limits another process, which only Linux can")
async def test_files_that_cannot_grow_any_more() -> None:
    with House() as house:
        async with Crowd(house, seed=seed_of_today(), people=12, length=2_000) as crowd:
            async with crowd.talks():
                await crowd.is_acknowledged(50)
                full_by_limit(house)
                await is_in_trouble(crowd)
                free_again(house)
                await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals
        house.kill()
        is_sound(house)


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[str], None]]:
    """A disk of two megabytes at `folder`; gives what changes its size."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "madang", folder], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("not run: no right to mount a small disk")

    def resize(size: str) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", folder], check=True)

    try:
        yield resize
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.timeout(300)
async def test_a_disk_that_is_full_and_then_freed(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as resize, House(data=tmp_path / "disk") as house:
        async with Crowd(house, seed=seed_of_today(), people=12, length=2_000) as crowd:
            async with crowd.talks():
                await is_in_trouble(crowd)
                resize("256m")
                await is_well_again(crowd)
            await crowd.agrees()
            assert "internal" not in crowd.refusals, crowd.refusals
        house.kill()
        is_sound(house)


async def test_a_house_whose_store_is_gone_says_so_and_lives() -> None:
    """Also while nobody talks."""
    with Postgres() as own, House(own.new_database()) as house:
        own.kill()
        await says(house, "/api/health/ready", 503)
        await says(house, "/api/health/live", 200)
        own.start()
        await says(house, "/api/health/ready", 200)


async def says(house: House, path: str, status: int) -> None:
    """Before long: an answer may be a moment old."""
    deadline = time.monotonic() + PATIENCE
    while await asyncio.to_thread(house.status, path) != status:
        assert time.monotonic() < deadline, f"{path} never said {status}"
