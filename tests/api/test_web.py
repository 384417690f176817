"""The built web client: its files, and its one page for every other address."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from madang.api import web
from tests.api import edges

SECRET = "root:x:0:0"


@pytest.fixture
async def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx2.AsyncClient]:
    built = tmp_path / "built"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>the page</title>")
    (built / "robots.txt").write_text("User-agent: *")
    (built / "assets" / "app-1a2b.js").write_text("let a = 1;" * 1000)
    (tmp_path / "secret.txt").write_text(SECRET)
    (built / "link.txt").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setattr(web, "_BUILT", built)
    async with edges.house(tmp_path / "data") as house, edges.client(house) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/rooms/madang", "/index.html", "/rooms/마당", "/apiary", "/wsx", "/a.b/c"])
async def test_every_address_of_the_app_is_its_one_page(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(path)
    assert answer.status_code == 200
    assert "the page" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"


async def test_files_are_themselves(browser: httpx2.AsyncClient) -> None:
    assert (await browser.get("/robots.txt")).text == "User-agent: *"


async def test_assets_are_kept_for_ever_and_compressed(browser: httpx2.AsyncClient) -> None:
    answer = await browser.get("/assets/app-1a2b.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text.startswith("let a = 1;")
    assert "accept-encoding" in answer.headers["vary"].lower()
    again = await browser.get("/assets/app-1a2b.js", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    head = await browser.head("/assets/app-1a2b.js")
    assert head.headers["content-length"] == answer.headers["content-length"]
    plain = await browser.get("/assets/app-1a2b.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == answer.text
    part = await browser.get("/assets/app-1a2b.js", headers={"range": "bytes=0-2"})
    assert (part.status_code, part.text) == (206, "let")
    missing = await browser.get("/assets/app-0000.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("cache-control", "")


async def test_an_asset_is_compressed_once(browser: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await browser.get("/assets/app-1a2b.js")
    monkeypatch.delattr("gzip.compress")
    assert (await browser.get("/assets/app-1a2b.js")).text == first.text


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/link.txt",
        "/..\\secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
    ],
)
async def test_no_path_leads_out_of_the_folder(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(httpx2.URL(edges.HOME + "/").copy_with(raw_path=path.encode()))
    assert SECRET not in answer.text
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("path", ["/%00", "/a%00b", "/" + "a" * 300, "/" + "a/" * 3000, "/%ff", "/%ed%a0%80"])
async def test_an_address_that_can_be_no_file_is_the_page_too(browser: httpx2.AsyncClient, path: str) -> None:
    answer = await browser.get(httpx2.URL(edges.HOME + "/").copy_with(raw_path=path.encode()))
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize("path", ["/api/unknown", "/api", "/api/", "/ws/unknown", "/api/rooms/madang/unknown"])
async def test_what_is_not_there_in_the_api_is_no_page(browser: httpx2.AsyncClient, path: str) -> None:
    edges.problem(await browser.get(path), 404, "not_found")


async def test_without_a_build_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_BUILT", tmp_path / "nothing")
    async with edges.house(tmp_path / "data") as house, edges.client(house) as client:
        answer = await client.get("/")
        assert answer.status_code == 503
        assert "make run" in answer.text
