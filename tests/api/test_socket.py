"""The full protocol: from hello on."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection

from madang.api import socket
from tests.api import edges
from tests.api.edges import Served, ends, hears, says, told
from tests.chat.hearts import gone, hooked
from tests.store.rows import new_id


@pytest.fixture(params=["raw", "send"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Served]:
    async with edges.served(tmp_path, raw=request.param == "raw") as served:
        yield served


async def welcomed(house: Served, connection: ClientConnection, **hello: Any) -> dict[str, Any]:
    await says(connection, type="hello", token=await house.token(), **hello)
    return await hears(connection, "welcome")


async def test_who_says_hello_is_welcomed_and_caught_up(house: Served) -> None:
    async with house.enter() as connection:
        welcome = await welcomed(house, connection)
        assert [state["room"]["id"] for state in welcome["rooms"]] == ["madang"]
        assert (await hears(connection, "caught_up"))["room"] == "madang"


async def test_a_browser_is_known_by_its_cookie(house: Served) -> None:
    token = await house.token("지우")
    origin = f"http://127.0.0.1:{house.port}"
    cookie = {"cookie": f"madang_session={token}"}
    async with house.enter(origin=origin, additional_headers=cookie) as connection:
        await says(connection, type="hello")
        assert (await hears(connection, "welcome"))["me"]["name"] == "지우"


@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 10_000])
async def test_who_is_nobody_is_sent_away(house: Served, token: str | None) -> None:
    async with house.enter() as connection:
        await says(connection, type="hello", token=token)
        code, frames = await ends(connection)
    assert code == 4401
    assert frames[-1]["type"] == "bye"


async def test_before_hello_everything_else_is_refused_by_its_ref(house: Served) -> None:
    async with house.enter() as connection:
        await says(connection, type="join_room", ref="r", room="madang")
        assert (await told(connection))["code"] == "hello_first"
        await connection.send('{"type":"fly","ref":"s"}')
        refused = await told(connection)
        assert (refused["code"], refused["ref"]) == ("unknown_command", "s")
        await connection.send("rubbish")
        refused = await told(connection)
        assert (refused["code"], refused["ref"]) == ("not_json", None)
        await welcomed(house, connection)


async def test_who_says_nothing_is_sent_away(house: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "HELLO_WITHIN", 0.05)
    async with house.enter() as connection:
        code, _ = await ends(connection)
    assert code == 4408
    assert not house.chat.limits.strangers


async def test_every_command_is_answered_by_its_ref(house: Served) -> None:
    message, room = new_id(), new_id()
    commands: list[tuple[dict[str, Any], set[str]]] = [
        ({"type": "send_message", "ref": message, "room": "madang", "text": "안녕"}, {"seq", "at"}),
        ({"type": "edit_message", "ref": "e", "room": "madang", "message": message, "text": "x"}, {"rev"}),
        ({"type": "delete_message", "ref": "d", "room": "madang", "message": message}, {"rev"}),
        ({"type": "mark_read", "ref": "m", "room": "madang", "seq": 1}, {"read", "unread"}),
        ({"type": "open_room", "ref": room, "name": "방"}, {"room"}),
        ({"type": "leave_room", "ref": "l", "room": room}, set()),
        ({"type": "join_room", "ref": "j", "room": room}, {"room"}),
        ({"type": "set_name", "ref": "n", "name": "지우2"}, {"me"}),
        ({"type": "catch_up", "ref": "c", "room": "madang", "after": 1}, set()),
    ]
    async with house.enter() as connection:
        await welcomed(house, connection)
        for command, fields in commands:
            await says(connection, **command)
            done = await hears(connection, "done")
            assert done.keys() == {"type", "ref", *fields}
            assert done["ref"] == command["ref"]


@pytest.mark.parametrize(
    ("frame", "code", "ref"),
    [
        ("[]", "not_json", None),
        ('{"type":"fly","ref":"r"}', "unknown_command", "r"),
        ('{"type":"join_room","ref":"r"}', "invalid", "r"),
        ('{"type":"hello"}', "hello_again", None),
        ('{"type":"join_room","ref":"r","room":"nowhere"}', "not_found", "r"),
        ('{"type":"catch_up","ref":"r","room":"nowhere","after":1}', "not_a_member", "r"),
        ('{"type":"catch_up","ref":"r","room":"madang","after":99}', "future", "r"),
        ('{"type":"set_name","ref":"r","name":" "}', "bad_text", "r"),
    ],
)
async def test_what_is_refused_is_answered_and_the_connection_lives_on(
    house: Served, frame: str, code: str, ref: str | None
) -> None:
    async with house.enter() as connection:
        await welcomed(house, connection)
        await hears(connection, "caught_up")
        await connection.send(frame)
        refused = await hears(connection, "refused")
        assert (refused["code"], refused["ref"]) == (code, ref)
        await says(connection, type="set_name", ref="after", name="지우")
        assert (await hears(connection, "done"))["ref"] == "after"


async def test_typing_and_pong_have_no_answer(house: Served) -> None:
    async with house.enter() as one, house.enter() as other:
        await welcomed(house, one)
        await welcomed(house, other)
        await hears(other, "caught_up")
        await hears(one, "caught_up")
        await says(one, type="pong")
        await says(one, type="typing", room="madang")
        assert (await hears(other, "typing"))["room"] == "madang"
        await says(one, type="set_name", ref="r", name="지우2")
        assert (await hears(one, "done"))["ref"] == "r"


async def test_trouble_of_the_store_is_answered_and_the_connection_lives_on(house: Served) -> None:
    def fail(_: Any) -> None:
        raise gone()

    async with house.enter() as connection:
        await welcomed(house, connection)
        await hears(connection, "caught_up")
        with hooked("commit", fail, house.chat._database._writer):
            await says(connection, type="set_name", ref="r", name="새 이름")
            refused = await hears(connection, "refused")
        assert (refused["code"], refused["retry_after"]) == ("unavailable", 1.0)
        await says(connection, type="set_name", ref="r", name="새 이름")
        assert (await hears(connection, "done"))["me"]["name"] == "새 이름"


async def test_one_person_may_have_only_so_many_connections(house: Served) -> None:
    house.chat.limits.lines_per_person = 1
    token = await house.token()
    async with house.enter() as first, house.enter() as second:
        await says(first, type="hello", token=token)
        await hears(first, "welcome")
        await says(second, type="hello", token=token)
        code, _ = await ends(second)
        assert code == 4409


async def test_one_address_may_have_only_so_many_strangers(house: Served) -> None:
    house.chat.limits.strangers_per_address = 1
    async with house.enter() as first:
        await first.send("{}")
        await told(first)
        async with house.enter() as second:
            code, _ = await ends(second)
            assert code == 4409
        await welcomed(house, first)
    async with house.enter() as third:
        await welcomed(house, third)


async def test_rubbish_is_answered_for_a_while_and_then_ended(tmp_path: Path) -> None:
    async with edges.served(tmp_path, rate_limits=True) as house, house.enter() as connection:
        await welcomed(house, connection)
        for _ in range(150):
            await connection.send("rubbish")
        code, frames = await ends(connection)
    assert code == 4005
    assert {frame["code"] for frame in frames if frame["type"] == "refused"} <= {"not_json"}
    assert frames[-1]["type"] == "bye"
    assert frames[-1]["retry_after"] > 0


async def test_too_many_commands_are_refused_and_not_punished(tmp_path: Path) -> None:
    async with edges.served(tmp_path, rate_limits=True) as house, house.enter() as connection:
        await welcomed(house, connection)
        for number in range(150):
            await says(connection, type="join_room", ref=str(number), room="madang")
        codes: dict[str, str] = {}
        while len(codes) < 150:
            found = json.loads(await connection.recv())
            for frame in found if isinstance(found, list) else [found]:
                if frame["type"] in ("done", "refused"):
                    codes[frame["ref"]] = frame.get("code", "done")
    assert {codes[str(number)] for number in range(100)} == {"done"}
    assert codes["149"] == "too_fast"
