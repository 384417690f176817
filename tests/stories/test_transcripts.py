"""Transcripts: what one connection heard of an eventful conversation, for every client that wants to prove its fold.

The TypeScript reducer replays the files in `web/client/tests/transcripts`; here the Python model does. Written by

    RECORD_TRANSCRIPTS=1 pytest tests/stories/test_transcripts.py && make fix

and without that variable every story is told again, and only compared with the server.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.model import Frame, Model, folded
from tests.people import People, Person

FOLDER = Path(__file__).parents[2] / "web" / "client" / "tests" / "transcripts"

Story = Callable[[People, Person, Person, Person], Awaitable[None]]


async def talk(people: People, ear: Person, alice: Person, bob: Person) -> None:
    """Everything that happens in a room, live."""
    await arrives(ear)
    await alice.says("안녕하세요")
    await bob.says("hello 👋🏽")
    await alice.edits("안녕하세요", "안녕하세요!")
    await asyncio.gather(*(who.says(f"{who.name} {n}") for n in range(10) for who in (alice, bob)))
    await alice.deletes("Alice 3")
    await bob.edits("Bob 4", "Bob, mended")
    await ear.says("and I")
    await ear.edits("and I", "and me")
    carol = await people.arrives("Carol")
    await carol.joins(alice.room)
    await carol.types()
    await carol.says("may I?")
    await carol.renames("캐럴")
    await carol.leaves()
    await bob.deletes("hello 👋🏽")
    await bob.leaves()
    await alice.says("where is everybody?")
    await ear.reads(5)
    await bob.joins(alice.room)
    visitor = await people.at_plain_door(alice.room)
    await visitor.says("from the plain door")
    await bob.hears("from the plain door")
    await alice.deletes("where is everybody?")


async def catching_up(people: People, ear: Person, alice: Person, bob: Person) -> None:
    """A long past, brought at once; then asked for again in the middle of the talk."""
    await asyncio.gather(*(who.says(f"{who.name} {n}") for n in range(25) for who in (alice, bob)))
    for n in range(0, 25, 5):
        await alice.edits(f"Alice {n}", f"Alice {n}, mended")
        await bob.deletes(f"Bob {n}")
    await bob.renames("Robert")
    await arrives(ear)
    await alice.says("good that you are here")
    again = [ear.catches_up(after) for after in (0, 50)]
    await asyncio.gather(*(who.says("in between") for _ in range(5) for who in (alice, bob)), *again)
    await alice.deletes("Alice 1")
    await ear.catches_up(40)
    await ear.is_live()
    await bob.says("and on")


async def too_far(people: People, ear: Person, alice: Person, bob: Person) -> None:
    """More was missed than is replayed."""
    for _ in range(6):
        await asyncio.gather(*(alice.says("long ago") for _ in range(90)))
    await arrives(ear)
    await new_talk(ear, alice, bob)


async def another_epoch(people: People, ear: Person, alice: Person, bob: Person) -> None:
    """The database was restored from a backup since."""
    await alice.says("in another life")
    await arrives(ear, epoch="another")
    await new_talk(ear, alice, bob)


async def new_talk(ear: Person, alice: Person, bob: Person) -> None:
    await asyncio.gather(*(who.says(f"{who.name} {n}") for n in range(5) for who in (alice, bob)))
    await alice.edits("Alice 2", "Alice 2, mended")
    await bob.deletes("Bob 3")
    await ear.says("here again")


STORIES: dict[str, Story] = {
    "talk": talk,
    "catching-up": catching_up,
    "too-far": too_far,
    "another-epoch": another_epoch,
}


@pytest.mark.parametrize("name", STORIES)
async def test_what_one_connection_heard_folds_to_what_the_server_has(people: People, name: str) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    ear = await people.signs_in("Ear")
    ear.room = alice.room
    await ear.asks("PUT", f"/api/rooms/{alice.room}/members/me")
    await STORIES[name](people, ear, alice, bob)
    state, messages, _ = await ear.fetches_all(ear.room)
    await ear.until(lambda: ear.model.rooms[ear.room].cursor >= state["rev"], "the last of it")
    heard = folded(ear.frames, Model.holding(ear.room, 0)).rooms[ear.room]
    final = sorted((each for each in messages.values() if each["seq"] >= heard.floor), key=lambda each: each["seq"])
    assert heard.timeline == final
    assert len(final) >= 10
    if os.environ.get("RECORD_TRANSCRIPTS"):
        hello = {"type": "hello", "cursors": {ear.room: 0}, **({"epoch": "another"} if name == "another-epoch" else {})}
        transcript = {"hello": hello, "frames": ear.frames, "final": {"room": ear.room, "messages": final}}
        text = json.dumps(transcript, indent=2, ensure_ascii=False)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def test_there_are_transcripts() -> None:
    recorded = {path.stem for path in FOLDER.glob("*.json")}
    assert recorded >= set(STORIES)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_recorded_transcript_still_folds_right(path: Path) -> None:
    transcript = json.loads(path.read_text(encoding="utf-8"))
    room, hello = transcript["final"]["room"], transcript["hello"]
    cursor = hello.get("cursors", {}).get(room)
    frames: list[Frame] = []
    for frame in transcript["frames"]:
        frames += frame if isinstance(frame, list) else [frame]
    model = folded(frames, Model() if cursor is None else Model.holding(room, cursor))
    assert model.rooms[room].timeline == transcript["final"]["messages"]


async def arrives(ear: Person, **hello: Any) -> None:
    """Connects, holding nothing of the room and saying so."""
    ear.model = Model.holding(ear.room, 0)
    await ear.comes_back(**hello)
