"""Claiming the house over HTTP."""

from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.requests import Request

from madang.api import claims
from tests.api import edges

BODY = {"house": "우리 마당", "name": "주인", "handle": "owner", "password": "비밀번호는 아주 길게", "keep": "token"}


def request(peer: str | None, host: str, version: str = "1.1", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"host": host, **headers}.items()]
    return Request({"type": "http", "http_version": version, "client": (peer, 5) if peer else None, "headers": raw})


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.10", "::1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "madang.localhost"])
def test_who_sits_at_the_machine_may_claim_it(peer: str, host: str) -> None:
    assert claims.may_claim(request(peer, host))


@pytest.mark.parametrize(
    "asking",
    [
        request("192.0.2.1", "localhost"),
        request("127.0.0.1", "chat.example"),
        request("127.0.0.1", "192.0.2.1"),
        request("127.0.0.1", ""),
        request("127.0.0.1", "localhost.evil.example"),
        request("127.0.0.1", "localhost", x_forwarded_for="127.0.0.1"),
        request("127.0.0.1", "localhost", forwarded="for=127.0.0.1"),
        request("127.0.0.1", "localhost", x_real_ip="127.0.0.1"),
        request("127.0.0.1", "localhost", via="1.1 proxy"),
        request("127.0.0.1", "localhost", version="1.0"),
        request(None, "localhost"),
        request("?", "localhost"),
    ],
)
def test_nobody_else_may(asking: Request) -> None:
    assert not claims.may_claim(asking)


async def claimed(at: FastAPI, peer: str = "127.0.0.1", **body: Any) -> httpx2.Response:
    transport = httpx2.ASGITransport(at, client=(peer, 5), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=edges.HOME) as client:
        return await client.post("/api/house/owner", json={**BODY, **body})


async def test_from_elsewhere_one_needs_the_key_that_was_printed(house: FastAPI) -> None:
    for key in (None, "", "wrong", "한글"):
        edges.problem(await claimed(house, "192.0.2.1", key=key), 403, "forbidden")
    answer = await claimed(house, "192.0.2.1", key=house.state.setup_key)
    assert answer.status_code == 201
    assert (answer.json()["me"]["role"], answer.json()["me"]["name"]) == ("owner", "주인")
    assert house.state.chat.place.claimed
    edges.problem(await claimed(house, "192.0.2.1", key=house.state.setup_key), 403, "forbidden")
    edges.problem(await claimed(house), 403, "forbidden")


async def test_a_house_is_claimed_with_a_good_password_and_a_handle(house: FastAPI) -> None:
    edges.problem(await claimed(house, password="short"), 422, "invalid")
    edges.problem(await claimed(house, password="우리 마당 우리 마당", house="우리 마당 우리 마당"), 422, "invalid")
    edges.problem(await claimed(house, handle="a b"), 422, "invalid")
    edges.problem(await claimed(house, role="owner"), 422, "invalid")
    assert (await claimed(house)).status_code == 201


async def test_who_came_with_just_a_name_stays_who_they_are(house: FastAPI, nobody: httpx2.AsyncClient) -> None:
    came = (await nobody.post("/api/session", json={"name": "지우"})).json()["me"]
    answer = await nobody.post("/api/house/owner", json={**BODY, "keep": "cookie"})
    assert answer.json()["me"] == {**came, "name": "주인", "role": "owner"}
    assert (await nobody.get("/api/session")).json()["me"]["role"] == "owner"
    assert len((await nobody.get("/api/sessions")).json()["sessions"]) == 1


async def test_all_servers_of_one_house_print_the_same_key_and_no_other_house_does(tmp_path: Path) -> None:
    keys = []
    for folder in ("a", "a", "b"):
        async with edges.house(tmp_path / folder) as house:
            keys.append(house.state.setup_key)
    assert keys[0] == keys[1] != keys[2]
    assert len(keys[0]) == 32
