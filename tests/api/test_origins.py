"""Which pages may speak to the server: a table."""

import socket

import pytest

from madang.api.origins import Origins, own_names, parsed

ORIGINS = Origins(parsed("https://chat.example http://localhost:3000"))


@pytest.mark.parametrize(
    ("origin", "host", "scheme", "may"),
    [
        ("https://chat.example", "madang.example", "http", True),
        ("http://localhost:3000", "madang.example", "https", True),
        ("http://madang.example", "madang.example", "http", True),
        ("http://madang.example", "madang.example", "ws", True),
        ("https://madang.example", "madang.example", "https", True),
        ("https://madang.example", "madang.example", "wss", True),
        ("http://madang.example:8000", "madang.example:8000", "http", True),
        ("http://madang.example", "MADANG.example", "http", True),
        ("https://madang.example", "madang.example", "http", False),
        ("http://madang.example", "madang.example", "https", False),
        ("http://madang.example:8001", "madang.example:8000", "http", False),
        ("http://madang.example", "madang.example:8000", "http", False),
        ("http://sub.madang.example", "madang.example", "http", False),
        ("http://madang.example.evil.example", "madang.example", "http", False),
        ("http://evil.example/madang.example", "madang.example", "http", False),
        ("http://madang.example@evil.example", "madang.example", "http", False),
        ("https://chat.example.", "madang.example", "http", False),
        ("https://chat.example/", "madang.example", "http", False),
        ("https://chat.example:443", "madang.example", "http", False),
        ("http://chat.example", "madang.example", "http", False),
        ("HTTPS://CHAT.EXAMPLE", "madang.example", "http", False),
        ("https://xchat.example", "madang.example", "http", False),
        ("http://localhost:3001", "madang.example", "http", False),
        ("http://127.0.0.1:3000", "madang.example", "http", False),
        ("null", "madang.example", "http", False),
        ("", "madang.example", "http", False),
        ("file://", "madang.example", "http", False),
        ("*", "madang.example", "http", False),
    ],
)
@pytest.mark.parametrize("with_cookie", [True, False])
def test_only_the_servers_own_pages_and_those_named_may(
    origin: str, host: str, scheme: str, may: bool, with_cookie: bool
) -> None:
    headers = {"origin": origin, "host": host}
    assert ORIGINS.may(headers, scheme, with_cookie=with_cookie) is may


def test_a_program_may_as_long_as_it_brings_no_cookie() -> None:
    assert ORIGINS.may({"host": "madang.example"}, "http", with_cookie=False)
    assert not ORIGINS.may({"host": "madang.example"}, "http", with_cookie=True)


def test_a_list_is_read_with_commas_and_spaces() -> None:
    assert parsed("") == parsed(" , ") == frozenset()
    assert parsed("https://a/ https://b:1/") == {"https://a", "https://b:1"}
    assert parsed("http://a, https://b:1\nhttp://c") == {"http://a", "https://b:1", "http://c"}


@pytest.mark.parametrize(
    "text",
    ["*", "chat.example", "ftp://a", "http://", "http://a//", "http://a/b", "http://a?b", "null", "http://a#b", "//a"],
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no origin; one looks like https://chat\.example"):
        parsed(f"http://good {text}")


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:8000", True),
        ("192.168.0.7:80", True),
        ("[::1]:8000", True),
        ("[fe80::1]", True),
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("localhost.:8000", True),
        ("madang.localhost", True),
        ("chat.example", True),
        ("Chat.Example:8443", True),
        ("own", True),
        ("own.local:8000", True),
        ("", False),
        ("evil.example", False),
        ("evil.example:8000", False),
        ("sub.chat.example", False),
        ("chat.example.evil.example", False),
        ("xchat.example", False),
        ("evillocalhost", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("127.0.0.1@evil.example", False),
        ("evil.example@127.0.0.1", False),
        ("evil.example/localhost", False),
        ("localhost evil.example", False),
        ("[::1].evil.example", False),
        ("[::1", False),
        ("localhost:x", False),
        ("127.1", False),
        ("sub.own", False),
    ],
)
def test_a_name_that_somebody_else_can_point_here_is_not_ours(host: str, known: bool) -> None:
    assert Origins(ORIGINS.allowed, {"own", "own.local"}).knows(host) is known


def test_the_machine_knows_its_own_name() -> None:
    assert socket.gethostname().lower() in own_names()
    assert all(name == name.lower() for name in own_names())
