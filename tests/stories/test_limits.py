"""Too much and too fast: who overdoes it is told how long to wait, and nobody else is harmed. With the limits on."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest

from tests.houses import House
from tests.people import HOME, People, Person, WasRefused, new_id


@pytest.fixture(scope="module")
def strict_house() -> Iterator[House]:
    with House(rate_limits="on") as house:
        yield house


@pytest.fixture
async def people(strict_house: House) -> AsyncIterator[People]:
    async with People(strict_house) as people:
        yield people


async def test_commands_faster_than_the_limit_are_refused_and_the_rest_is_kept(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    answers = await asyncio.gather(*(alice.says(f"{n}") for n in range(300)), return_exceptions=True)
    refused = [answer.frame for answer in answers if isinstance(answer, WasRefused)]
    said = [answer for answer in answers if not isinstance(answer, BaseException)]
    assert len(said) >= 90
    assert refused
    assert len(said) + len(refused) == 300
    assert {frame["code"] for frame in refused} == {"too_fast"}
    assert all(0 <= frame["retry_after"] <= 10 for frame in refused)
    await bob.says("not my fault")
    await alice.hears("not my fault")
    await bob.until(lambda: len(bob.texts()) == len(said) + 1, "what was accepted")
    await bob.agrees_with_a_fresh_fetch()


async def test_rubbish_without_end_ends_the_connection(people: People) -> None:
    alice, bob = await people.in_room(HOME, "Alice", "Bob")
    await alice.sends_raw(*["rubbish"] * 200)
    goodbye = await alice.is_shown_out(4005)
    assert goodbye.bye
    assert 0 <= goodbye.bye["retry_after"] <= 10
    stranger = await people.stranger()
    await stranger.sends_raw(*["rubbish"] * 200)
    await stranger.is_shown_out(4005)
    await bob.says("still here")


async def test_typing_is_told_at_most_twice_and_then_every_few_seconds(people: People) -> None:
    alice, bob = await people.in_room(HOME, "Alice", "Bob")
    for _ in range(20):
        await alice.types()
    await alice.says("fence")
    await bob.hears("fence")
    assert sum(frame["type"] == "typing" for frame in bob.frames) == 2


async def test_the_plain_doors_have_the_same_limits(people: People) -> None:
    (alice,) = await people.in_room(HOME, "Alice")
    visitor, rude, echo = await people.at_plain_door(HOME), await people.at_plain_door(HOME), await people.at_echo()
    for n in range(150):
        await visitor.says(f"{n}")
    error = await visitor.is_refused("too_fast")
    assert 0 <= error["retry_after"] <= 10
    await alice.hears("90")
    await rude.sends_raw(*["rubbish"] * 200)
    await rude.is_shown_out(4005)
    await echo.sends_raw(*["x"] * 2_000)
    await echo.is_shown_out(4005)
    await alice.agrees_with_a_fresh_fetch()


async def test_one_limit_holds_for_the_commands_of_both_doors(people: People) -> None:
    (alice,) = await people.in_room(HOME, "Alice")
    both = [
        *(alice.says(f"{n}") for n in range(300)),
        *(alice.requests("PUT", f"/api/rooms/{HOME}/read", {"seq": 0}) for _ in range(30)),
    ]
    answers = await asyncio.gather(*both, return_exceptions=True)
    refused = [each for each in answers if isinstance(each, httpx2.Response) and each.status_code == 429]
    assert refused
    for answer in refused:
        assert answer.json()["code"] == "too_fast"
        assert 0 <= answer.json()["retry_after"] <= 10
        assert int(answer.headers["retry-after"]) >= 1


async def test_one_person_has_forty_devices_at_most(people: People) -> None:
    (alice,) = await people.in_room(HOME, "Alice")
    devices = await asyncio.gather(*(alice.on_another_device() for _ in range(39)))
    stranger = await people.stranger()
    await stranger.sends(type="hello", token=alice.token)
    await stranger.is_shown_out(4409)
    await alice.says("to all of them")
    for device in devices:
        await device.hears("to all of them")


async def test_nobody_is_put_into_one_room_after_the_other() -> None:
    with House(rate_limits="on") as house:
        async with People(house) as people:
            owner = await people.claims("Owner")
            await owner.asks("PATCH", "/api/house", {"registration": "open"})
            alice, bob, eve = [await people.registers(name, handle=name.lower()) for name in ("Alice", "Bob", "Eve")]
            await eve.comes_back()
            rooms = [await eve.opens_room(f"room {n}") for n in range(12)]
            for room in rooms[:10]:
                await eve.asks("PUT", f"/api/rooms/{room}/members/{bob.id}")
            refused = await eve.requests("PUT", f"/api/rooms/{rooms[10]}/members/{bob.id}")
            assert (refused.status_code, refused.json()["code"]) == (429, "too_fast")
            assert 0 < refused.json()["retry_after"] <= 600
            await eve.is_refused("too_fast", eve.does("add_member", room=rooms[10], person=bob.id))
            body = {"id": new_id(), "people": [bob.id, alice.id]}
            refused = await eve.requests("POST", "/api/rooms/direct", json.dumps(body).encode())
            assert (refused.status_code, refused.json()["code"]) == (429, "too_fast")
            await eve.is_refused("too_fast", eve.does("open_direct", new_id(), people=[bob.id, alice.id]))
            await eve.does("open_direct", new_id(), people=[bob.id])
            await eve.asks("PUT", f"/api/rooms/{rooms[10]}/members/{alice.id}")
            for room in rooms:
                await owner.asks("PUT", f"/api/rooms/{room}/members/me")
                await owner.asks("PUT", f"/api/rooms/{room}/members/{bob.id}")


async def test_only_a_new_talk_of_more_than_two_counts_as_bringing_them_in() -> None:
    with House(rate_limits="on") as house:
        async with People(house) as people:
            owner = await people.claims("Owner")
            await owner.asks("PATCH", "/api/house", {"registration": "open"})
            alice, bob, eve = [await people.registers(name, handle=name.lower()) for name in ("Alice", "Bob", "Eve")]
            await eve.comes_back()
            for _ in range(12):
                await eve.does("open_direct", new_id(), people=[bob.id, alice.id])
                talk = await eve.asks("POST", "/api/rooms/direct", {"id": new_id(), "people": [bob.id, alice.id]})
                await eve.leaves(talk["room"]["id"])
            for talk in ([bob.id, owner.id], [bob.id, alice.id, owner.id]):
                await eve.does("open_direct", new_id(), people=talk)


async def test_those_who_look_after_the_house_make_its_limits_tighter_or_wider() -> None:
    with House(rate_limits="on") as house:
        async with People(house) as people:
            owner = await people.claims("Owner")
            await owner.comes_back()
            await owner.asks("PATCH", "/api/house", {"messages_a_minute": 3, "arrivals_a_minute": 200})
            said, _ = [await owner.says(f"{n}") for n in range(2)]
            await owner.edits(said.id, "once more")
            await owner.is_refused("too_fast", owner.says("4"))
            await owner.is_refused("too_fast", owner.edits(said.id, "and again"))
            over_http = await owner.requests("POST", f"/api/rooms/{HOME}/messages", {"id": new_id(), "text": "6"})
            assert (over_http.status_code, over_http.json()["code"]) == (429, "too_fast")
            assert 0 < over_http.json()["retry_after"] <= 20
            arriving = {"name": "x", "keep": "token", "room": "nowhere"}
            answers = await asyncio.gather(*(owner.requests("POST", "/api/session", arriving) for _ in range(100)))
            assert 429 not in {answer.status_code for answer in answers}, "twice as many as before may come at once"
            await owner.asks("PATCH", "/api/house", {"messages_a_minute": None})
            await owner.says("as before")


async def test_one_address_takes_neither_all_sessions_nor_all_connections() -> None:
    with House(rate_limits="on") as house:
        async with People(house) as people:
            (alice,) = await people.in_room(HOME, "Alice")
            arriving = {"name": "x", "keep": "token"}
            answers = await asyncio.gather(*(alice.requests("POST", "/api/session", arriving) for _ in range(200)))
            refused = [answer for answer in answers if answer.status_code != 201]
            assert refused
            assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(429, "too_fast")}
            assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)

            strangers: list[Person] = []
            while not any(each.ended for each in strangers):
                assert len(strangers) < 2_000, "nobody is shown out"
                strangers += await asyncio.gather(*(people.stranger() for _ in range(50)))
            assert {each.ended.code for each in strangers if each.ended} <= {4005, 4409}
            await alice.says("still here")
