"""Guessing is slow: by account and by address, whatever the guesser says of where they come from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from madang.domain import times, totp
from madang.live.limits import Limits
from madang.store.account_tables import accounts
from tests.api import edges
from tests.security.cast import PASSWORD, Cast, claim, enter, hurry

GUESSES, ANYWHERE, ATTEMPTS, CODES, CODES_ANYWHERE = 10, 100, 60, 5, 20
"""What one account takes at once from one place and from all, what one address, and what one second factor."""

ANONYMOUS: list[tuple[str, dict[str, Any]]] = [
    ("/api/session", {"name": "somebody"}),
    ("/api/session/password", {"login": "nobody", "password": PASSWORD}),
    ("/api/session/register", {"name": "somebody", "handle": "somebody", "password": PASSWORD}),
    ("/api/session/phone/claim", {"key": "wrong"}),
    ("/api/password/forgotten", {"login": "nobody"}),
    ("/api/password/reset", {"key": "wrong", "password": PASSWORD}),
    ("/api/tickets/look", {"key": "wrong"}),
    ("/api/invitations/look", {"key": "wrong"}),
    ("/api/invitations/accept", {"key": "wrong", "name": "somebody"}),
    ("/api/house/owner", {"house": "h", "name": "n", "handle": "handle", "password": PASSWORD}),
]
"""All that can be tried without a session."""

LIES = ("x-forwarded-for", "x-real-ip", "forwarded", "x-client-ip", "true-client-ip", "cf-connecting-ip")


@asynccontextmanager
async def limited(folder: Path, **settings: Any) -> AsyncIterator[tuple[FastAPI, Cast]]:
    claim(f"sqlite:///{folder}/madang.sqlite3")
    async with edges.house(folder, rate_limits=True, **settings) as house:
        hurry(house)
        house.state.chat.limits = Limits(lambda: 1_000.0)  # the time stands still, however slow the machine is
        (cast,) = enter(house.state.chat._database, 1)
        yield house, cast


async def tries(house: FastAPI, address: str, path: str, body: dict[str, Any], **headers: str) -> httpx2.Response:
    async with at(house, address) as client:
        return await client.post(path, json=body, headers=headers)


def at(house: FastAPI, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(house, raise_app_exceptions=False, client=(address, 40_000))
    return httpx2.AsyncClient(transport=transport, base_url=edges.HOME)


async def is_guessed_at(house: FastAPI, login: str) -> None:
    """From so many places that nobody may guess at it from another one."""
    guess = {"login": login, "password": "wrong"}
    for n in range(ANYWHERE):
        edges.problem(await tries(house, f"192.0.2.{n}", "/api/session/password", guess), 401, "wrong_login")
    is_told_to_wait(await tries(house, "198.51.100.1", "/api/session/password", guess))


def is_told_to_wait(answer: httpx2.Response) -> None:
    found = edges.problem(answer, 429, "too_fast")
    assert 0 < found["retry_after"] <= 600
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("there_is", [True, False])
async def test_an_account_takes_few_guesses_from_one_address(tmp_path: Path, there_is: bool) -> None:
    async with limited(tmp_path) as (house, cast):
        guess = {"login": cast.handle("member") if there_is else "nobody.at.all", "password": "wrong"}
        for _ in range(GUESSES):
            edges.problem(await tries(house, "192.0.2.1", "/api/session/password", guess), 401, "wrong_login")
        for _ in range(3):
            is_told_to_wait(await tries(house, "192.0.2.1", "/api/session/password", guess))
        edges.problem(await tries(house, "192.0.2.2", "/api/session/password", guess), 401, "wrong_login")
        other = {"login": cast.handle("outsider"), "password": PASSWORD, "keep": "token"}
        assert (await tries(house, "192.0.2.1", "/api/session/password", other)).status_code == 201


async def test_an_account_takes_so_many_guesses_from_wherever_they_come(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        await is_guessed_at(house, cast.handle("member"))
        other = {"login": cast.handle("outsider"), "password": PASSWORD, "keep": "token"}
        assert (await tries(house, "198.51.100.1", "/api/session/password", other)).status_code == 201


async def test_guesses_at_a_handle_do_not_tell_whose_an_address_is(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        theirs, nobodys = f"{cast.people['member']}@example.org", "nobody@example.org"
        right = {"login": theirs, "password": PASSWORD, "keep": "token"}
        assert (await tries(house, "203.0.113.1", "/api/session/password", right)).status_code == 201
        await is_guessed_at(house, cast.handle("member"))
        for address in ("192.0.2.1", "198.51.100.1"):
            answers = [
                await tries(house, address, "/api/session/password", {"login": login, "password": "wrong"})
                for login in (theirs, nobodys)
            ]
            assert len({(answer.status_code, answer.text) for answer in answers}) == 1
            edges.problem(answers[0], 401, "wrong_login")


async def test_an_account_that_is_none_takes_as_many(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, _):
        await is_guessed_at(house, "nobody.at.all")


async def test_nobody_keeps_somebody_out_of_where_they_have_been_in(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        handle = cast.handle("member")
        right = {"login": handle, "password": PASSWORD}
        async with at(house, "192.0.2.1") as mine:
            assert (await mine.post("/api/session/password", json=right)).status_code == 201
            assert (await mine.delete("/api/session", headers={"origin": edges.HOME})).status_code == 204
            await is_guessed_at(house, handle)
            is_told_to_wait(await tries(house, "198.51.100.1", "/api/session/password", right))
            assert (await mine.post("/api/session/password", json=right)).status_code == 201
            for _ in range(GUESSES):
                wrong = {"login": handle, "password": "wrong"}
                edges.problem(await mine.post("/api/session/password", json=wrong), 401, "wrong_login")
            is_told_to_wait(await mine.post("/api/session/password", json=right))


async def test_who_has_copied_what_a_browser_keeps_uses_up_no_guesses_of_the_owner(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        right = {"login": cast.handle("member"), "password": PASSWORD}
        async with at(house, "192.0.2.1") as mine, at(house, "198.51.100.1") as thief:
            assert (await mine.post("/api/session/password", json=right)).status_code == 201
            thief.cookies.set("madang_device", mine.cookies["madang_device"])
            wrong = {**right, "password": "wrong"}
            for _ in range(2 * GUESSES):
                edges.problem(await thief.post("/api/session/password", json=wrong), 401, "wrong_login")
            is_told_to_wait(await thief.post("/api/session/password", json=wrong))
            assert (await mine.post("/api/session/password", json=right)).status_code == 201


async def test_a_new_password_makes_void_what_other_browsers_keep(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        right = {"login": cast.handle("member"), "password": PASSWORD}
        async with at(house, "192.0.2.1") as mine, at(house, "198.51.100.1") as before:
            for browser in (mine, before):
                assert (await browser.post("/api/session/password", json=right)).status_code == 201
            body = {"old": PASSWORD, "new": "another one, and long"}
            answer = await mine.put("/api/people/me/password", json=body, headers={"origin": edges.HOME})
            assert answer.status_code == 204
            await is_guessed_at(house, right["login"])
            now = {**right, "password": body["new"]}
            is_told_to_wait(await before.post("/api/session/password", json=now))
            assert (await mine.post("/api/session/password", json=now)).status_code == 201


async def test_what_shows_that_somebody_has_been_in_shows_it_of_nobody_else(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        await is_guessed_at(house, cast.handle("member"))
        right = {"login": cast.handle("member"), "password": PASSWORD}
        async with at(house, "198.51.100.1") as other:
            theirs = {"login": cast.handle("outsider"), "password": PASSWORD}
            assert (await other.post("/api/session/password", json=theirs)).status_code == 201
            is_told_to_wait(await other.post("/api/session/password", json=right))
            other.cookies.set("madang_device", "0" * 48)
            is_told_to_wait(await other.post("/api/session/password", json=right))


async def test_who_is_in_shows_their_password_whoever_guesses_elsewhere(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        await is_guessed_at(house, cast.handle("member"))
        bearer = {"authorization": f"Bearer {cast.tokens['member']}"}
        async with at(house, "198.51.100.1") as mine:
            for password, status in ((PASSWORD, 204), *[("wrong", 401)] * GUESSES, (PASSWORD, 429)):
                body = {"email": None, "password": password}
                answer = await mine.put("/api/people/me/email", json=body, headers=bearer)
                assert answer.status_code == status


async def test_a_wrong_login_is_the_same_whatever_is_wrong(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        logins = (cast.handle("member"), cast.handle("banned"), cast.handle("bot"), "nobody.at.all", "")
        answers = [
            await tries(house, "192.0.2.1", "/api/session/password", {"login": login, "password": "wrong"})
            for login in logins
        ]
        assert len({(answer.status_code, answer.text) for answer in answers}) == 1


async def test_who_knows_the_password_signs_in_as_often_as_they_like(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        right = {"login": cast.handle("member"), "password": PASSWORD, "keep": "token"}
        for _ in range(GUESSES + 3):
            assert (await tries(house, "192.0.2.1", "/api/session/password", right)).status_code == 201


async def test_the_code_of_a_second_factor_is_guessed_a_few_times_only(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast):
        with house.state.chat._database.write() as tx:
            mine = accounts.c.person == cast.people["member"]
            tx.writing.execute(update(accounts).where(mine).values(totp_secret="A" * 32))
        guess = {"login": cast.handle("member"), "password": PASSWORD, "code": "000000"}
        for place in range(CODES_ANYWHERE // CODES):
            for _ in range(CODES):
                answer = await tries(house, f"192.0.2.{place}", "/api/session/password", guess)
                edges.problem(answer, 401, "wrong_code")
            is_told_to_wait(await tries(house, f"192.0.2.{place}", "/api/session/password", guess))
        is_told_to_wait(await tries(house, "198.51.100.1", "/api/session/password", guess))


async def test_who_knows_the_password_keeps_nobody_out_by_wrong_codes(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, cast), at(house, "192.0.2.1") as mine:
        right = {"login": cast.handle("member"), "password": PASSWORD}
        assert (await mine.post("/api/session/password", json=right)).status_code == 201
        with house.state.chat._database.write() as tx:
            theirs = accounts.c.person == cast.people["member"]
            tx.writing.execute(update(accounts).where(theirs).values(totp_secret="A" * 32))
        guess = {**right, "code": "000000"}
        for n in range(CODES_ANYWHERE):
            edges.problem(await tries(house, f"203.0.113.{n}", "/api/session/password", guess), 401, "wrong_code")
        is_told_to_wait(await tries(house, "198.51.100.1", "/api/session/password", guess))
        step = int(times.seconds(house.state.chat.now()) // totp.SECONDS)
        answer = await mine.post("/api/session/password", json={**right, "code": totp.code("A" * 32, step)})
        assert answer.status_code == 201


@pytest.mark.parametrize("same", ["192.0.2.1", "2001:db8:1:2::{}"])
async def test_an_address_takes_so_many_attempts_of_whatever_kind(tmp_path: Path, same: str) -> None:
    """Of IPv6 a whole network is one, since everybody has one."""
    async with limited(tmp_path) as (house, _):
        for n in range(ATTEMPTS):
            await tries(house, same.format(n), "/api/session/phone/claim", {"key": f"{n}"})
        for path, body in ANONYMOUS:
            is_told_to_wait(await tries(house, same.format("ffff"), path, body))
            for name in LIES:
                lie = {name: "for=203.0.113.9" if name == "forwarded" else "203.0.113.9"}
                is_told_to_wait(await tries(house, same.format("fffe"), path, body, **lie))
        elsewhere = await tries(house, "203.0.113.9", "/api/session/phone/claim", {"key": "wrong"})
        edges.problem(elsewhere, 410, "expired")


async def test_behind_our_own_proxy_everybody_is_themselves(tmp_path: Path) -> None:
    """What the proxy wrote last counts; what was said before that is a lie of whoever asks."""
    async with limited(tmp_path, trusted_proxies="10.0.0.0/8") as (house, _):
        path, body = "/api/session/phone/claim", {"key": "wrong"}
        for n in range(ATTEMPTS):
            await tries(house, "10.0.0.1", path, body, **{"x-forwarded-for": f"203.0.113.{n}, 192.0.2.1"})
        for said in ("203.0.113.200, 192.0.2.1", "192.0.2.1", "192.0.2.1, 10.0.0.7", " 192.0.2.1:1234"):
            is_told_to_wait(await tries(house, "10.0.0.1", path, body, **{"x-forwarded-for": said}))
        others = await tries(house, "10.0.0.1", path, body, **{"x-forwarded-for": "192.0.2.2"})
        edges.problem(others, 410, "expired")


async def test_everything_that_can_be_tried_without_a_session_is_in_this_list(tmp_path: Path) -> None:
    async with limited(tmp_path) as (house, _):
        for path, operations in house.openapi()["paths"].items():
            if "post" not in operations or path in dict(ANONYMOUS):
                continue
            named = path.replace("{room}", "madang").replace("{person}", "x").replace("{message}", "x")
            edges.problem(await tries(house, "192.0.2.1", named, {}), 401, "no_session")
