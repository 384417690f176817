"""Programs with tokens: they hear and say what their scope allows, over HTTP and over the socket, and nothing more."""

import asyncio
import os
import re
import sys
from typing import Any

import pytest

from tests.people import HOME, Person, new_id
from tests.stories.claimed import Claimed
from tests.wire.protocol import PAGE


async def token(owner: Person, *rights: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = await owner.asks(
        "POST", "/api/tokens", {"name": "program", "rights": ["read", *rights], **more}, expect=201
    )
    return made


async def program(claimed: Claimed, owner: Person, *rights: str, **more: Any) -> Person:
    """A connection with such a token, at the full protocol."""
    made = await token(owner, *rights, **more)
    one = Person(owner.house, owner.http, f"a program of {owner.name}", made["token"], {"id": made["person"]})
    one._people = claimed.people.all
    claimed.people.all.append(one)
    await one.comes_back()
    return one


async def refused(who: Person, method: str, path: str, body: Any = None) -> str:
    answer = await who.requests(method, path, body)
    assert answer.is_client_error, answer.text
    return str(answer.json()["code"])


async def test_who_may_only_read_asks_for_nothing_over_any_door(claimed: Claimed) -> None:
    alice = await claimed.member()
    reader = await program(claimed, alice)
    room = await alice.opens_room("정원")
    await reader.is_live(room)
    said = await alice.says("안녕")
    await reader.hears("안녕")
    path = f"/api/rooms/{room}"
    for method, what, body in (
        ("POST", f"{path}/messages", {"id": new_id(), "text": "no"}),
        ("PATCH", f"{path}/messages/{said.id}", {"text": "no"}),
        ("DELETE", f"{path}/messages/{said.id}", None),
        ("PUT", f"{path}/read", {"seq": 1}),
        ("DELETE", f"{path}/members/me", None),
        ("POST", "/api/rooms", {"id": new_id(), "name": "no"}),
        ("PATCH", "/api/people/me", {"name": "no"}),
        ("POST", "/api/tokens", {"name": "more"}),
        ("GET", "/api/people/me/account", None),
        ("GET", "/api/people/me/export", None),
        ("GET", "/api/sessions", None),
    ):
        assert await refused(reader, method, what, body) == "forbidden", what
    await reader.is_refused("forbidden", reader.says("no", room=room))
    await reader.is_refused("forbidden", reader.renames("no"))
    await reader.is_refused("forbidden", reader.reads(1, room=room))
    assert (await reader.asks("GET", f"{path}/messages"))["messages"][0]["text"] == "안녕"
    await reader.types(room)
    await alice.says("뒤에")
    await reader.hears("뒤에")
    assert not [frame for frame in alice.frames if frame["type"] == "typing"]


async def test_the_bot_of_the_docs_answers_in_the_rooms_it_is_in(claimed: Claimed) -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    bot = await claimed.owner.asks("POST", "/api/people/bots", {"name": "시계", "handle": claimed.handle()}, expect=201)
    made = await token(claimed.owner, "write", bot=bot["id"])
    alice = await claimed.member()
    await alice.is_live(HOME)
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        shown.replace("localhost:8000", claimed.owner.house.url.removeprefix("http://")),
        env={**os.environ, "BOT_TOKEN": made["token"], "NO_PROXY": "*"},
    )
    try:
        await alice.hears_where(lambda frame: bot["id"] in frame.get("here", ()), "that the bot is here")
        await alice.says("!time", room=HOME)
        answer = await alice.hears_where(
            lambda frame: frame["type"] == "message" and frame["message"]["author"] == bot["id"], "the time"
        )
        assert re.fullmatch(r"\d\d:\d\d", answer["message"]["text"])
    finally:
        running.kill()
        await running.wait()


async def test_who_has_a_token_for_some_rooms_learns_of_no_other(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    garden = await alice.opens_room("정원")
    secret = await alice.opens_room("비밀의 방")
    for room in (garden, secret):
        await bob.joins(room)
    writer = await program(claimed, alice, "write", rooms=[garden])
    assert set(writer.model.rooms) == {garden}
    await writer.is_live(garden)
    await writer.says("자동으로", room=garden)
    await bob.says("비밀이야", room=secret)
    await alice.reads(1, room=secret)
    later = await alice.opens_room("나중의 방")
    await bob.says("들려?", room=garden)
    await writer.hears("들려?", but_not="비밀")
    for room in (secret, later, HOME, new_id()):
        assert await refused(writer, "GET", f"/api/rooms/{room}") == "not_found"
        assert await refused(writer, "GET", f"/api/rooms/{room}/messages") == "not_found"
        assert await refused(writer, "PUT", f"/api/rooms/{room}/members/me") == "not_found"
        await writer.is_refused("not_found", writer.says("no", room=room))
        await writer.is_refused("not_found", writer.does("join_room", room=room))
    assert [each["room"]["id"] for each in (await writer.asks("GET", "/api/rooms"))["rooms"]] == [garden]
    await writer.is_refused("forbidden", writer.opens_room("no"))
    await writer.is_refused("forbidden", writer.renames("no"))
    assert await refused(writer, "GET", "/api/people") == "forbidden"
    assert (await writer.asks("GET", f"/api/people/{bob.id}"))["id"] == bob.id
    outsider = await claimed.member()
    assert await refused(writer, "GET", f"/api/people/{outsider.id}") == "not_found"
    writer.drops()
    await writer.comes_back()
    assert set(writer.model.rooms) == {garden}
    told = [frame for frame in writer.frames if frame["type"] != "refused"]
    told = [frame for frame in told if secret in str(frame) or later in str(frame)]
    assert not told


async def test_a_new_name_takes_no_scope_away(claimed: Claimed) -> None:
    alice = await claimed.member()
    reader = await program(claimed, alice)
    await alice.renames("새 이름")
    await reader.hears_frame(type="profile")
    await reader.is_refused("forbidden", reader.says("no", room=HOME))


async def test_a_revoked_token_hears_nothing_more(claimed: Claimed) -> None:
    alice, bob = await claimed.member(), await claimed.member()
    reader = await program(claimed, alice)
    (made,) = (await alice.asks("GET", "/api/tokens"))["tokens"]
    assert (made["name"], made["rights"], made["rooms"]) == ("program", ["read"], None)
    assert await refused(bob, "DELETE", f"/api/tokens/{made['id']}") == "not_found"
    await alice.asks("DELETE", f"/api/tokens/{made['id']}", expect=204)
    await reader.is_shown_out(4401)
    assert await refused(reader, "GET", "/api/session") == "no_session"
    assert (await alice.asks("GET", "/api/tokens"))["tokens"] == []


async def test_a_bot_is_somebody_of_its_own(claimed: Claimed) -> None:
    owner, alice = claimed.owner, await claimed.member()
    body = {"name": "날씨", "handle": claimed.handle()}
    assert await refused(alice, "POST", "/api/people/bots", body) == "forbidden"
    bot = await owner.asks("POST", "/api/people/bots", body, expect=201)
    assert (bot["role"], bot["name"], bot["handle"]) == ("bot", "날씨", body["handle"])
    assert await refused(owner, "POST", "/api/people/bots", body) == "handle_taken"
    assert await refused(alice, "POST", "/api/tokens", {"bot": bot["id"]}) == "forbidden"
    weather = await program(claimed, owner, "write", bot=bot["id"])
    await weather.says("맑음", room=HOME)
    message = await alice.hears("맑음")
    assert message["author"] == bot["id"]
    assert await refused(alice, "GET", f"/api/tokens?bot={bot['id']}") == "not_found"
    (made,) = (await owner.asks("GET", f"/api/tokens?bot={bot['id']}"))["tokens"]
    await owner.asks("PATCH", f"/api/people/{bot['id']}", {"state": "deactivated"})
    await weather.is_shown_out(4401)
    assert made["person"] == bot["id"]


@pytest.mark.parametrize(
    "body",
    [
        {"rights": []},
        {"rights": ["write"]},
        {"rights": ["rule"]},
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"expires_at": "soon"},
        {"person": "somebody"},
    ],
    ids=["nothing", "blind", "rule", "past", "soon", "somebody"],
)
async def test_a_token_is_asked_for_as_it_can_be(claimed: Claimed, body: dict[str, Any]) -> None:
    assert await refused(claimed.owner, "POST", "/api/tokens", body) == "invalid"


async def test_guests_have_no_tokens_and_nobody_has_one_for_a_room_they_do_not_see(claimed: Claimed) -> None:
    guest, alice = await claimed.guest(), await claimed.member()
    assert await refused(guest, "POST", "/api/tokens", {}) == "forbidden"
    assert await refused(alice, "POST", "/api/tokens", {"rooms": [new_id()]}) == "not_found"
