"""Readers that do not read, or not fast: the others do not notice, the memory of the house stays bounded, and whoever
reads again is right again."""

import asyncio
from collections.abc import Callable

import pytest
from websockets.asyncio.client import ClientConnection

from tests.faults.crowd import Crowd, Witness, eventually
from tests.faults.sockets import BareSocket
from tests.faults.soundness import descriptors, memory
from tests.houses import House
from tests.model import Model
from tests.people import new_id

LONG = 7_900
MEGABYTE = 1 << 20


async def says_many(crowd: Crowd, who: Witness, times: int) -> None:
    """In tens, so that those who read have a chance to keep up."""
    room = crowd.rooms[0]
    for _ in range(times // 10):
        sends = [crowd.history.send(new_id(), room, who.id, crowd.text()) for _ in range(10)]
        await asyncio.gather(*map(who.says_once, sends))
    assert all(send.outcome == "done" for send in crowd.history.sends)


@pytest.mark.timeout(300)
async def test_readers_that_never_read_harm_nobody_and_are_shown_out(
    record_property: Callable[[str, object], None],
) -> None:
    """Ten of them, in a room in which fourteen megabytes are said: kept for them, that would be 140."""
    with House() as house:
        async with Crowd(house, seed=1, people=2, visitors=0, length=LONG) as crowd:
            alice, bob = crowd.witnesses
            await says_many(crowd, alice, 300)  # whatever the house keeps for itself, it has now
            bare = [BareSocket(house) for _ in range(10)]
            for each in bare:
                each.says_hello(bob.token)
            await eventually(lambda: len(alice.model.rooms[crowd.rooms[0]].here) == 2, "the readers' welcome")
            before, connected = memory(house), descriptors(house)
            await says_many(crowd, alice, 600)
            grown = memory(house) - before
            await crowd.agrees()
            record_property("megabytes_grown", round(grown / MEGABYTE, 1))
            assert grown < 64 * MEGABYTE, f"{grown / MEGABYTE:.0f} MB more for ten readers that do not read"
            await eventually(lambda: descriptors(house) <= connected - len(bare), "the readers being shown out")
            for each in bare:
                with each:
                    while each.reads(1 << 16):
                        pass
            await says_many(crowd, alice, 10)
            await crowd.agrees()


async def test_a_reader_that_pauses_is_right_again() -> None:
    with House() as house:
        async with Crowd(house, seed=1, people=3, visitors=0, length=LONG) as crowd:
            alice, bob, carol = crowd.witnesses
            stops_reading(bob.socket)
            heard = len(bob.frames)
            await says_many(crowd, alice, 400)
            await eventually(lambda: carol.model.rooms[crowd.rooms[0]].seq == 400, "the others hearing everything")
            await asyncio.sleep(3)  # the pause that this is about
            assert len(bob.frames) < heard + 400
            bob.socket.transport.resume_reading()
            await bob.until(lambda: bob.model.settled and bob.model.rooms[crowd.rooms[0]].seq == 400, "the rest")
            again = {frame["type"] for frame in bob.frames[heard:]} & {"caught_up", "reset"}
            assert again, "it was never behind: the premise of this test"
            await crowd.agrees()


def stops_reading(connection: ClientConnection) -> None:
    connection.transport.pause_reading()


async def test_a_reader_of_single_bytes_hears_everything() -> None:
    with House() as house:
        async with Crowd(house, seed=1, people=2, visitors=0, length=100) as crowd:
            alice, bob = crowd.witnesses
            room, model = crowd.rooms[0], Model()
            with BareSocket(house) as bare:
                bare.says_hello(bob.token)

                def reads_on() -> None:
                    while not (model.rooms.get(room) and model.rooms[room].seq == 200 and model.live):
                        assert bare.reads(1), "the connection ended"
                        for frame in bare.frames():
                            model.fold(frame)

                reading = asyncio.create_task(asyncio.to_thread(reads_on))
                await says_many(crowd, alice, 200)
                await asyncio.wait_for(reading, 60)
            logs = await crowd.agrees()
            assert not model.wrong
            held = model.rooms[room].messages
            assert all(held.get(message["id"], message) == message for message in logs[room].messages)
