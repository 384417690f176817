"""Sessions over HTTP."""

from http.cookies import SimpleCookie
from pathlib import Path

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from madang.api.passwords import Passwords
from tests.api import edges


async def test_a_guest_arrives_with_a_cookie_that_no_script_sees(nobody: httpx2.AsyncClient) -> None:
    answer = await nobody.post("/api/session", json={"name": " 지우 "})
    assert answer.status_code == 201
    assert answer.json()["token"] is None
    assert answer.json()["me"]["name"] == "지우"
    assert answer.json()["me"]["role"] == "member"
    cookie = SimpleCookie(answer.headers["set-cookie"])["madang_session"]
    assert cookie["httponly"]
    assert cookie["samesite"].lower() == "lax"
    assert int(cookie["max-age"]) == 90 * 24 * 3600
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    assert cookie.value not in answer.text
    assert (await nobody.get("/api/session")).json()["me"] == answer.json()["me"]


async def test_a_house_without_an_owner_is_open_to_its_own_machine_alone(nobody: httpx2.AsyncClient) -> None:
    by_proxy = {"x-forwarded-for": "198.51.100.7"}
    edges.problem(await nobody.post("/api/session", json={"name": "지우"}, headers=by_proxy), 403, "not_set_up")


async def test_a_cookie_given_over_https_stays_there(house: FastAPI) -> None:
    transport = httpx2.ASGITransport(house)
    async with httpx2.AsyncClient(transport=transport, base_url="https://madang.localhost") as client:
        answer = await client.post("/api/session", json={"name": "지우"})
    assert SimpleCookie(answer.headers["set-cookie"])["__Host-madang_session"]["secure"]


async def test_a_program_gets_a_token_and_no_cookie(nobody: httpx2.AsyncClient) -> None:
    answer = await nobody.post("/api/session", json={"name": "지우", "keep": "token"})
    assert "set-cookie" not in answer.headers
    token = answer.json()["token"]
    me = await nobody.get("/api/session", headers={"authorization": f"Bearer {token}"})
    assert me.json()["me"] == answer.json()["me"]


async def test_who_signs_out_is_signed_in_no_more(jiwoo: httpx2.AsyncClient) -> None:
    assert (await jiwoo.delete("/api/session")).status_code == 204
    edges.problem(await jiwoo.get("/api/session"), 401, "no_session")
    edges.problem(await jiwoo.delete("/api/session"), 401, "no_session")


async def test_signing_out_takes_the_cookie_too(nobody: httpx2.AsyncClient) -> None:
    await nobody.post("/api/session", json={"name": "지우"})
    answer = await nobody.delete("/api/session")
    assert SimpleCookie(answer.headers["set-cookie"])["madang_session"]["max-age"] == "0"
    assert "madang_session" not in nobody.cookies


async def test_the_guest_is_at_home(jiwoo: httpx2.AsyncClient) -> None:
    (room,) = (await jiwoo.get("/api/rooms")).json()["rooms"]
    assert (room["room"]["id"], room["mine"]) == ("madang", {"read": 0, "unread": 0})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid"),
        ({"name": ""}, "bad_text"),
        ({"name": "가" * 41}, "too_long"),
        ({"name": 5}, "invalid"),
        ({"name": "a", "keep": "safe"}, "invalid"),
        ({"name": "a", "role": "admin"}, "invalid"),
        ([], "invalid"),
    ],
)
async def test_who_has_no_name_does_not_arrive(nobody: httpx2.AsyncClient, body: object, code: str) -> None:
    edges.problem(await nobody.post("/api/session", json=body), 422, code)


async def test_guesses_are_limited_by_account_and_by_address_and_right_ones_cost_nothing(tmp_path: Path) -> None:
    async with edges.house(tmp_path, rate_limits=True) as house:
        house.state.passwords.close()
        house.state.passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

        async def signs_in(login: str, password: str, address: str) -> httpx2.Response:
            transport = httpx2.ASGITransport(house, client=(address, 5))
            async with httpx2.AsyncClient(transport=transport, base_url=edges.HOME) as client:
                return await client.post("/api/session/password", json={"login": login, "password": password})

        async with edges.client(house) as client:
            await edges.owner(client)
        for n in range(25):
            assert (await signs_in("owner", edges.PASSWORD, f"192.0.2.{n}")).status_code == 201
        for login in ("owner", "nobody"):
            answers = [await signs_in(login, "wrong password", f"198.51.100.{n}") for n in range(110)]
            refused = [answer for answer in answers if answer.status_code == 429]
            assert len(refused) >= 5, f"however many addresses one has, {login}"
            assert 0 < refused[0].json()["retry_after"] <= 10
            assert int(refused[0].headers["retry-after"]) >= 1
            assert {answer.status_code for answer in answers} == {401, 429}
        answers = [await signs_in(f"somebody-{n}", "wrong password", "203.0.113.1") for n in range(90)]
        assert 429 in {answer.status_code for answer in answers}, "however many accounts one tries"


async def test_where_registration_is_not_open_nobody_registers(nobody: httpx2.AsyncClient) -> None:
    await edges.owner(nobody)
    body = {"name": "지우", "handle": "jiwoo", "password": edges.PASSWORD}
    edges.problem(await nobody.post("/api/session/register", json=body), 403, "forbidden")
