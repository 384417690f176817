"""How sessions open at the edge."""

import httpx2
from fastapi import FastAPI

from tests.api import edges


async def test_a_session_knows_where_it_is(house: FastAPI) -> None:
    agent = "Mozilla/5.0 \x01" + "x" * 300
    transport = httpx2.ASGITransport(house, client=("192.0.2.7", 5))
    async with httpx2.AsyncClient(transport=transport, base_url=edges.HOME, headers={"user-agent": agent}) as client:
        await edges.signed_in(client)
        (session,) = (await client.get("/api/sessions")).json()["sessions"]
    assert session["address"] == "192.0.2.7"
    assert session["agent"] == "Mozilla/5.0 " + "x" * 187
    assert session["seen_at"] == session["created_at"]
    assert (session["kind"], session["current"]) == ("browser", True)


async def test_a_browser_has_one_session_and_the_one_before_is_over(nobody: httpx2.AsyncClient) -> None:
    await nobody.post("/api/session", json={"name": "지우"})
    before = nobody.cookies["madang_session"]
    await nobody.post("/api/session", json={"name": "지우"})
    assert nobody.cookies["madang_session"] != before
    nobody.cookies.clear()
    answer = await nobody.get("/api/session", headers={"authorization": f"Bearer {before}"})
    edges.problem(answer, 401, "no_session")


async def test_a_browser_keeps_that_somebody_has_been_in_also_when_they_have_gone(house: FastAPI) -> None:
    async with edges.client(house) as client:
        await edges.owner(client)
        login = {"login": "owner", "password": edges.PASSWORD}
        cookies = (await client.post("/api/session/password", json=login)).headers.get_list("set-cookie")
        (device,) = [cookie for cookie in cookies if "_device=" in cookie]
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in device.split(";")}
        again = (await client.post("/api/session/password", json={**login, "keep": "token"})).headers
        assert "set-cookie" not in again, "whoever keeps a token keeps no cookies"


async def test_who_came_with_just_a_name_leaves_nothing(nobody: httpx2.AsyncClient) -> None:
    await nobody.post("/api/session", json={"name": "지우"})
    assert set(nobody.cookies) == {"madang_session"}


async def test_signing_in_as_a_browser_ends_no_token_of_a_program(nobody: httpx2.AsyncClient) -> None:
    token = (await nobody.post("/api/session", json={"name": "지우", "keep": "token"})).json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    await nobody.post("/api/session", json={"name": "민준"}, headers=bearer)
    assert (await nobody.get("/api/session", headers=bearer)).json()["me"]["name"] == "지우"
