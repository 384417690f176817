"""Coming back: whoever was away, for whatever reason, ends with what the server has, told once and in order."""

import asyncio
import random

import pytest

from tests.houses import House
from tests.people import HOME, ConnectionLost, People, Person, Said, WasRefused, asked_until, new_id


async def is_away(person: Person) -> None:
    person.drops()
    await person.until(lambda: person.ended, "the end of the connection")


def heard_since(person: Person, start: int) -> list[tuple[str, int]]:
    """What came of the person's room: the kind and the rev."""
    return [(frame["type"], frame.get("rev", 0)) for frame in person.frames[start:] if frame.get("room") == person.room]


async def test_a_hundred_changes_are_caught_up_each_thing_once(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    before = [await alice.says(f"old {n}") for n in range(30)]
    await bob.until(lambda: len(bob.texts()) == 30, "the old messages")
    await is_away(bob)
    for said in before[:10]:
        await alice.edits(said.id, "mended")
        await alice.edits(said.id, "mended twice")
    for said in before[10:20]:
        await alice.deletes(said.id)
    new = [await alice.says(f"new {n}") for n in range(60)]
    await alice.deletes(new[0].id)
    await alice.renames("Alicia")
    heard, cursor = len(bob.frames), bob.model.rooms[bob.room].cursor
    await bob.comes_back()
    came = heard_since(bob, heard)
    revs = [rev for kind, rev in came if kind in ("message", "member", "room")]
    assert revs == sorted(set(revs))
    assert revs[0] > cursor
    assert len(revs) == 10 + 10 + 60 + 1, "each thing once, in its present state"
    assert ("reset", 0) not in came
    assert bob.model.rooms[bob.room].unread == 20 + 59
    await bob.agrees_with_a_fresh_fetch()


async def test_more_than_five_hundred_changes_are_a_reset_and_a_page(people: People) -> None:
    alice, bob, carol = await people.in_room("정원", "Alice", "Bob", "Carol")
    await is_away(bob)
    for n in range(0, 700, 100):
        await asyncio.gather(*(alice.says(f"{n + each}") for each in range(100)))
        if n == 100:
            await carol.until(lambda: len(carol.texts()) == 200, "the first 200")
            await is_away(carol)
    heard = len(bob.frames)
    await bob.comes_back()
    reset = next(frame for frame in bob.frames[heard:] if frame["type"] == "reset")
    assert (reset["reason"], reset["seq"]) == ("too_far", 700)
    assert not [frame for frame in bob.frames[heard:] if frame["type"] == "message"]
    assert bob.texts() == [message["text"] for message in bob.model.rooms[bob.room].timeline]
    assert (len(bob.texts()), bob.model.rooms[bob.room].unread) == (100, 700)
    await carol.comes_back()
    assert len(carol.texts()) == 700, "exactly five hundred are still told"
    for person in (alice, bob, carol):
        await person.agrees_with_a_fresh_fetch()
    await alice.says("and on it goes")
    await bob.hears("and on it goes")
    await bob.agrees_with_a_fresh_fetch()


async def test_cursors_of_another_epoch_are_void(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.says("one")
    await bob.hears("one")
    await is_away(bob)
    await bob.comes_back(epoch="the epoch before the backup")
    for room in (HOME, bob.room):
        reset = next(frame for frame in reversed(bob.frames) if frame["type"] == "reset" and frame["room"] == room)
        assert reset["reason"] == "epoch"
    assert bob.texts() == ["one"]
    await bob.agrees_with_a_fresh_fetch()


async def test_rooms_are_those_of_today_whatever_was_claimed(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    left, kept = bob.room, await alice.opens_room("뒤뜰")
    phone = await bob.on_another_device()
    await is_away(bob)
    await phone.leaves(left)
    await phone.joins(kept)
    await alice.says("secret", room=left)
    await alice.says("here", room=kept)
    bob.focus = left
    welcome = await bob.comes_back()
    assert {state["room"]["id"] for state in welcome["rooms"]} == {HOME, kept} == set(bob.model.rooms)
    await alice.says("at home", room=HOME)
    await bob.hears("at home", but_not="secret")
    bob.room = kept
    assert bob.texts() == ["here"]
    await bob.agrees_with_a_fresh_fetch()


async def test_leaving_and_joining_again_while_away_leaves_no_hole(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    await alice.says("before")
    await bob.hears("before")
    await is_away(bob)
    await phone.leaves()
    await alice.says("in between")
    await phone.joins(bob.room)
    await alice.says("after")
    await bob.comes_back()
    assert bob.texts() == ["before", "in between", "after"]
    for device in (bob, phone):
        await device.agrees_with_a_fresh_fetch()


async def test_the_room_in_focus_comes_first(people: People) -> None:
    (bob,) = await people.in_room(HOME, "Bob")
    rooms = [await bob.opens_room(f"room {n}") for n in range(6)]
    alice = await people.arrives("Alice")
    for room in rooms:
        await alice.joins(room)
    await bob.until(lambda: all(len(bob.model.rooms[room].members) == 2 for room in rooms), "Alice in all rooms")
    await is_away(bob)
    for room in rooms:
        await asyncio.gather(*(alice.says(f"{n}", room=room) for n in range(300 if room == rooms[3] else 3)))
    bob.focus = bob.room = rooms[3]
    heard = len(bob.frames)
    await bob.comes_back()
    lasting = [frame for frame in bob.frames[heard:] if frame["type"] in ("message", "member", "caught_up")]
    assert {frame["room"] for frame in lasting[:300]} == {rooms[3]}
    assert lasting[300]["type"] == "caught_up"
    for room in rooms:
        await bob.agrees_with_a_fresh_fetch(room)


async def test_what_was_read_elsewhere_while_away_is_read(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    phone = await bob.on_another_device()
    await is_away(bob)
    for n in range(5):
        await alice.says(f"{n}")
    await phone.hears("4")
    await phone.reads(3)
    await bob.comes_back()
    held = bob.model.rooms[bob.room]
    assert (held.read, held.unread) == (3, 2)
    await bob.agrees_with_a_fresh_fetch()


async def test_asking_again_for_what_is_known_changes_nothing(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    for n in range(10):
        await alice.says(f"{n}")
    await bob.hears("9")
    heard = len(bob.frames)
    await bob.catches_up(0)
    await bob.is_live()
    assert len([kind for kind, _ in heard_since(bob, heard) if kind == "message"]) == 10
    await bob.agrees_with_a_fresh_fetch()


async def test_catching_up_again_and_again_while_everybody_speaks_loses_nothing(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")

    async def speaks() -> None:
        for n in range(10):
            await asyncio.gather(*(alice.says(f"{n} {each}") for each in range(20)))

    async def asks_again() -> None:
        for _ in range(20):
            await bob.catches_up(bob.model.rooms[bob.room].cursor)
            await bob.is_live()

    await asyncio.gather(speaks(), asks_again())
    assert len(alice.texts()) == 200
    await bob.agrees_with_a_fresh_fetch()


async def test_an_answer_lost_on_the_way_is_had_by_asking_again(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    words = {new_id(): f"{n}" for n in range(60)}
    answers: dict[str, Said] = {}
    while len(answers) < len(words):
        missing = [id for id in words if id not in answers][:20]
        saying = asyncio.gather(*(alice.says(words[id], id=id) for id in missing), return_exceptions=True)
        await bob.until(lambda: words[missing[0]] in bob.texts(), "the first of them")  # noqa: B023 (awaited here)
        await is_away(alice)
        answers |= {answer.id: answer for answer in await saying if isinstance(answer, Said)}
        await alice.comes_back()
        first = await alice.says(words[missing[0]], id=missing[0])
        answers[first.id] = first
    await bob.until(lambda: len(bob.texts()) == len(words), "all of it, once")
    held = bob.model.rooms[bob.room].messages
    assert {id: held[id]["seq"] for id in words} == {id: answer.seq for id, answer in answers.items()}
    for person in (alice, bob):
        await person.agrees_with_a_fresh_fetch()


@pytest.mark.parametrize("seed", [random.randrange(1_000_000) for _ in range(2)], ids=["a", "b"])
async def test_whatever_happens_everybody_agrees_in_the_end(people: People, seed: int) -> None:
    print(f"seed {seed}")
    dice = random.Random(seed)
    everybody = await people.in_room("정원", "Alice", "Bob", "Carol")
    everybody.append(await everybody[0].on_another_device())

    async def lives(person: Person) -> None:
        for n in range(40):
            if person.ended:
                await person.comes_back()
            try:
                await _does_something(person, dice, n)
            except (ConnectionLost, WasRefused):
                continue
        if person.ended:
            await person.comes_back()

    await asyncio.gather(*map(lives, everybody))
    for person in everybody:
        if person.room not in person.model.rooms:
            await person.joins(person.room)
    for person in everybody:
        await person.is_live()
        await person.agrees_with_a_fresh_fetch()
        assert person.model.gaps == 0


async def _does_something(person: Person, dice: random.Random, n: int) -> None:
    held = person.model.rooms.get(person.room)
    own = [each for each in held.timeline if each["author"] == person.id and not each["deleted"]] if held else []
    match dice.choice(["say"] * 6 + ["edit"] * 3 + ["delete", "read", "rename", "leave", "join", "drop", "again"]):
        case "say":
            await asyncio.gather(*(person.says(f"{person.name} {n} {each}") for each in range(dice.randint(1, 5))))
        case "edit" if own:
            await person.edits(dice.choice(own)["id"], f"mended {n}")
        case "delete" if own:
            await person.deletes(dice.choice(own)["id"])
        case "read" if held:
            await person.reads(dice.randint(0, held.seq))
        case "rename":
            await person.renames(f"{person.name} {n}")
        case "leave":
            await person.leaves()
        case "join":
            await person.does("join_room", room=person.room)
        case "drop":
            await is_away(person)
        case "again" if held and held.live:
            await person.catches_up(held.cursor)


async def test_a_killed_house_comes_up_again_with_all_that_was_acknowledged(database_url: str) -> None:
    with House(database_url) as house:
        async with People(house) as people:
            alice, bob = await people.in_room("정원", "Alice", "Bob")
            visitor = await people.at_plain_door(alice.room)
            first = await alice.says("before")
            saying = asyncio.gather(*(alice.says(f"{n}") for n in range(300)), return_exceptions=True)
            await bob.hears("20")
            house.kill()
            answers = await saying
            for each in (alice, bob, visitor):
                await each.until(lambda each=each: each.ended, "the end of the connection")  # type: ignore[misc]
            house.start()
            for person in (alice, bob):
                await person.comes_back()
            kept = {message["text"]: message["seq"] for message in alice.model.rooms[alice.room].timeline}
            for n, answer in enumerate(answers):
                if not isinstance(answer, BaseException):
                    assert kept[f"{n}"] == answer.seq
            assert await alice.says("before", id=first.id) == first
            for person in (alice, bob):
                assert person.model.gaps == 0
                await person.agrees_with_a_fresh_fetch()

            async def gone() -> bool:
                members = await alice.asks("GET", f"/api/rooms/{alice.room}/members")
                return {member["person"] for member in members["members"]} == {alice.id, bob.id}

            await asked_until(gone, "the visitor of the killed house leaving")
            await alice.agrees_with_a_fresh_fetch()


async def test_a_stopping_house_sends_everybody_away_for_a_while(database_url: str) -> None:
    with House(database_url) as house:
        async with People(house) as people:
            alice, bob = await people.in_room("정원", "Alice", "Bob")
            visitor, echo = await people.at_plain_door(alice.room), await people.at_echo()
            stranger = await people.stranger()
            saying = asyncio.gather(*(alice.says(f"{n}") for n in range(100)), return_exceptions=True)
            await bob.hears("0")
            assert await house.stops() == 0
            for person in (alice, bob):
                goodbye = await person.is_shown_out(4001)
                assert goodbye.bye
                assert goodbye.bye["retry_after"] > 0
            await stranger.is_shown_out(4001, bye=False)
            await visitor.is_shown_out(4001)
            await echo.is_shown_out(4001)
            assert all("type" not in frame for frame in visitor.frames), "a plain client knows no bye"
            house.has_nothing_to_hide()
            said = [answer for answer in await saying if not isinstance(answer, BaseException)]
            house.start()
            for person in (alice, bob):
                await person.comes_back()
                await person.agrees_with_a_fresh_fetch()
            assert {answer.id for answer in said} == set(alice.model.rooms[alice.room].messages), (
                "what is kept was told"
            )
