"""Where the parts are put together."""

from pathlib import Path
from typing import Any

import pytest

from madang import __version__, app
from madang.config import BadSetting, Settings
from madang.store.database import UnusableStore
from tests.api import edges
from tests.wire import protocol


async def test_everything_the_docs_list_is_there_and_nothing_else(tmp_path: Path) -> None:
    listed = {
        (method, path.replace("{id}", "{message}"))
        for row in protocol.table("request")
        for method, path in requests(row[0])
    }
    async with edges.house(tmp_path) as house:
        schema: dict[str, Any] = house.openapi()
    offered = {(method.upper(), path) for path, methods in schema["paths"].items() for method in methods}
    assert listed == offered


def requests(cell: str) -> list[tuple[str, str]]:
    """`GET /a`, `/b` is two requests; a query is no part of a path."""
    method, _, _ = cell.strip("`").partition(" ")
    return [(method, part.split("`")[1].removeprefix(method).strip().split("?")[0]) for part in cell.split(", ")]


async def test_it_says_what_it_is(tmp_path: Path) -> None:
    async with edges.house(tmp_path) as house, edges.client(house) as client:
        schema = (await client.get("/api/openapi.json")).json()
        assert (schema["info"]["title"], schema["info"]["version"]) == ("Madang", __version__)
        for page in ("/docs", "/redoc", "/openapi.json"):
            assert "swagger" not in (await client.get(page)).text.lower()


async def test_a_house_can_be_closed_and_opened_again_over_its_data(tmp_path: Path) -> None:
    for expected in ([], ["안녕"]):
        async with edges.house(tmp_path) as house, edges.client(house) as client:
            await edges.signed_in(client)
            page = (await client.get("/api/rooms/madang/messages")).json()
            assert [message["text"] for message in page["messages"]] == expected
            if not expected:
                body = {"id": "0199aa00-0000-7000-8000-000000000001", "text": "안녕"}
                assert (await client.post("/api/rooms/madang/messages", json=body)).status_code == 201


async def test_two_houses_over_one_file_are_one_too_many(tmp_path: Path) -> None:
    async with edges.house(tmp_path):
        with pytest.raises(UnusableStore, match="Another Madang is already using"):
            app.create(Settings(data=tmp_path))


def test_an_origin_that_is_none_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"MADANG_ORIGINS: '\*' is no origin"):
        app.create(Settings(data=tmp_path / "data", origins="*"))
    assert not (tmp_path / "data").exists()


async def test_every_request_that_changes_something_asks_who_it_is(tmp_path: Path) -> None:
    """A new route that forgets to ask fails here; coming in, keys and health are for everybody."""
    free = {
        ("POST", "/api/session"),
        ("POST", "/api/session/password"),
        ("POST", "/api/session/register"),
        ("POST", "/api/session/phone/claim"),
        ("POST", "/api/password/reset"),
        ("POST", "/api/tickets/look"),
        ("GET", "/api/oidc/start"),
        ("GET", "/api/oidc/callback"),
        ("POST", "/api/password/forgotten"),
        ("POST", "/api/people/me/email/verified"),
        ("POST", "/api/house/owner"),
        ("GET", "/api/house"),
        ("GET", "/api/house/logo"),
        ("POST", "/api/invitations/look"),
        ("POST", "/api/invitations/accept"),
        ("GET", "/api/health/live"),
        ("GET", "/api/health/ready"),
        ("GET", "/{path:path}"),
    }
    async with edges.house(tmp_path) as house, edges.client(house) as client:
        for path, methods in house.openapi()["paths"].items():
            for method in methods:
                if (method.upper(), path) in free:
                    continue
                named = path.replace("{room}", "madang").replace("{message}", "x")
                answer = await client.request(method.upper(), named + "?after=0", json={})
                edges.problem(answer, 401, "no_session")


@pytest.mark.parametrize("setting", ["nonsense", "10.0.0.1/8"])
def test_a_proxy_that_is_no_network_is_a_bad_setting(tmp_path: Path, setting: str) -> None:
    with pytest.raises(BadSetting, match="MADANG_TRUSTED_PROXIES"):
        app.create(Settings(data=tmp_path, trusted_proxies=setting))
