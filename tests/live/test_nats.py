"""The relay over a real NATS server: in order, never to oneself, and a doubt wherever something may be lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from madang.live.nats import NatsRelay
from tests.servers import Nats
from tests.store.rows import new_id


class Node:
    """One process on the relay, and what it hears and doubts."""

    def __init__(self, relay: NatsRelay) -> None:
        self.relay = relay
        self.heard: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()
        self.doubts: asyncio.Queue[str | None] = asyncio.Queue()
        self.back = asyncio.Event()

    async def start(self) -> None:
        await self.relay.start(lambda *heard: self.heard.put_nowait(heard), self.doubt)

    def doubt(self, subject: str | None) -> None:
        self.doubts.put_nowait(subject)
        if subject is None and not self.relay.away and self.relay.steady_for >= 0:
            self.back.set()

    async def listens(self, subject: str) -> None:
        """What was asked for before is done too."""
        self.relay.subscribe(subject)
        while await soon(self.doubts.get()) != subject:
            pass

    async def hears(self, many: int) -> list[tuple[str, bytes]]:
        return [await soon(self.heard.get()) for _ in range(many)]


async def soon(what: Any) -> Any:
    return await asyncio.wait_for(what, 10)


async def away(node: Node) -> None:
    while not node.relay.away:
        await asyncio.sleep(0.001)


@asynccontextmanager
async def nodes(server: Nats, many: int = 2) -> AsyncIterator[list[Node]]:
    made = [Node(NatsRelay(server.url)) for _ in range(many)]
    for node in made:
        await node.start()
    try:
        yield made
    finally:
        for node in made:
            await node.relay.close()


async def test_what_one_node_tells_is_heard_on_the_others_in_order(nats: Nats) -> None:
    subject = f"madang.room.{new_id()}"
    async with nodes(nats, 3) as (a, b, c):
        for node in (a, b, c):
            await node.listens(subject)
        expected = [(subject, str(number).encode()) for number in range(500)]
        for _, payload in expected:
            a.relay.publish(subject, payload)
        assert await b.hears(500) == expected
        assert await c.hears(500) == expected
        assert a.heard.empty(), "a node does not hear itself"


async def test_only_what_is_subscribed_to_is_heard(nats: Nats) -> None:
    here, there = f"madang.room.{new_id()}", f"madang.room.{new_id()}"
    async with nodes(nats) as (a, b):
        await b.listens(here)
        a.relay.publish(there, b"no")
        a.relay.publish(here, b"yes")
        assert await b.hears(1) == [(here, b"yes")]
        b.relay.unsubscribe(here)
        await b.listens(there)
        a.relay.publish(here, b"no more")
        a.relay.publish(there, b"now")
        assert await b.hears(1) == [(there, b"now")]


async def test_a_room_in_any_script_is_a_subject(nats: Nats) -> None:
    subject = f"madang.room.마당-हिन्दी-{new_id()}"
    async with nodes(nats) as (a, b):
        await b.listens(subject)
        a.relay.publish(subject, "안녕".encode())
        assert await b.hears(1) == [(subject, "안녕".encode())]


async def test_subscribing_again_after_leaving_works_in_the_order_asked(nats: Nats) -> None:
    subject = f"madang.room.{new_id()}"
    async with nodes(nats) as (a, b):
        await b.listens(subject)
        b.relay.unsubscribe(subject)
        await b.listens(subject)
        a.relay.publish(subject, b"once")
        assert await b.hears(1) == [(subject, b"once")]
        b.relay.publish(subject, b"back")
        await a.listens(other := f"madang.room.{new_id()}")
        b.relay.publish(other, b"end")
        assert await a.hears(1) == [(other, b"end")]
        assert b.heard.empty()


async def test_a_listener_that_breaks_is_a_doubt_and_the_next_piece_is_heard(nats: Nats) -> None:
    subject = f"madang.room.{new_id()}"
    relay, doubts, heard = NatsRelay(nats.url), asyncio.Queue[str | None](), asyncio.Queue[bytes]()

    def hear(_: str, payload: bytes) -> None:
        if payload == b"unknown":
            raise KeyError(payload)
        heard.put_nowait(payload)

    await relay.start(hear, doubts.put_nowait)
    relay.subscribe(subject)
    while await soon(doubts.get()) != subject:
        pass
    async with nodes(nats, 1) as (a,):
        a.relay.publish(subject, b"unknown")
        a.relay.publish(subject, b"known")
        assert await soon(heard.get()) == b"known"
        assert await soon(doubts.get()) is None
    await relay.close()


async def test_a_server_that_came_back_is_a_doubt_about_everything() -> None:
    subject = f"madang.room.{new_id()}"
    with Nats() as server:
        async with nodes(server) as (a, b):
            await b.listens(subject)
            server.kill()
            for node in (a, b):
                await soon(away(node))
                node.back.clear()
            a.relay.publish(subject, b"lost")
            server.start()
            for node in (a, b):
                await soon(node.back.wait())
            a.relay.publish(subject, b"after")
            found = await b.hears(1)
            if found == [(subject, b"lost")]:  # it was still in a buffer; that is allowed
                found = await b.hears(1)
            assert found == [(subject, b"after")]


async def test_a_subscription_asked_for_while_the_server_is_away_holds_afterwards() -> None:
    subject = f"madang.room.{new_id()}"
    with Nats() as server:
        async with nodes(server) as (a, b):
            await b.listens(f"madang.room.{new_id()}")
            server.kill()
            for node in (a, b):
                await soon(away(node))
                node.back.clear()
            b.relay.subscribe(subject)
            server.start()
            for node in (a, b):
                await soon(node.back.wait())
            await b.listens(f"madang.room.{new_id()}")
            a.relay.publish(subject, b"hello")
            assert await b.hears(1) == [(subject, b"hello")]


async def test_closing_leaves_no_task_behind(nats: Nats) -> None:
    before = asyncio.all_tasks()
    async with nodes(nats, 1) as (a,):
        await a.listens(f"madang.room.{new_id()}")
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_closing_works_also_when_the_server_has_just_died() -> None:
    with Nats() as server:
        async with nodes(server, 1) as (a,):
            await a.listens(f"madang.room.{new_id()}")
            server.kill()
            await asyncio.wait_for(a.relay.close(), 10)


async def test_a_node_whose_server_is_not_there_yet_goes_on_and_is_heard_later() -> None:
    subject = f"madang.room.{new_id()}"
    server = Nats()
    late, early = Node(NatsRelay(server.url)), Node(NatsRelay(server.url))
    await early.start()
    early.relay.subscribe(subject)
    early.relay.publish(subject, b"nobody hears this")
    assert (early.relay.away, early.relay.steady_for < 0) == (True, True)
    with server:
        await soon(early.back.wait())
        await early.listens(f"madang.room.{new_id()}")
        await late.start()
        await late.listens(f"madang.room.{new_id()}")
        late.relay.publish(subject, b"hello")
        assert await early.hears(1) == [(subject, b"hello")]
        assert (early.relay.away, early.relay.steady_for < 0) == (False, False)
        for node in (early, late):
            await node.relay.close()
