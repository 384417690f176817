"""Reverse proxies that are believed, and all others that are not."""

from typing import Any

import pytest
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from madang.api import proxies
from madang.api.proxies import Forwarded, Proxies

OURS = Proxies(proxies.parsed("10.0.0.0/8, ::1 2001:db8::/32"))


@pytest.mark.parametrize(
    ("peer", "said", "origin"),
    [
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "10.0.0.3,10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "198.51.100.7, nonsense", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7, nonsense, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", ",,,", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("::1", "[2001:db9::5]:443", "2001:db9::5"),
        ("2001:db8::9", "2001:db9::5", "2001:db9::5"),
        ("10.0.0.1", "unknown", "10.0.0.1"),
    ],
)
def test_who_asks_is_the_last_whom_one_of_ours_has_seen(peer: str, said: str, origin: str) -> None:
    assert OURS.origin(peer, said) == origin


def test_without_a_setting_nobody_is_believed() -> None:
    assert not Proxies().trusts("127.0.0.1")
    assert Proxies().origin("127.0.0.1", "198.51.100.7") == "127.0.0.1"
    assert not OURS.trusts("testclient")


async def scope_seen(peer: tuple[str, int] | None, *headers: tuple[str, str], scheme: str = "http") -> Scope:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    async def nothing(*_: Any) -> Any:
        raise AssertionError

    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    kind = "websocket" if scheme.startswith("ws") else "http"
    await Forwarded(app, OURS)({"type": kind, "client": peer, "scheme": scheme, "headers": raw}, nothing, nothing)
    return seen[0]


async def test_what_comes_through_ours_looks_as_if_it_came_without_it() -> None:
    said = ("x-forwarded-for", "198.51.100.7"), ("x-forwarded-proto", "https")
    found = await scope_seen(("10.0.0.1", 5), *said)
    assert (found["client"], found["scheme"]) == (("198.51.100.7", 0), "https")
    assert (await scope_seen(("10.0.0.1", 5), *said, scheme="ws"))["scheme"] == "wss"


async def test_what_somebody_says_before_our_proxy_does_is_not_believed() -> None:
    found = await scope_seen(
        ("10.0.0.1", 5),
        ("x-forwarded-for", "1.1.1.1"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "198.51.100.7"),
        ("x-forwarded-proto", "http"),
    )
    assert (found["client"], found["scheme"]) == (("198.51.100.7", 0), "http")
    found = await scope_seen(("10.0.0.1", 5), ("x-forwarded-proto", "https, http"))
    assert (found["client"], found["scheme"]) == (("10.0.0.1", 5), "http")


async def test_what_strangers_say_changes_nothing() -> None:
    said = ("x-forwarded-for", "10.0.0.1"), ("x-forwarded-proto", "https"), ("forwarded", "for=10.0.0.1;proto=https")
    found = await scope_seen(("192.0.2.1", 5), *said)
    assert (found["client"], found["scheme"]) == (("192.0.2.1", 5), "http")
    assert (await scope_seen(None, *said))["client"] is None


@pytest.mark.parametrize(
    "name", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"]
)
def test_a_proxy_in_between_is_noticed(name: str) -> None:
    assert not proxies.came_directly(Headers({name: "x"}))
    assert proxies.came_directly(Headers({"host": "localhost", "user-agent": "x"}))


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("?", "?"),
    ],
)
def test_who_has_a_network_is_counted_once(host: str, counted: str) -> None:
    assert proxies.neighbourhood(host) == counted


@pytest.mark.parametrize("text", ["nonsense", "10.0.0.1/8", "10.0.0.0/33", "http://10.0.0.1", "localhost"])
def test_a_setting_that_names_no_network_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        proxies.parsed(text)
