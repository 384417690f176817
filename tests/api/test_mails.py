"""What mail is for, over HTTP."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from madang import app
from madang.config import BadSetting, Settings
from tests.api import edges
from tests.api.edges import PASSWORD
from tests.errands.boxes import Box

URL = "https://chat.example"


@pytest.fixture
async def posted(tmp_path: Path) -> AsyncIterator[tuple[FastAPI, Box, httpx2.AsyncClient]]:
    """A house with a mail server, and its owner, who has a mail address."""
    with Box() as box:
        settings = {"mail_url": f"smtp://127.0.0.1:{box.port}", "mail_from": "chat@example.com", "public_url": URL}
        async with edges.house(tmp_path, **settings) as house, edges.client(house) as owner:
            await edges.owner(owner)
            body = {"email": "owner@example.com", "password": PASSWORD}
            assert (await owner.put("/api/people/me/email", json=body)).status_code == 204
            yield house, box, owner


async def key_in(box: Box, number: int, before: str) -> str:
    async with asyncio.timeout(20):
        while len(box.letters) <= number:
            await asyncio.sleep(0.01)
    text = box.letters[number].get_content()
    found = re.search(rf"^{re.escape(URL + before)}([\w-]+)\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


async def test_an_address_is_verified_by_whoever_gave_it_and_reads_there(
    posted: tuple[FastAPI, Box, httpx2.AsyncClient],
) -> None:
    house, box, owner = posted
    key = await key_in(box, 0, "/account#verify=")
    assert not (await owner.get("/api/people/me/account")).json()["email_verified"]
    async with edges.client(house) as reader:
        edges.problem(await reader.post("/api/people/me/email/verified", json={"key": key}), 401, "no_session")
    edges.problem(await owner.post("/api/people/me/email/verified", json={"key": "wrong"}), 410, "expired")
    assert (await owner.post("/api/people/me/email/verified", json={"key": key})).status_code == 204
    edges.problem(await owner.post("/api/people/me/email/verified", json={"key": key}), 410, "expired")
    assert (await owner.get("/api/people/me/account")).json()["email_verified"]


async def test_who_has_forgotten_the_password_gets_a_link_where_the_address_is_verified(
    posted: tuple[FastAPI, Box, httpx2.AsyncClient],
) -> None:
    house, box, owner = posted
    async with edges.client(house) as stranger:
        for login in ("owner", "owner@example.com", "nobody", ""):
            answer = await stranger.post("/api/password/forgotten", json={"login": login})
            assert (answer.status_code, answer.content) == (204, b"")
        key = await key_in(box, 0, "/account#verify=")
        assert len(box.letters) == 1, "nobody knows yet who reads there"
        await owner.post("/api/people/me/email/verified", json={"key": key})
        evil = {"host": "192.0.2.66"}
        await stranger.post("/api/password/forgotten", json={"login": "Owner"}, headers=evil)
        key = await key_in(box, 1, "/reset#")
        assert "192.0.2.66" not in box.letters[1].get_content()
        body = {"key": key, "password": "another password"}
        assert (await stranger.post("/api/password/reset", json=body)).status_code == 204
        again = {"login": "owner", "password": "another password"}
        assert (await stranger.post("/api/session/password", json=again)).status_code == 201
    edges.problem(await owner.get("/api/session"), 401, "no_session")


async def test_whoever_has_an_address_gets_a_letter_when_somebody_else_gives_it(
    posted: tuple[FastAPI, Box, httpx2.AsyncClient],
) -> None:
    house, box, owner = posted
    key = await key_in(box, 0, "/account#verify=")
    await owner.post("/api/people/me/email/verified", json={"key": key})
    await owner.patch("/api/house", json={"registration": "open"})
    async with edges.client(house) as other:
        body = {"name": "민준", "handle": "minjun", "password": PASSWORD, "email": "Owner@example.com"}
        assert (await other.post("/api/session/register", json=body)).status_code == 201
        async with asyncio.timeout(20):
            while len(box.letters) < 2:
                await asyncio.sleep(0.01)
        assert box.letters[1]["to"] == "owner@example.com"
        assert f"{URL}/sign-in" in box.letters[1].get_content().splitlines()
        assert "#" not in box.letters[1].get_content(), "it opens nothing"
        body = {"email": "minjun@example.com", "password": PASSWORD}
        assert (await other.put("/api/people/me/email", json=body)).status_code == 204
        key = await key_in(box, 2, "/account#verify=")
        assert (await other.post("/api/people/me/email/verified", json={"key": key})).status_code == 204


async def test_nobody_has_the_house_write_to_everybody(tmp_path: Path) -> None:
    with Box() as box:
        settings = {"mail_url": f"smtp://127.0.0.1:{box.port}", "mail_from": "chat@example.com", "public_url": URL}
        async with edges.house(tmp_path, rate_limits=True, **settings) as house, edges.client(house) as owner:
            await edges.owner(owner)
            for n in range(12):
                body = {"email": f"{n}@example.com", "password": PASSWORD}
                assert (await owner.put("/api/people/me/email", json=body)).status_code == 204
        assert len(box.letters) == 10


async def test_nobody_uses_up_the_mail_that_somebody_else_waits_for(tmp_path: Path) -> None:
    with Box() as box:
        settings = {"mail_url": f"smtp://127.0.0.1:{box.port}", "mail_from": "chat@example.com", "public_url": URL}
        async with edges.house(tmp_path, rate_limits=True, **settings) as house, edges.client(house) as owner:
            await edges.owner(owner)
            await owner.patch("/api/house", json={"registration": "open"})
            async with edges.client(house) as other:
                body = {"name": "민준", "handle": "minjun", "password": PASSWORD}
                assert (await other.post("/api/session/register", json=body)).status_code == 201
                theirs = {"email": "owner@example.com", "password": PASSWORD}
                for _ in range(4):
                    assert (await other.put("/api/people/me/email", json=theirs)).status_code == 204
            await key_in(box, 2, "/account#verify=")
            assert (await owner.put("/api/people/me/email", json=theirs)).status_code == 204
            key = await key_in(box, 3, "/account#verify=")
            assert (await owner.post("/api/people/me/email/verified", json={"key": key})).status_code == 204


async def test_without_mail_the_answer_is_the_same(nobody: httpx2.AsyncClient) -> None:
    assert (await nobody.post("/api/password/forgotten", json={"login": "owner"})).status_code == 204


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"mail_url": "http://mail.example"}, "MADANG_MAIL_URL"),
        ({"mail_url": "smtp://mail.example", "mail_from": "a@b.example"}, "MADANG_PUBLIC_URL"),
        ({"mail_url": "smtp://mail.example", "public_url": URL}, "MADANG_MAIL_FROM"),
        ({"public_url": "chat.example"}, "MADANG_PUBLIC_URL"),
    ],
)
def test_mail_that_cannot_work_is_a_bad_setting(tmp_path: Path, settings: dict[str, str], names: str) -> None:
    with pytest.raises(BadSetting, match=names):
        app.create(Settings(data=tmp_path, **settings))  # type: ignore[arg-type]


async def test_the_public_url_is_a_name_of_the_house(tmp_path: Path) -> None:
    async with edges.house(tmp_path, public_url=f"{URL}/") as house:
        transport = httpx2.ASGITransport(house)
        async with httpx2.AsyncClient(transport=transport, base_url=URL, headers={"origin": URL}) as client:
            assert (await client.post("/api/session", json={"name": "지우"})).status_code == 201
