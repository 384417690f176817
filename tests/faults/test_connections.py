"""Connections that end at the worst moment, or all at once; a process that is stunned, or out of descriptors."""

import asyncio
import resource
import sys
from contextlib import ExitStack

import pytest

from tests.faults.crowd import Crowd, eventually, is_gone, seed_of_today
from tests.faults.history import Send
from tests.faults.sockets import BareSocket
from tests.faults.soundness import descriptors
from tests.houses import House
from tests.people import People, Person, new_id


async def test_a_retry_after_an_answer_that_was_cut_off_is_one_message(database_url: str) -> None:
    """The author does not read from the moment of sending on: the answer is certainly lost, the message is not."""
    with House(database_url) as house:
        async with Crowd(house, seed=1, people=2, visitors=0) as crowd:
            alice, bob = crowd.witnesses
            for _ in range(10):
                send = crowd.history.send(new_id(), crowd.rooms[0], alice.id, crowd.text())
                alice.socket.transport.pause_reading()
                await alice.sends(type="send_message", ref=send.id, room=send.room, text=send.text)
                await bob.hears(send.text)
                alice.drops()
                await alice.returns()
                await alice.says_once(send)
                assert send.outcome == "done"
            await crowd.agrees()


async def test_a_retry_after_a_connection_cut_at_any_moment_is_one_message() -> None:
    """Cut before the command arrived, or after, or after the answer: nobody knows."""
    with House() as house:
        async with Crowd(house, seed=1, people=3, visitors=0) as crowd:
            alice, *_ = crowd.witnesses
            for moment in range(30):
                send = crowd.history.send(new_id(), crowd.rooms[0], alice.id, crowd.text())
                await alice.sends(type="send_message", ref=send.id, room=send.room, text=send.text)
                for _ in range(moment):
                    await asyncio.sleep(0)
                alice.drops()
                await alice.returns()
                await alice.says_once(send)
                assert send.outcome == "done"
            await crowd.agrees()


@pytest.mark.timeout(300)
async def test_five_hundred_sockets_dropped_at_once_are_back() -> None:
    with House() as house:
        async with Crowd(house, seed=1, people=10, visitors=0) as crowd:
            before = descriptors(house)
            devices = [await each.on_another_device() for each in crowd.witnesses for _ in range(50)]
            assert descriptors(house) >= before + 500
            for device in devices:
                device.drops()
            await crowd.witnesses[0].says_once(_said(crowd))
            await asyncio.gather(*map(is_gone, devices))
            await eventually(lambda: descriptors(house) <= before + 20, "the house noticing")
            await asyncio.gather(*map(_comes_back, devices))
            await crowd.witnesses[0].says_once(_said(crowd))
            logs = await crowd.agrees()
            head = logs[crowd.rooms[0]].state["rev"]
            for device in devices:
                held = device.model.rooms[crowd.rooms[0]]
                await eventually(lambda held=held: held.cursor == head, f"{device.name} hearing the last")  # type: ignore[misc]
                assert held.timeline == logs[crowd.rooms[0]].messages[held.floor - 1 :]
            for device in devices:
                device.drops()


async def _comes_back(device: Person) -> None:
    await device.comes_back()


def _said(crowd: Crowd) -> Send:
    return crowd.history.send(new_id(), crowd.rooms[0], crowd.witnesses[0].id, crowd.text())


@pytest.mark.timeout(300)
async def test_a_house_that_is_stunned_for_five_seconds_goes_on() -> None:
    with House() as house:
        async with Crowd(house, seed=seed_of_today(), people=12) as crowd:
            async with crowd.talks():
                await crowd.is_acknowledged(50)
                house.pause()
                await asyncio.sleep(5)
                house.resume()
                await crowd.is_acknowledged(50)
            await crowd.agrees()


@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform != "linux", reason="not run: limits another process, which only Linux can")
async def test_a_house_out_of_descriptors_survives_and_recovers() -> None:
    with House() as house:
        house.may_log("Traceback", "out of system resource")  # asyncio's own words about it
        async with Crowd(house, seed=seed_of_today(), people=8) as crowd:
            async with crowd.talks():
                await crowd.is_acknowledged(20)
                limit_descriptors(house, 256)
                with ExitStack() as stack:
                    for _ in range(300):
                        stack.enter_context(BareSocket(house))
                    await eventually(lambda: descriptors(house) >= 250, "the last descriptor")
                    await crowd.is_acknowledged(50)  # who is in, is not harmed
                limit_descriptors(house, 1024)
                await crowd.is_acknowledged(50)
            await eventually(lambda: descriptors(house) < 150, "the descriptors being free again")
            complaints = house.log().count("out of system resource")
            assert complaints < 20_000, f"{complaints} complaints take more time than the work"
            await crowd.agrees()
            await crowd.joined_by("a newcomer", house)


def limit_descriptors(house: House, soft: int) -> None:
    _, hard = resource.prlimit(house.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(house.pid, resource.RLIMIT_NOFILE, (soft, hard))


async def test_whoever_is_connected_when_the_house_stops_is_told_so() -> None:
    """At every door, with the code that says to come back; also somebody who has not yet said hello."""
    with House() as house:
        async with People(house) as people:
            alice = await people.arrives("Alice")
            stranger = await people.stranger()
            visitor, echo = await people.at_plain_door("madang"), await people.at_echo()
            stopping = asyncio.create_task(house.stops())
            for each in (alice, stranger, visitor, echo):
                await each.is_shown_out(4001)
            assert await stopping == 0
