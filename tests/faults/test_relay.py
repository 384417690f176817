"""Two nodes and the relay between them: killed, stunned, or away from one of them only. The database is the truth, so
that everybody converges once it is back."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from tests.faults.crowd import Crowd, eventually, is_gone, seed_of_today
from tests.houses import House
from tests.people import new_id
from tests.servers import Nats, Postgres, free_port


class Proxy:
    """A port that leads to another one, until it is cut."""

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self._target = target
        self._server: asyncio.Server | None = None
        self._leading: set[asyncio.Task[None]] = set()

    async def opens(self) -> None:
        self._server = await asyncio.start_server(self._lead, "127.0.0.1", self.port)

    async def cuts(self) -> None:
        """Every connection ends, and no new one is let in."""
        assert self._server
        self._server.close()
        for task in tuple(self._leading):
            task.cancel()
        await asyncio.gather(*self._leading, return_exceptions=True)
        await self._server.wait_closed()

    async def _lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._leading.add(task)
        writers = [writer]
        try:
            other_reader, other_writer = await asyncio.open_connection("127.0.0.1", self._target)
            writers.append(other_writer)
            await asyncio.gather(_copy(reader, other_writer), _copy(other_reader, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            for each in writers:
                each.transport.abort()
                with contextlib.suppress(OSError):
                    await each.wait_closed()
            self._leading.discard(task)


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Ends with an error when one side does, so that the other is not kept."""
    while piece := await reader.read(1 << 16):
        writer.write(piece)
        await writer.drain()
    raise ConnectionError("the other end is gone")


@asynccontextmanager
async def two_nodes(postgres: Postgres, nats: Nats) -> AsyncIterator[tuple[House, House, Proxy]]:
    """The first reaches the relay through the proxy."""
    url, proxy = postgres.new_database(), Proxy(nats.port)
    await proxy.opens()
    try:
        # A start blocks this loop and the proxy in it; a house does not wait for NATS.
        with House(url, nats_url=f"nats://127.0.0.1:{proxy.port}") as first, House(url, nats_url=nats.url) as second:
            yield first, second, proxy
    finally:
        await proxy.cuts()


async def says_one(crowd: Crowd, name: str) -> None:
    who = next(each for each in crowd.witnesses if each.name == name)
    await who.says_once(crowd.history.send(new_id(), crowd.rooms[0], who.id, crowd.text()))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("how", ["killed", "stunned"])
async def test_a_relay_that_is_away_for_five_seconds(
    postgres: Postgres, how: str, record_property: Callable[[str, object], None]
) -> None:
    with Nats() as nats:
        async with (
            two_nodes(postgres, nats) as (first, second, _),
            Crowd(first, second, seed=seed_of_today(), people=10) as crowd,
        ):
            async with crowd.talks():
                await crowd.is_acknowledged(100)
                nats.kill() if how == "killed" else nats.pause()
                await asyncio.sleep(5)
                await crowd.is_acknowledged(50)  # nobody needs the relay to be acknowledged
                nats.start() if how == "killed" else nats.resume()
                await crowd.is_acknowledged(50)
            began = time.monotonic()
            await crowd.agrees()
            record_property("seconds_until_at_rest", round(time.monotonic() - began, 2))


@pytest.mark.timeout(300)
async def test_a_node_that_alone_was_away_from_the_relay(postgres: Postgres, nats: Nats) -> None:
    """The other one was never away, heard nothing of what was said on the first, and nothing more is said there."""
    async with (
        two_nodes(postgres, nats) as (first, second, proxy),
        Crowd(first, second, seed=1, people=2, visitors=0) as crowd,
    ):
        alice, bob = crowd.witnesses
        await proxy.cuts()
        await eventually(lambda: "the relay is gone" in first.log(), "the first node being alone")
        await says_one(crowd, alice.name)
        await proxy.opens()
        await eventually(lambda: bob.model.rooms[crowd.rooms[0]].seq == 1, "bob hearing what was said meanwhile")
        await crowd.agrees()


@pytest.mark.timeout(300)
async def test_a_node_that_is_killed_leaves_no_hole_on_the_other(postgres: Postgres, nats: Nats) -> None:
    """Without visitors: those of a killed node are held to be here until all nodes have been heard for a while."""
    async with (
        two_nodes(postgres, nats) as (first, second, _),
        Crowd(first, second, seed=seed_of_today(), people=10, visitors=0) as crowd,
    ):
        async with crowd.talks():
            for _ in range(3):
                await crowd.is_acknowledged(50)
                first.restart()
            await crowd.is_acknowledged(50)
        await crowd.agrees()


@pytest.mark.timeout(300)
async def test_the_same_id_on_two_nodes_at_once_is_one_message(postgres: Postgres, nats: Nats) -> None:
    async with (
        two_nodes(postgres, nats) as (first, second, _),
        Crowd(first, second, seed=1, people=2, visitors=0) as crowd,
    ):
        alice, _ = crowd.witnesses
        device = await alice.on_another_device()
        await is_gone(device)
        device.house = second
        await device.comes_back()
        for _ in range(30):
            send = crowd.history.send(new_id(), crowd.rooms[0], alice.id, crowd.text())
            fields = {"room": send.room, "text": send.text}
            answers = await asyncio.gather(
                alice.does("send_message", send.id, **fields), device.does("send_message", send.id, **fields)
            )
            for answer in answers:
                crowd.history.was_done(send, answer["seq"])
        await crowd.agrees()
