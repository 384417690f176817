"""Two houses on one database: what happens in one is heard in the other, with the relay and, later, without it."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.houses import House
from tests.people import HOME, People, Person
from tests.servers import Nats, Postgres


class Street(NamedTuple):
    first: House
    second: House


@pytest.fixture(scope="module")
def shared_street(postgres: Postgres, nats: Nats) -> Iterator[Street]:
    url = postgres.new_database()
    with House(url, nats_url=nats.url) as first, House(url, nats_url=nats.url) as second:
        yield Street(first, second)


@pytest.fixture
def street(shared_street: Street) -> Iterator[Street]:
    yield shared_street
    for house in shared_street:
        house.has_nothing_to_hide()


async def neighbours(people: People, street: Street) -> tuple[Person, Person, Person]:
    """Alice in the first house, Bob in the second, and Bob's phone in the first; all in one room."""
    (alice,) = await people.in_room("정원", "Alice", at=street.first)
    bob = await people.arrives("Bob", at=street.second)
    await bob.joins(alice.room)
    phone = Person(street.first, people.http, "Bob's phone", bob.token, bob.model.me)
    people.all.append(phone)
    phone.room = alice.room
    await phone.comes_back()
    await alice.until(lambda: bob.id in alice.model.rooms[alice.room].members, "Bob next door")
    return alice, bob, phone


async def test_what_is_said_in_one_house_is_heard_in_the_other(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        said = await alice.says("안녕")
        assert (await bob.hears("안녕"))["seq"] == said.seq
        await phone.hears("안녕")
        await alice.edits("안녕", "안녕하세요")
        await bob.hears("안녕하세요")
        await bob.says("반갑습니다")
        await alice.hears("반갑습니다")
        await alice.deletes("안녕하세요")
        await bob.hears_that_is_gone(said.id)
        await bob.renames("Robert")
        member = alice.model.rooms[alice.room].members
        await alice.until(lambda: member[bob.id]["name"] == "Robert", "the new name")
        for person in (alice, bob, phone):
            await person.agrees_with_a_fresh_fetch()


async def test_typing_and_who_is_here_cross_the_street(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, _ = await neighbours(people, street)
        here = alice.model.rooms[alice.room]
        await alice.until(lambda: here.here == {alice.id, bob.id}, "both being here")
        there = bob.model.rooms[bob.room]
        await bob.until(lambda: there.here == {alice.id, bob.id}, "both being here")
        await alice.types()
        await bob.hears_frame(type="typing", person=alice.id)


async def test_read_marks_rooms_and_profiles_reach_the_other_device(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        for text in ("one", "two", "three"):
            await alice.says(text)
        await bob.hears("three")
        await phone.hears("three")
        await bob.reads(2)
        await phone.hears_frame(type="read_mark", room=bob.room, read=2, unread=1)
        room = await phone.opens_room("뒤뜰")
        await bob.is_live(room)
        await phone.says("in the new room")
        await bob.hears("in the new room")
        await bob.leaves(room)
        await phone.until(lambda: room not in phone.model.rooms, "the room being gone")
        await bob.renames("Robert")
        assert (await phone.hears_frame(type="profile"))["me"]["name"] == "Robert"
        await phone.says("by the new name", room=alice.room)
        for device in (bob, phone):
            await device.agrees_with_a_fresh_fetch(alice.room)


async def test_who_left_in_one_house_hears_nothing_more_in_the_other(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        await phone.leaves()
        await bob.until(lambda: alice.room not in bob.model.rooms, "the room being gone")
        await alice.says("secret")
        await alice.says("later", room=HOME)
        await bob.hears("later", but_not="secret")
        await phone.hears("later", but_not="secret")


async def test_signing_out_in_one_house_closes_the_sockets_in_the_other(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        await phone.signs_out()
        async with asyncio.timeout(2):
            await bob.is_shown_out(4401)
            await phone.is_shown_out(4401)
        await alice.says("still here")


async def test_the_same_id_sent_to_both_houses_at_once_is_one_message(street: Street) -> None:
    async with People(street.first) as people:
        _, bob, phone = await neighbours(people, street)
        for n in range(10):
            first = await bob.says(f"{n}")
            answers = await asyncio.gather(*((bob, phone)[k % 2].says(f"{n}", id=first.id) for k in range(6)))
            assert set(answers) == {first}
        ids = [await asyncio.gather(bob.says("new"), phone.says("new")) for _ in range(10)]
        assert len({said.seq for pair in ids for said in pair}) == 20
        for device in (bob, phone):
            await device.agrees_with_a_fresh_fetch()


async def test_both_houses_speaking_at_once_keep_one_order(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        for n in range(5):
            await asyncio.gather(*(who.says(f"{who.name} {n} {k}") for k in range(10) for who in (alice, bob, phone)))
        for person in (alice, bob, phone):
            await person.until(lambda person=person: len(person.texts()) == 150, "all 150")  # type: ignore[misc]
            await person.agrees_with_a_fresh_fetch()
        assert alice.texts() == bob.texts() == phone.texts()


async def test_what_was_read_at_once_on_two_devices_ends_in_one_count(street: Street) -> None:
    async with People(street.first) as people:
        alice, bob, phone = await neighbours(people, street)
        for n in range(1, 60, 2):
            await asyncio.gather(
                alice.says(f"{n}"), bob.reads(max(n - 2, 0)), phone.reads(max(n - 1, 0)), alice.says("x")
            )
        for device in (bob, phone):
            await device.agrees_with_a_fresh_fetch()


async def test_a_killed_relay_is_made_good_when_it_is_back(postgres: Postgres) -> None:
    url = postgres.new_database()
    with Nats() as relay, House(url, nats_url=relay.url) as first, House(url, nats_url=relay.url) as second:
        async with People(first) as people:
            alice, bob, phone = await neighbours(people, Street(first, second))
            await alice.says("before")
            await bob.hears("before")
            relay.kill()
            for n in range(30):
                await asyncio.gather(alice.says(f"first {n}"), bob.says(f"second {n}"))
            await alice.edits("first 3", "mended")
            await alice.deletes("first 4")
            relay.start()
            for person in (alice, bob, phone):
                await person.agrees_with_a_fresh_fetch()
            await alice.says("after")
            await bob.hears("after")


async def test_who_signed_out_while_the_relay_was_gone_is_out_everywhere_within_ten_seconds(postgres: Postgres) -> None:
    url = postgres.new_database()
    with Nats() as relay, House(url, nats_url=relay.url) as first, House(url, nats_url=relay.url) as second:
        async with People(first) as people:
            alice, bob, phone = await neighbours(people, Street(first, second))
            relay.kill()
            await phone.signs_out()
            await phone.is_shown_out(4401)
            async with asyncio.timeout(10):
                await bob.is_shown_out(4401)
            await alice.says("still here")


async def test_who_left_or_opened_a_room_while_the_relay_was_gone_knows_when_it_is_back(postgres: Postgres) -> None:
    url = postgres.new_database()
    with Nats() as relay, House(url, nats_url=relay.url) as first, House(url, nats_url=relay.url) as second:
        async with People(first) as people:
            alice, bob, phone = await neighbours(people, Street(first, second))
            relay.kill()
            opened = await phone.opens_room("뒤뜰")
            await phone.leaves(alice.room)
            relay.start()
            await bob.until(lambda: alice.room not in bob.model.rooms, "the room being gone")
            await bob.is_live(opened)
            await alice.says("secret")
            await phone.says("in the new room", room=opened)
            await bob.hears("in the new room", but_not="secret")
