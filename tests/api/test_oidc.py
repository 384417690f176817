"""Signing in by another house: two redirects, one browser."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi import FastAPI

from madang import app
from madang.config import BadSetting, Settings
from madang.domain.places import Place
from madang.store import accounts, places
from tests.api import edges
from tests.api.edges import PASSWORD
from tests.api.other_house import CLIENT, SECRET, OtherHouse, open_house

URL = "http://madang.localhost"
EMAIL = {"email": "Jiwoo@example.com", "email_verified": True}


@pytest.fixture
async def other() -> AsyncIterator[OtherHouse]:
    async with open_house() as house:
        yield house


def settings(other: OtherHouse, **more: str) -> dict[str, str]:
    return {
        "public_url": URL,
        "oidc_issuer": other.issuer,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
        **more,
    }


@pytest.fixture
async def house(tmp_path: Path, other: OtherHouse) -> AsyncIterator[FastAPI]:
    """Claimed, and open to all."""
    async with edges.house(tmp_path, **settings(other)) as made, edges.client(made) as owner:
        await edges.owner(owner)
        body = {"email": "owner@example.com", "password": PASSWORD}
        await owner.put("/api/people/me/email", json=body)
        await opened_to(made, "open")
        yield made


async def opened_to(house: FastAPI, registration: str) -> None:
    chat = house.state.chat
    with chat._database.write() as tx:
        places.put(tx, Place(name="마당", claimed=True, registration=registration))  # type: ignore[arg-type]


async def goes(browser: httpx2.AsyncClient, to: str = "/r/madang") -> httpx2.Response:
    """There and back; gives the last answer of ours."""
    away = await browser.get("/api/oidc/start", params={"to": to})
    assert away.status_code == 303, away.text
    async with httpx2.AsyncClient(trust_env=False) as network:
        back = await network.get(away.headers["location"])
    assert back.status_code == 303
    assert back.headers["location"].startswith(f"{URL}/api/oidc/callback?")
    return await browser.get(back.headers["location"])


async def signed_in(browser: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await goes(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/r/madang"), answer.headers
    assert "madang_oidc" not in browser.cookies
    me: dict[str, Any] = (await browser.get("/api/session")).json()["me"]
    return me


async def refused(browser: httpx2.AsyncClient, code: str) -> None:
    answer = await goes(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?refused={code}")
    edges.problem(await browser.get("/api/session"), 401, "no_session")


async def test_who_comes_for_the_first_time_gets_an_account_and_finds_it_again(
    house: FastAPI, other: OtherHouse
) -> None:
    other.claims |= EMAIL
    async with edges.client(house) as browser, edges.client(house) as elsewhere:
        me = await signed_in(browser)
        assert (me["name"], me["role"]) == ("김지우", "member")
        mine = (await browser.get("/api/people/me/account")).json()
        assert (mine["handle"], mine["email"], mine["email_verified"]) == ("jiwoo", "jiwoo@example.com", True)
        assert mine["password"] is False
        assert [(each["issuer"], each["subject"]) for each in mine["identities"]] == [(other.issuer, "4711")]
        other.claims |= {"email": "another@example.com", "name": "다른 이름"}
        assert (await signed_in(elsewhere))["id"] == me["id"], "the subject says who it is"


async def test_what_was_linked_is_unlinked_once_there_is_a_password(house: FastAPI, other: OtherHouse) -> None:
    mine = {"issuer": other.issuer, "subject": "4711", "password": PASSWORD}
    async with edges.client(house) as browser, edges.client(house) as elsewhere:
        me = await signed_in(browser)
        said = edges.problem(await browser.request("DELETE", "/api/people/me/identities", json=mine), 403, "forbidden")
        assert "Set a password first" in said["message"]
        assert (await browser.put("/api/people/me/password", json={"new": PASSWORD})).status_code == 204
        assert (await browser.request("DELETE", "/api/people/me/identities", json=mine)).status_code == 204
        assert (await browser.get("/api/people/me/account")).json()["identities"] == []
        assert (await signed_in(elsewhere))["id"] != me["id"]


async def test_a_verified_address_links_and_one_that_is_not_does_not(house: FastAPI, other: OtherHouse) -> None:
    chat = house.state.chat
    async with edges.client(house) as client:
        owner = (
            await client.post("/api/session/password", json={"login": "owner", "password": PASSWORD, "keep": "token"})
        ).json()["me"]
    other.claims |= {"email": "owner@example.com", "email_verified": False, "sub": "1"}
    async with edges.client(house) as browser:
        assert (await signed_in(browser))["id"] != owner["id"], "the other house does not know either"
    other.claims |= {"email_verified": True, "sub": "2"}
    async with edges.client(house) as browser:
        assert (await signed_in(browser))["id"] != owner["id"], "the owner has never shown that it is theirs"
        assert (await browser.get("/api/people/me/account")).json()["email"] == "owner@example.com"
    with chat._database.write() as tx:
        accounts.change(tx, owner["id"], email="mine@example.com", email_verified=True)
    other.claims |= {"email": "mine@example.com", "sub": "3"}
    async with edges.client(house) as browser:
        assert (await signed_in(browser))["id"] == owner["id"]


async def test_where_one_needs_an_invitation_the_other_house_is_none(house: FastAPI, other: OtherHouse) -> None:
    other.claims |= EMAIL
    await opened_to(house, "invitation")
    async with edges.client(house) as browser:
        await refused(browser, "forbidden")


async def test_a_list_of_domains_lets_them_in_and_nobody_else(tmp_path: Path, other: OtherHouse) -> None:
    more = settings(other, oidc_domains="example.com, example.org")
    async with edges.house(tmp_path, **more) as house, edges.client(house) as browser, edges.client(house) as owner:
        await refused(browser, "forbidden")
        await edges.owner(owner)
        for claims in (
            {"email": "a@evil.example", "email_verified": True},
            {"email": "a@sub.example.com", "email_verified": True},
            {"email": "a@example.com", "email_verified": False},
            {"email": "a@example.com", "email_verified": "false"},
            {"email": "a@evil.example@example.com.evil.example", "email_verified": True},
            {},
        ):
            other.claims = {"sub": "0815", **claims}
            await refused(browser, "forbidden")
        other.claims = {"sub": "0815", "email": "A@Example.org", "email_verified": True}
        assert (await signed_in(browser))["role"] == "member"


@pytest.mark.parametrize(
    "instead",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_000},
        {"iat": None},
        {"sub": None},
    ],
)
async def test_a_token_that_is_not_for_us_now_signs_nobody_in(
    house: FastAPI, other: OtherHouse, instead: dict[str, Any]
) -> None:
    other.instead = instead
    async with edges.client(house) as browser:
        await refused(browser, "forbidden")


async def test_a_token_signed_by_somebody_else_signs_nobody_in(house: FastAPI, other: OtherHouse) -> None:
    from joserfc.jwk import ECKey, OctKey

    for key, algorithm in (
        (ECKey.generate_key("P-256", {"kid": "one"}), "ES256"),
        (OctKey.import_key(SECRET * 2, {"kid": "one"}), "HS256"),
    ):
        other.key, other.algorithm = key, algorithm  # type: ignore[assignment]
        async with edges.client(house) as browser:
            await refused(browser, "forbidden")


async def test_what_was_not_begun_in_this_browser_ends(house: FastAPI) -> None:
    async with edges.client(house) as browser, edges.client(house) as victim:
        away = await browser.get("/api/oidc/start")
        async with httpx2.AsyncClient(trust_env=False) as network:
            back = (await network.get(away.headers["location"])).headers["location"]
        answer = await victim.get(back)
        assert answer.headers["location"] == "/sign-in?refused=expired", "nobody is signed in as somebody else"
        await victim.get("/api/oidc/start")
        assert (await victim.get(back)).headers["location"] == "/sign-in?refused=expired"
        wrong = f"{URL}/api/oidc/callback?code=x&state=x"
        assert (await browser.get(wrong)).headers["location"] == "/sign-in?refused=expired"
        assert (await browser.get(back)).headers["location"] == "/"
        assert (await browser.get(back)).headers["location"] == "/sign-in?refused=expired", "it is used up"


@pytest.mark.parametrize(
    "to", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", "", "/ x"]
)
async def test_one_comes_back_to_this_house_only(house: FastAPI, to: str) -> None:
    async with edges.client(house) as browser:
        assert (await goes(browser, to)).headers["location"] == "/"


async def test_an_address_may_come_with_a_second_request(house: FastAPI, other: OtherHouse) -> None:
    other.claims |= EMAIL
    other.in_token = False
    async with edges.client(house) as browser:
        await signed_in(browser)
        assert (await browser.get("/api/people/me/account")).json()["email"] == "jiwoo@example.com"


async def test_the_page_for_signing_in_knows_of_it(tmp_path: Path, house: FastAPI, other: OtherHouse) -> None:
    async with edges.client(house) as browser:
        assert (await browser.get("/api/house")).json()["sign_in"] == {"mail": False, "oidc": {"name": "127.0.0.1"}}
    more = settings(other, oidc_name="회사")
    async with edges.house(tmp_path / "another", **more) as named, edges.client(named) as browser:
        assert (await browser.get("/api/house")).json()["sign_in"]["oidc"] == {"name": "회사"}


async def test_what_the_browser_is_sent_away_with_is_new_each_time(house: FastAPI) -> None:
    async with edges.client(house) as browser:
        asked = [parse_qs(urlsplit((await browser.get("/api/oidc/start")).headers["location"]).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
        assert len(asked[0][name][0]) >= 43
    assert asked[0]["code_challenge_method"] == ["S256"]


async def test_while_the_other_house_is_away_the_page_says_so(tmp_path: Path) -> None:
    async with open_house() as gone:
        pass
    async with edges.house(tmp_path, **settings(gone)) as house, edges.client(house) as browser:
        answer = await browser.get("/api/oidc/start")
        assert answer.headers["location"] == "/sign-in?refused=unavailable"


async def test_without_a_setting_there_is_no_other_house(tmp_path: Path) -> None:
    async with edges.house(tmp_path) as house, edges.client(house) as browser:
        edges.problem(await browser.get("/api/oidc/start"), 404, "not_found")
        edges.problem(await browser.get("/api/oidc/callback"), 404, "not_found")


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"oidc_issuer": "http://id.example"}, "MADANG_OIDC_ISSUER"),
        ({"oidc_issuer": "id.example"}, "MADANG_OIDC_ISSUER"),
        ({"public_url": ""}, "MADANG_PUBLIC_URL"),
        ({"oidc_client_id": ""}, "MADANG_OIDC_CLIENT_ID"),
        ({"oidc_client_secret": ""}, "MADANG_OIDC_CLIENT_SECRET"),
    ],
)
def test_another_house_that_cannot_work_is_a_bad_setting(tmp_path: Path, changed: dict[str, str], names: str) -> None:
    good = {
        "public_url": URL,
        "oidc_issuer": "https://id.example",
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SECRET,
    }
    with pytest.raises(BadSetting, match=names):
        app.create(Settings(data=tmp_path, **{**good, **changed}))  # type: ignore[arg-type]
