"""The cookie in which a browser keeps its session."""

from http.cookies import SimpleCookie

import pytest
from starlette.requests import Request
from starlette.responses import Response

from madang.api import cookies


def request(scheme: str = "http", **headers: str) -> Request:
    raw = [(name.encode(), value.encode()) for name, value in {"host": "chat.example", **headers}.items()]
    return Request({"type": "http", "scheme": scheme, "path": "/", "query_string": b"", "headers": raw})


@pytest.mark.parametrize(
    ("scheme", "header", "key"),
    [
        ("http", "madang_session=a", "a"),
        ("http", "__Host-madang_session=b", "b"),
        ("http", "madang_session=a; __Host-madang_session=b", "b"),
        ("https", "__Host-madang_session=b", "b"),
        ("https", "madang_session=planted", None),
        ("wss", "madang_session=planted", None),
        ("http", "madang_session=", None),
        ("http", "other=a", None),
    ],
)
def test_over_https_only_the_cookie_counts_that_nobody_else_can_plant(
    scheme: str, header: str, key: str | None
) -> None:
    assert cookies.key_of(request(scheme, cookie=header)) == key


def test_a_cookie_of_ours_is_noticed_even_where_it_does_not_count() -> None:
    assert cookies.brought(request("https", cookie="madang_session=a"))
    assert cookies.brought(request("http", cookie="__Host-madang_session=a"))
    assert not cookies.brought(request("http", cookie="other=a"))


@pytest.mark.parametrize(
    ("asking", "name"),
    [
        (request("http"), "madang_session"),
        (request("http", origin="http://chat.example"), "madang_session"),
        (request("https"), "__Host-madang_session"),
        (request("http", origin="https://chat.example"), "__Host-madang_session"),
    ],
)
def test_a_session_given_over_https_stays_there(asking: Request, name: str) -> None:
    cookies.put(response := Response(), asking, "abc", 60)
    ((given, cookie),) = SimpleCookie(response.headers["set-cookie"]).items()
    assert (given, cookie.value) == (name, "abc")
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "lax", "60")
    assert (cookie["path"], cookie["domain"], bool(cookie["secure"])) == ("/", "", name.startswith("__Host-"))


def test_what_is_there_is_taken_away() -> None:
    cookies.clear(response := Response(), request(cookie="madang_session=a; __Host-madang_session=b; other=c"))
    gone = [SimpleCookie(value) for name, value in response.headers.items() if name == "set-cookie"]
    assert sorted(name for each in gone for name in each) == ["__Host-madang_session", "madang_session"]
    assert all(cookie["max-age"] == "0" for each in gone for cookie in each.values())
    assert all(each[name]["secure"] for each in gone for name in each if name.startswith("__Host-"))
