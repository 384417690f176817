"""Who is asking, and how fast."""

from pathlib import Path

import httpx2
import pytest
from starlette.requests import HTTPConnection

from madang.api import access
from madang.domain.errors import Refusal
from madang.live.limits import Buckets, Limits
from tests.api import edges


def connection(*headers: tuple[str, str], client: tuple[str, int] | None = ("10.0.0.1", 5)) -> HTTPConnection:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return HTTPConnection(
        {"type": "http", "scheme": "http", "path": "/", "query_string": b"", "headers": raw, "client": client}
    )


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ([], None),
        ([("authorization", "Bearer abc")], "abc"),
        ([("authorization", "bearer  abc ")], "abc"),
        ([("authorization", "Basic abc")], None),
        ([("authorization", "Bearer")], None),
        ([("authorization", "Bearer ")], None),
        ([("cookie", "madang_session=abc")], "abc"),
        ([("cookie", "other=1; madang_session=abc")], "abc"),
        ([("cookie", "other=abc")], None),
        ([("cookie", "madang_session=")], None),
        ([("cookie", "madang_session=abc"), ("authorization", "Bearer def")], "def"),
        ([("cookie", "madang_session=abc"), ("authorization", "Basic def")], "abc"),
    ],
)
def test_a_session_comes_by_a_bearer_key_or_as_a_cookie(headers: list[tuple[str, str]], key: str | None) -> None:
    expected = access.hash_of(key) if key else None
    assert access.session_of(connection(*headers)) == expected


def test_a_key_is_long_and_new_and_kept_as_its_hash_only() -> None:
    keys = {access.new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) >= 43 for key in keys)
    assert all(len(access.hash_of(key)) == 32 for key in keys)
    assert access.hash_of("\ud800") != access.hash_of("")


def test_an_address_is_that_of_the_connection_whatever_it_claims() -> None:
    claims = ("x-forwarded-for", "1.2.3.4"), ("forwarded", "for=1.2.3.4")
    assert access.address_of(connection(*claims)) == "10.0.0.1"
    assert access.address_of(connection(client=None)) == "?"


def test_limits_count_a_network_of_ipv6_once() -> None:
    neighbourhoods = {access.neighbourhood_of(connection(client=(f"2001:db8:0:1::{host}", 5))) for host in range(1, 9)}
    assert len(neighbourhoods) == 1
    assert access.neighbourhood_of(connection()) == "10.0.0.1"
    assert access.neighbourhood_of(connection(client=None)) == "?"


async def test_no_header_gets_around_the_limits(tmp_path: Path) -> None:
    async with edges.house(tmp_path, rate_limits=True, trusted_proxies="10.0.0.0/8") as house:

        async def arrivals(peer: str, **forwarded: str) -> list[int]:
            transport = httpx2.ASGITransport(house, client=(peer, 5))
            async with httpx2.AsyncClient(transport=transport, base_url=edges.HOME) as client:
                body = {"name": "지우", "keep": "token"}
                answers = [
                    await client.post(
                        "/api/session",
                        json=body,
                        headers={name.replace("_", "-"): said.format(n) for name, said in forwarded.items()},
                    )
                    for n in range(70)
                ]
            return [answer.status_code for answer in answers]

        assert 429 in await arrivals("192.0.2.1", x_forwarded_for="198.51.100.{}", forwarded="for=198.51.100.{}")
        assert 429 in await arrivals("10.0.0.1", x_forwarded_for="198.51.100.{}, 203.0.113.9")
        seventy_people = await arrivals("10.0.0.1", x_forwarded_for="198.51.100.{}")
        assert set(seventy_people) == {403}, "by the house that has no owner, and not by a limit"


def test_who_asks_too_fast_is_told_how_long_to_wait() -> None:
    buckets = Buckets(2, 1, lambda: 0.0)
    access.slow_down(buckets, "a")
    with pytest.raises(Refusal) as refused:
        access.slow_down(buckets, "a")
    assert (refused.value.code, refused.value.retry_after) == ("too_fast", 0.5)


async def test_the_limits_hold_over_http(tmp_path: Path) -> None:
    async with edges.house(tmp_path, rate_limits=True) as house, edges.client(house) as client:
        await edges.signed_in(client)
        house.state.chat.limits = Limits(lambda: 1_000.0)  # the time stands still, however slow the machine is
        answers = [await client.patch("/api/people/me", json={"name": "지우"}) for _ in range(130)]
        found = edges.problem(answers[-1], 429, "too_fast")
        assert answers[-1].headers["retry-after"] == "1"
        assert 0 < found["retry_after"] <= 1
        assert {answer.status_code for answer in answers[:100]} == {200}
        assert (await client.get("/api/people/me")).status_code == 200, "looking is not limited like that"
        looks = [await client.get("/api/people/me") for _ in range(400)]
        edges.problem(looks[-1], 429, "too_fast")
        assert {answer.status_code for answer in looks[:100]} == {200}


async def test_nobody_gets_in_without_a_session(tmp_path: Path) -> None:
    async with edges.house(tmp_path) as house, edges.client(house, authorization="Bearer wrong") as client:
        for path in ("/api/people/me", "/api/rooms", "/api/rooms/madang/messages"):
            edges.problem(await client.get(path), 401, "no_session")
