"""What stands before every request: foreign pages, bodies without end, and the headers that every answer bears."""

from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from madang.api.guard import BODY_BYTES, Guard
from madang.api.origins import Origins
from tests.api import edges

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": edges.HOME.replace("http:", "https:")},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_a_foreign_page_changes_nothing(jiwoo: httpx2.AsyncClient, method: str, headers: dict[str, str]) -> None:
    answer = await jiwoo.request(method, "/api/people/me", json={"name": "evil"}, headers=headers)
    edges.problem(answer, 403, "foreign_origin")
    assert (await jiwoo.get("/api/people/me")).json()["me"]["name"] == "지우"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": edges.HOME},
        {"origin": "http://localhost:5173"},
        {"origin": edges.HOME, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_our_own_pages_and_programs_may(jiwoo: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    answer = await jiwoo.patch("/api/people/me", json={"name": "새 이름"}, headers=headers)
    assert answer.status_code == 200, answer.text


async def test_looking_is_not_the_guards_business(jiwoo: httpx2.AsyncClient) -> None:
    """A page of another origin gets no answer to read: the browser sees to that."""
    answer = await jiwoo.get("/api/people/me", headers={"origin": "https://evil.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_the_pages_named_may_read_what_they_get(jiwoo: httpx2.AsyncClient) -> None:
    origin = {"origin": "http://localhost:5173"}
    answer = await jiwoo.get("/api/people/me", headers=origin)
    assert answer.headers["access-control-allow-origin"] == origin["origin"]
    assert answer.headers["access-control-allow-credentials"] == "true"
    preflight = await jiwoo.options(
        "/api/rooms",
        headers={**origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization"},
    )
    assert preflight.status_code == 200


async def endless(size: int) -> AsyncIterator[bytes]:
    while size > 0:
        yield b"x" * min(size, 10_000)
        size -= 10_000


@pytest.mark.parametrize("path", ["/api/session", "/api/rooms/madang/messages"])
async def test_a_body_that_is_too_large_is_refused_with_and_without_a_length(
    jiwoo: httpx2.AsyncClient, path: str
) -> None:
    said = await jiwoo.post(path, content=b"x" * (BODY_BYTES + 1))
    edges.problem(said, 413, "too_large")
    unsaid = await jiwoo.post(path, content=endless(BODY_BYTES + 1), headers={"content-type": "application/json"})
    assert "content-length" not in unsaid.request.headers
    edges.problem(unsaid, 413, "too_large")


@pytest.mark.parametrize("length", ["-1", "1e3", "abc", "", "99999999999999999999", "٣"])
async def test_a_length_that_is_none_is_refused(jiwoo: httpx2.AsyncClient, length: str) -> None:
    headers = [(b"content-length", length.encode())]
    answer = await jiwoo.post("/api/session", content=b"", headers=headers)
    assert answer.status_code in (413, 422)


async def test_a_body_as_large_as_allowed_is_read(jiwoo: httpx2.AsyncClient) -> None:
    text = '{"name": "x", "keep": "token"' + " " * (BODY_BYTES - 30) + "}"
    assert len(text) == BODY_BYTES
    answer = await jiwoo.post("/api/session", content=text, headers={"content-type": "application/json"})
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("GET", "/", {}),
        ("GET", "/some/page", {}),
        ("GET", "/api/nothing", {}),
        ("GET", "/api/openapi.json", {}),
        ("GET", "/api/health/live", {}),
        ("GET", "/api/rooms", {}),
        ("POST", "/api/rooms", {"origin": "https://evil.example"}),
        ("POST", "/api/rooms", {"content-length": "999999"}),
        ("PUT", "/api/rooms", {}),
        ("GET", "/api/broken", {}),
        ("HEAD", "/", {}),
        ("OPTIONS", "/api/rooms", {"origin": "http://localhost:5173", "access-control-request-method": "POST"}),
        ("OPTIONS", "/api/rooms", {"origin": "https://evil.example", "access-control-request-method": "POST"}),
    ],
)
async def test_every_answer_bears_the_headers(house: FastAPI, method: str, path: str, headers: dict[str, str]) -> None:
    async def broken() -> None:
        raise ZeroDivisionError

    house.router.add_api_route("/api/broken", broken, methods=["GET"])
    house.router.routes.insert(0, house.router.routes.pop())
    async with edges.client(house) as client:
        answer = await client.request(method, path, headers=headers)
    assert EVERYWHERE.items() <= dict(answer.headers).items()
    policy = answer.headers["content-security-policy"]
    for part in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
    ):
        assert part in policy
    assert "unsafe" not in policy
    if path.startswith("/api/"):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/", "/assets/x.js", "/api/rooms", "/api/people/me", "/api/openapi.json", "/api/health"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_name_that_is_not_ours_gets_nothing(jiwoo: httpx2.AsyncClient, method: str, path: str) -> None:
    headers = {"host": "evil.example:8000", "origin": "http://evil.example:8000", "sec-fetch-site": "same-origin"}
    found = edges.problem(await jiwoo.request(method, path, headers=headers), 421, "wrong_host")
    assert "'evil.example:8000'; see MADANG_ORIGINS" in found["message"]


async def test_a_browser_that_comes_by_another_name_is_shown_what_to_do(jiwoo: httpx2.AsyncClient) -> None:
    answer = await jiwoo.get("/", headers={"host": "ch<b>at.example", "accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 421
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "ch&lt;b&gt;at.example" in answer.text
    assert "MADANG_PUBLIC_URL" in answer.text
    assert "이름을 모릅니다" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["localhost:5173", "10.0.0.1", "[::1]:8000", "anything.localhost"])
async def test_the_names_of_ours_are_served(jiwoo: httpx2.AsyncClient, host: str) -> None:
    assert (await jiwoo.get("/api/people/me", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("path", ["/api/health/live", "/api/health/ready"])
async def test_health_is_told_whatever_the_name(jiwoo: httpx2.AsyncClient, path: str) -> None:
    assert (await jiwoo.get(path, headers={"host": "balancer.example"})).status_code == 200


@pytest.mark.parametrize("path", ["/api/people/%00", "/api/rooms/%00/messages"])
async def test_no_id_has_a_nul(jiwoo: httpx2.AsyncClient, path: str) -> None:
    edges.problem(await jiwoo.get(path), 422, "bad_id")


async def test_what_goes_wrong_behind_an_answer_is_written_down_and_does_not_undo_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The server would cut a connection whose request ends in an error, also after the answer."""

    async def fails() -> None:
        raise ZeroDivisionError

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(status_code=204, background=BackgroundTask(fails))(scope, receive, send)

    transport = httpx2.ASGITransport(Guard(app, Origins(frozenset(), frozenset())))
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        assert (await client.get("/")).status_code == 204
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "ZeroDivisionError" in caplog.text
