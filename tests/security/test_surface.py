"""What every answer has, whatever was asked; and what a request may claim without anything coming of it."""

import json
from typing import Any, get_args

import httpx2
import pytest

from madang.domain.commands import Command
from madang.domain.errors import Refusal
from madang.wire import incoming
from tests.security.conftest import Home
from tests.security.permissions import HOUSE, ROWS, Cell, Row

on_one_loop = pytest.mark.asyncio(loop_scope="module")

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
)
FORWARDED = {
    "forwarded": "for=127.0.0.1;host=evil.example;proto=https",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    "x-forwarded-prefix": "/evil",
    "x-real-ip": "127.0.0.1",
    "x-original-url": "/api/openapi.json",
    "x-rewrite-url": "/api/openapi.json",
    "x-http-method-override": "DELETE",
}
ESCALATIONS = {"role": "owner", "admin": True, "person": "somebody", "state": "active", "unheard_of": 1}

HTTP = [row for row in ROWS if row.request]
FIRST = list({row.request: row for row in HTTP}.values())
"""One of each request."""
WITH_BODY = [row for row in HTTP if row.body]


def has_its_headers(answer: httpx2.Response) -> None:
    what = f"{answer.request.method} {answer.request.url} {answer.status_code}"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, what
    assert len(answer.headers.get_list("content-security-policy")) == 1, what
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy, what
    assert "*" not in policy, what
    for directive in POLICY:
        assert directive in policy.split("; "), what
    if answer.request.url.path.startswith("/api/"):
        assert answer.headers["cache-control"] in ("no-store", "private, max-age=31536000, immutable"), what


def somewhere(row: Row) -> str:
    return HOUSE if HOUSE in row.places else "private"


@on_one_loop
async def test_every_answer_has_the_headers(sqlite_home: Home) -> None:
    for row in FIRST:
        cast = sqlite_home.cast()
        for actor in ("nobody", "member"):
            has_its_headers(await sqlite_home.asks(row, Cell(cast, actor, somewhere(row))))


@on_one_loop
@pytest.mark.parametrize(
    ("method", "path", "how"),
    [
        ("GET", "/", {}),
        ("GET", "/r/somewhere", {}),
        ("GET", "/favicon.ico", {}),
        ("GET", "/assets/nothing.js", {}),
        ("GET", "/assets/../../secret", {}),
        ("GET", "/api/nothing", {}),
        ("GET", "/ws", {}),
        ("PUT", "/api/session", {}),
        ("TRACE", "/api/session", {}),
        ("OPTIONS", "/api/session", {}),
        ("HEAD", "/api/session", {}),
        ("GET", "/api/rooms", {"headers": {"host": "evil.example"}}),
        ("POST", "/api/session", {"headers": {"origin": "http://evil.example"}}),
        ("POST", "/api/session", {"content": b"x" * 70_000}),
        ("POST", "/api/session", {"content": b"{"}),
        ("GET", "/api/rooms?limit=x", {}),
        ("GET", "/%00", {}),
        ("GET", "/%ff", {}),
    ],
)
async def test_errors_and_files_have_them_too(sqlite_home: Home, method: str, path: str, how: Any) -> None:
    has_its_headers(await sqlite_home.http.request(method, path, **how))


@on_one_loop
@pytest.mark.parametrize("row", FIRST, ids=lambda row: row.request)
async def test_a_name_that_is_not_ours_is_answered_to_nobody(sqlite_home: Home, row: Row) -> None:
    cell = Cell(sqlite_home.cast(), "member", somewhere(row))
    for host in ("evil.example", "127.0.0.1.evil.example", ""):
        answer = await sqlite_home.asks(row, cell, {"host": host})
        if "/health/" not in row.request:
            assert (answer.status_code, answer.json()["code"]) == (421, "wrong_host")
        assert "evil.example" not in json.dumps(dict(answer.headers))


@on_one_loop
@pytest.mark.parametrize("row", [row for row in HTTP if row.request.startswith("GET ")], ids=lambda row: row.name)
async def test_what_a_stranger_says_of_proxies_changes_nothing(sqlite_home: Home, row: Row) -> None:
    cell = Cell(sqlite_home.cast(), "member", somewhere(row))
    plainly, said = await sqlite_home.asks(row, cell), await sqlite_home.asks(row, cell, FORWARDED)
    assert said.status_code == plainly.status_code
    assert without_times(said.text) == without_times(plainly.text)
    assert "evil" not in said.text + json.dumps(dict(said.headers))


def without_times(text: str) -> str:
    """Of two looks one after the other."""
    return "".join("#" if char.isdigit() else char for char in text)


@on_one_loop
@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.name)
async def test_a_field_that_is_not_known_is_refused(sqlite_home: Home, row: Row) -> None:
    for name, value in ESCALATIONS.items():
        cell = Cell(sqlite_home.cast(), "owner", somewhere(row))
        assert row.body
        if name in row.body(cell):
            continue
        answer = await sqlite_home.asks(row, cell, more={name: value})
        allowed = name in fields_of(sqlite_home, row)
        assert allowed or (answer.status_code, answer.json()["code"]) == (422, "invalid"), f"{name}: {answer.text}"


def fields_of(home: Home, row: Row) -> set[str]:
    schema = home.served.app.openapi()
    method, _, path = row.request.partition(" ")
    body = schema["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
    return set(schema["components"]["schemas"][body["$ref"].rpartition("/")[2]]["properties"])


@on_one_loop
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
async def test_a_body_as_forms_of_other_sites_send_it_is_none(sqlite_home: Home, kind: str) -> None:
    for row in WITH_BODY:
        cell = Cell(sqlite_home.cast(), "owner", somewhere(row))
        answer = await sqlite_home.asks(row, cell, {"content-type": kind})
        assert (answer.status_code, answer.json()["code"]) in ((422, "invalid"), (400, "not_json")), row.name


def test_a_command_with_a_field_that_is_not_known_is_refused() -> None:
    for shape in get_args(Command):
        kind = get_args(shape.__annotations__["type"])[0]
        for name, value in ESCALATIONS.items():
            if name in shape.__annotations__:
                continue
            frame = {"type": kind, "ref": "-", name: value}
            frame |= {field: "x" for field in shape.__annotations__ if field not in frame}
            with pytest.raises(Refusal) as refused:
                incoming.decode(json.dumps(frame))
            assert refused.value.code == "invalid", kind
