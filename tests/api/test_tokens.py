"""Programs over HTTP."""

import httpx2
from fastapi import FastAPI

from tests.api import edges


async def test_a_token_is_shown_once(house: FastAPI, jiwoo: httpx2.AsyncClient) -> None:
    me = (await jiwoo.get("/api/session")).json()["me"]
    answer = await jiwoo.post("/api/tokens", json={"name": "날씨", "expires_at": "2999-01-01T09:00:00+09:00"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    secret = made.pop("token")
    assert made == {
        "id": made["id"],
        "person": me["id"],
        "name": "날씨",
        "rights": ["read"],
        "rooms": None,
        "created_at": made["created_at"],
        "seen_at": None,
        "expires_at": "2999-01-01T00:00:00.000Z",
    }
    assert (await jiwoo.get("/api/tokens")).json() == {"tokens": [made]}
    async with edges.client(house, authorization=f"Bearer {secret}") as program:
        assert (await program.get("/api/session")).json()["me"] == me
        assert (await program.get("/api/rooms/madang")).status_code == 200
        for path in ("/api/tokens", "/api/sessions", "/api/people/me/account", "/api/people/me/export", "/api/audit"):
            edges.problem(await program.get(path), 403, "forbidden")
        edges.problem(await program.post("/api/tokens", json={}), 403, "forbidden")
        assert (await jiwoo.delete(f"/api/tokens/{made['id']}")).status_code == 204
        edges.problem(await program.get("/api/session"), 401, "no_session")


async def test_a_bot_is_made_by_those_who_look_after_the_house(jiwoo: httpx2.AsyncClient) -> None:
    edges.problem(await jiwoo.post("/api/people/bots", json={"name": "날씨", "handle": "weather"}), 403, "forbidden")
    await edges.owner(jiwoo)
    bot = (await jiwoo.post("/api/people/bots", json={"name": "날씨", "handle": "weather"})).json()
    assert (bot["role"], bot["handle"]) == ("bot", "weather")
    assert (await jiwoo.post("/api/tokens", json={"bot": bot["id"]})).json()["person"] == bot["id"]
    assert len((await jiwoo.get(f"/api/tokens?bot={bot['id']}")).json()["tokens"]) == 1
    edges.problem(await jiwoo.get("/api/tokens?bot=nobody"), 404, "not_found")


async def test_a_time_that_is_over_is_no_end(jiwoo: httpx2.AsyncClient) -> None:
    for until in ("2020-01-01T00:00:00Z", "soon", "", "9" * 400):
        edges.problem(await jiwoo.post("/api/tokens", json={"expires_at": until}), 422, "invalid")
