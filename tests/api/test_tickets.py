"""Links that open one thing once, over HTTP."""

import httpx2
from fastapi import FastAPI

from tests.api import edges
from tests.api.edges import PASSWORD


async def test_a_key_is_in_the_fragment_and_nowhere_else(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    me = await edges.owner(nobody)
    answer = await nobody.post(f"/api/people/{me['id']}/reset-link")
    path, _, key = answer.json()["url"].partition("#")
    assert (answer.status_code, path) == (201, "/reset")
    assert len(key) >= 43
    assert answer.json()["expires_at"] > house.state.chat.time(23 * 3600)
    answer = await nobody.post("/api/session/phone")
    assert answer.json()["url"] == f"/phone#{answer.json()['key']}"
    assert answer.json()["expires_at"] < house.state.chat.time(180)


async def test_whose_account_a_key_is_for_is_told_before_it_is_used(nobody: httpx2.AsyncClient) -> None:
    me = await edges.owner(nobody)
    reset = (await nobody.post(f"/api/people/{me['id']}/reset-link")).json()["url"].partition("#")[2]
    phone = (await nobody.post("/api/session/phone")).json()["key"]
    for key, opens in ((reset, "password"), (phone, "phone"), (reset, "password")):
        answer = await nobody.post("/api/tickets/look", json={"key": key})
        assert answer.json() == {"opens": opens, "name": me["name"], "handle": "owner"}
    await nobody.post("/api/password/reset", json={"key": reset, "password": "another password"})
    for key in (reset, phone, "", "wrong"):  # the phone's too: the session that asked for it is over
        edges.problem(await nobody.post("/api/tickets/look", json={"key": key}), 410, "expired")


async def test_a_telephone_gets_a_session_of_its_own(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    me = await edges.owner(nobody)
    key = (await nobody.post("/api/session/phone")).json()["key"]
    async with edges.client(house) as phone:
        answer = await phone.post("/api/session/phone/claim", json={"key": key})
        assert answer.json() == {"me": me, "token": None}
        assert (await phone.get("/api/session")).json()["me"] == me
        edges.problem(await phone.post("/api/session/phone/claim", json={"key": key}), 410, "expired")


async def test_a_reset_is_done_by_whoever_has_the_key(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    me = await edges.owner(nobody)
    key = (await nobody.post(f"/api/people/{me['id']}/reset-link")).json()["url"].partition("#")[2]
    async with edges.client(house) as other:
        short = {"key": key, "password": "short"}
        edges.problem(await other.post("/api/password/reset", json=short), 422, "invalid")
        body = {"key": key, "password": "another password"}
        assert (await other.post("/api/password/reset", json=body)).status_code == 204
        edges.problem(await other.post("/api/password/reset", json=body), 410, "expired")
        login = {"login": "owner", "password": PASSWORD}
        edges.problem(await other.post("/api/session/password", json=login), 401, "wrong_login")
        login["password"] = "another password"
        assert (await other.post("/api/session/password", json=login)).status_code == 201
    edges.problem(await nobody.get("/api/session"), 401, "no_session")
