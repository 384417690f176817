"""The tester tested on real servers: small scenes that hold in Madang as it is, and not in a house with a bug built in.

What every scene gives is what the history checker says of it.
"""

from collections.abc import Awaitable, Callable

import pytest

from tests.faults.crowd import Crowd, Witness, is_gone
from tests.faults.history import Send
from tests.faults.planted import Planted
from tests.houses import House
from tests.people import new_id

Scene = Callable[[Crowd, House], Awaitable[list[str]]]


async def acknowledged_and_killed(crowd: Crowd, house: House) -> list[str]:
    alice, *_ = crowd.witnesses
    answer = await alice.says_once(said_by(crowd, alice))
    house.restart()
    assert answer
    assert answer["type"] == "done"
    return await judged(crowd)


async def heard_and_killed(crowd: Crowd, house: House) -> list[str]:
    alice, bob, _ = crowd.witnesses
    send = said_by(crowd, alice)
    await alice.sends(type="send_message", ref=send.id, room=send.room, text=send.text)
    await bob.hears(send.text)
    house.restart()
    return await judged(crowd)


async def said_twice(crowd: Crowd, house: House) -> list[str]:
    alice, *_ = crowd.witnesses
    send = said_by(crowd, alice)
    await alice.says_once(send)
    await alice.says_once(send)
    return await judged(crowd)


async def said_again_after_a_kill(crowd: Crowd, house: House) -> list[str]:
    alice, *_ = crowd.witnesses
    send = said_by(crowd, alice)
    await alice.says_once(send)
    house.restart()
    await alice.returns()
    await alice.says_once(send)
    return await judged(crowd)


async def back_after_a_while(crowd: Crowd, house: House) -> list[str]:
    alice, bob, _ = crowd.witnesses
    await is_gone(bob)
    for _ in range(3):
        await alice.says_once(said_by(crowd, alice))
    await bob.returns()
    await alice.says_once(said_by(crowd, alice))
    return await judged(crowd)


async def said_and_taken_back(crowd: Crowd, house: House) -> list[str]:
    alice, *_ = crowd.witnesses
    send = said_by(crowd, alice)
    await alice.says_once(send)
    assert send.id
    await alice.changes_once(crowd.history.change(send.id, send.room, "and mended"))
    await alice.changes_once(crowd.history.change(send.id, send.room, ""))
    return await judged(crowd)


async def said_where_they_may_not(crowd: Crowd, house: House) -> list[str]:
    alice, bob, _ = crowd.witnesses
    await bob.leaves(crowd.rooms[0])
    await bob.says_once(said_by(crowd, bob))
    await alice.says_once(said_by(crowd, alice))
    await bob.joins(crowd.rooms[0])
    return await judged(crowd)


async def left_while_others_talk(crowd: Crowd, house: House) -> list[str]:
    alice, bob, carol = crowd.witnesses
    await bob.leaves(crowd.rooms[0])
    send = said_by(crowd, alice)
    await alice.says_once(send)
    await carol.hears(send.text)
    await bob.renames("Bob")  # answered after all that was told before
    return await judged(crowd)


def said_by(crowd: Crowd, who: Witness) -> Send:
    return crowd.history.send(new_id(), crowd.rooms[0], who.id, crowd.text())


async def judged(crowd: Crowd) -> list[str]:
    for who in crowd.witnesses:
        if not who.connected:
            await who.returns(settled=True)
    found = crowd.history.problems(await crowd.comes_to_rest(within=5))
    for who in crowd.witnesses:
        who.model.wrong.clear()
        who.model.strays.clear()
    return found


SCENES: list[tuple[Scene, str, str]] = [
    (acknowledged_and_killed, "answer_before_commit", "R1"),
    (heard_and_killed, "tell_before_commit", "R15"),
    (said_twice, "dedupe_removed", "R3"),
    (said_again_after_a_kill, "dedupe_in_memory", "R3"),
    (back_after_a_while, "catch_up_off_by_one", "R7"),
    (said_and_taken_back, "deleted_text_kept", "R12"),
    (said_where_they_may_not, "refused_and_kept", "R4"),
    (left_while_others_talk, "membership_at_join_only", "R7"),
]


async def test_every_scene_holds() -> None:
    with House() as house:
        for scene, *_ in SCENES:
            async with Crowd(house, seed=1, people=3, visitors=0) as crowd:
                crowd.rooms[:] = crowd.rooms[1:]  # the first room is also that of the scenes before
                found = await scene(crowd, house)
                assert not found, (scene, found)


@pytest.mark.parametrize("number", range(len(SCENES)), ids=[bug for _, bug, _ in SCENES])
async def test_a_bug_is_caught(number: int) -> None:
    scene, bug, rule = SCENES[number]
    with Planted(bug) as house:
        async with Crowd(house, seed=1, people=3, visitors=0) as crowd:
            found = await scene(crowd, house)
            assert any(problem.startswith(f"{rule}:") for problem in found), f"{bug} was not caught: {found}"
