"""The plain doors: `/ws/chat/{room_id}` for a twenty-line client, `/ws` for the simplest demo there is."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.houses import House
from tests.people import LIMIT, People, asked_until, new_id

HOUSE = Path(__file__).resolve().parent.parent.parent


def a_room() -> str:
    """The id of a room that nobody has been in."""
    return f"room-{new_id()}"


async def test_others_hear_exactly_what_was_said_and_the_sender_gets_no_copy(people: People) -> None:
    room = a_room()
    alice, bob, carol = [await people.at_plain_door(room, name) for name in ("Alice", "Bob", "Carol")]
    await alice.says("안녕하세요")
    heard = await bob.hears("안녕하세요")
    assert list(heard)[:3] == ["sender", "message", "time"]
    assert set(heard) == {"sender", "message", "time", "id", "seq"}
    assert datetime.fromisoformat(heard["time"]).utcoffset() is not None
    assert await carol.hears("안녕하세요") == heard
    await bob.says("반갑습니다")
    answered = await alice.hears("반갑습니다", but_not="안녕하세요")
    assert answered["sender"] not in ("", heard["sender"])
    assert answered["seq"] == heard["seq"] + 1
    assert alice.frames == [answered], "nothing but what the others said"


@pytest.fixture(params=["README.md", "README.ko.md"])
def talk(request: pytest.FixtureRequest) -> str:
    """The client that the README shows."""
    (shown,) = re.findall(r"```python\n(.*?)```", (HOUSE / request.param).read_text(encoding="utf-8"), re.DOTALL)
    return str(shown)


@contextmanager
def started(talk: str, house: House, *room: str) -> Iterator[subprocess.Popen[str]]:
    there = talk.replace("localhost:8000", house.url.removeprefix("http://"))
    with subprocess.Popen(
        [sys.executable, "-u", "-c", there, *room],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "NO_PROXY": "*"},
    ) as talking:
        try:
            yield talking
        finally:
            talking.kill()


def read(talking: subprocess.Popen[str]) -> str:
    assert talking.stdout
    return talking.stdout.readline()


def test_the_client_of_the_readme_talks_before_and_after_the_house_has_an_owner(
    talk: str, house: House, owned_house: tuple[House, str, str]
) -> None:
    for where in (house, owned_house[0]):
        with started(talk, where) as alice, started(talk, where) as bob:
            assert "talk" in read(alice)
            assert "talk" in read(bob)
            assert alice.stdin
            alice.stdin.write("안녕하세요\n")
            alice.stdin.flush()
            assert read(bob).endswith(": 안녕하세요\n")
            bob.send_signal(signal.SIGINT)
            assert bob.communicate(timeout=LIMIT) == ("", "")
            assert alice.communicate(timeout=LIMIT) == ("", ""), "the end of what one writes is the end"
            assert (alice.returncode, bob.returncode) == (0, 0)


def test_the_client_of_the_readme_says_why_it_ends(talk: str, owned_house: tuple[House, str, str]) -> None:
    with started(talk, owned_house[0], "madang") as talking:
        talking.wait(LIMIT)  # while its user has still something to say
        said, errors = talking.communicate(timeout=LIMIT)
    assert errors == ""
    assert said.splitlines()[-1].endswith("There is no room 'madang'.")


def test_the_client_of_the_readme_says_that_nobody_is_there(talk: str) -> None:
    nowhere = House()
    with started(talk, nowhere) as talking:
        said, errors = talking.communicate(timeout=LIMIT)
    assert errors == ""
    assert "refused" in said


async def test_both_protocols_share_one_room(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    visitor = await people.at_plain_door(alice.room)
    await visitor.says("from the plain door")
    heard = await alice.hears("from the plain door")
    member = alice.model.rooms[alice.room].members[heard["author"]]
    assert (member["role"], member["left"]) == ("visitor", False)
    await alice.says("from the app")
    answer = await visitor.hears("from the app", but_not="from the plain door")
    assert answer["sender"] == alice.id
    await alice.agrees_with_a_fresh_fetch()


async def test_edits_and_deletions_are_no_news_at_the_plain_door(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    visitor = await people.at_plain_door(alice.room)
    await alice.says("one")
    await alice.edits("one", "one, mended")
    await alice.deletes("one, mended")
    await alice.says("two")
    await visitor.hears("one")
    await visitor.hears("two", but_not="mended")
    assert len(visitor.frames) == 2


async def test_rooms_are_apart(people: People) -> None:
    here, there = a_room(), a_room()
    alice, bob, eve = [await people.at_plain_door(room) for room in (here, here, there)]
    await alice.says("only here")
    await bob.hears("only here")
    other = await people.at_plain_door(there)
    await other.says("only there")
    await eve.hears("only there", but_not="only here")


async def test_a_visitor_is_a_member_from_accept_to_close(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    visitor = await people.at_plain_door(alice.room)
    held = alice.model.rooms[alice.room]
    await alice.until(lambda: len(_present(held.members)) == 2, "the visitor coming")
    visitor.drops()
    await alice.until(lambda: len(_present(held.members)) == 1, "the visitor going")
    await alice.until(lambda: held.here == {alice.id}, "the visitor being here no more")
    await alice.agrees_with_a_fresh_fetch()


async def test_a_room_id_may_be_any_word_and_means_the_same_in_nfc(people: People) -> None:
    word = f"마당-{new_id()}"[:64]
    decomposed = unicodedata.normalize("NFD", word)
    assert word != decomposed
    alice = await people.at_plain_door(quote(word))
    bob = await people.at_plain_door(quote(decomposed))
    await alice.says("같은 곳")
    await bob.hears("같은 곳")


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("hello", "not_json"),
        ("", "not_json"),
        ("[]", "not_json"),
        ('"text"', "not_json"),
        ("null", "not_json"),
        ('{"text": "x"', "not_json"),
        ('{"text": NaN}', "invalid"),
        ("{}", "invalid"),
        ('{"message": "x"}', "invalid"),
        ('{"text": "x", "sender": "me"}', "invalid"),
        ('{"text": 1}', "invalid"),
        ('{"text": null}', "invalid"),
        ('{"text": ["x"]}', "invalid"),
        ('{"text": ""}', "bad_text"),
        ('{"text": " \\n\\t"}', "bad_text"),
        ('{"text": "a\\u0000b"}', "bad_text"),
        ('{"text": "\\ud800"}', "bad_text"),
        (json.dumps({"text": "x" * 8_001}), "too_long"),
        ('{"text": ' + "[" * 10_000 + "]" * 10_000 + "}", "not_json"),
    ],
)
async def test_malformed_input_gets_an_error_and_the_connection_lives_on(people: People, frame: str, code: str) -> None:
    room = a_room()
    alice, bob = await people.at_plain_door(room), await people.at_plain_door(room)
    await alice.sends_raw(frame)
    error = await alice.is_refused(code)
    assert set(error) == {"code", "message"}
    await alice.says("still here")
    await bob.hears("still here")
    assert len(bob.frames) == 1


async def test_what_is_no_text_frame_ends_the_connection(people: People) -> None:
    room = a_room()
    binary, broken, huge = [await people.at_plain_door(room) for _ in range(3)]
    await binary.sends_raw(b'{"text": "x"}')
    await binary.is_shown_out(4400)
    broken.sends_wire(b'{"text": "\xff"}')
    await broken.is_shown_out(1007)
    await huge.sends(text="x" * 70_000)
    await huge.is_shown_out(4413)


@pytest.mark.parametrize("id", ["a%20b", "a.b", "x" * 65, "%00", "🙂", "a%0ab"])
async def test_an_id_that_cannot_be_a_room_is_refused(people: People, id: str) -> None:
    visitor = await people.at_plain_door(id)
    goodbye = await visitor.is_shown_out(4400)
    assert goodbye.reason
    (frame,) = visitor.frames
    assert frame["error"]["code"] == "bad_id"


async def test_a_crowd_hears_everything_in_one_order(people: People) -> None:
    room = a_room()
    crowd = [await people.at_plain_door(room, f"visitor {n}") for n in range(12)]
    for n in range(10):
        await asyncio.gather(*(each.says(f"{each.name} {n}") for each in crowd))
    for each in crowd:
        await each.until(lambda each=each: len(each.frames) == 110, "what the others said")  # type: ignore[misc]
        seqs = [frame["seq"] for frame in each.frames]
        assert seqs == sorted(set(seqs))
        assert not any(frame["message"].startswith(f"{each.name} ") for frame in each.frames)


async def test_a_temporary_room_is_cleared_after_the_last_one_left(database_url: str) -> None:
    room = a_room()
    with House(database_url, temporary_room_seconds=0.5) as house:
        async with People(house) as people:
            (alice,) = await people.in_room("madang", "Alice")
            first, second = await people.at_plain_door(room), await people.at_plain_door(room)
            await first.says("soon forgotten")
            await second.hears("soon forgotten")
            state = await alice.asks("GET", f"/api/rooms/{room}")
            assert state["room"]["temporary"]
            assert room not in [each["room"]["id"] for each in (await alice.asks("GET", "/api/rooms"))["rooms"]]
            await first.hangs_up()
            await second.says("I am still here")
            second.drops()

            async def gone() -> bool:
                answer = await alice.requests("GET", f"/api/rooms/{room}/messages")
                assert answer.status_code in (200, 404)
                return answer.status_code == 404

            await asked_until(gone, "the room being cleared")
            again = await people.at_plain_door(room)
            await alice.joins(room)
            assert alice.texts() == [], "the same id is a new room"
            await again.says("new")
            await alice.hears("new")


async def test_what_echoes_comes_to_everybody_the_sender_too(people: People) -> None:
    alice, bob = await people.at_echo("Alice"), await people.at_echo("Bob")
    await alice.sends_raw("안녕", "not JSON, and no matter", "")
    for each in (alice, bob):
        for text in ("Echo: 안녕", "Echo: not JSON, and no matter", "Echo: "):
            await each.hears(text)
    alice.drops()
    await bob.sends_raw("alone")
    await bob.hears("Echo: alone")
    await bob.sends_raw(b"binary")
    await bob.is_shown_out(4400)


async def test_an_echo_that_is_too_large_ends_the_connection(people: People) -> None:
    alice = await people.at_echo()
    await alice.sends_raw("x" * 65_536)
    await alice.hears("Echo: " + "x" * 65_536)
    await alice.sends_raw("x" * 65_537)
    await alice.is_shown_out(4413)


def _present(members: dict[str, dict[str, object]]) -> list[str]:
    return [person for person, member in members.items() if not member["left"]]
