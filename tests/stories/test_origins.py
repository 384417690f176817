"""Pages of other sites: they may not open a socket, change anything, or read an answer. One list says which may."""

from collections.abc import Iterator

import pytest

from tests.houses import House
from tests.people import People

OWN = "{own}"
"""Stands for the house's own address, like http://127.0.0.1:8000."""

ORIGINS: list[tuple[str | None, bool, bool]] = [
    # origin, with the cookie of a session, may it in
    (None, False, True),
    (None, True, False),
    (OWN, True, True),
    (OWN, False, True),
    ("http://localhost:3000", True, True),
    ("http://localhost:5173", True, True),
    ("https://talk.example", True, True),
    ("null", True, False),
    ("null", False, False),
    ("", True, False),
    ("*", True, False),
    ("http://evil.example", True, False),
    ("http://evil.example", False, False),
    ("http://talk.example", True, False),
    ("https://talk.example:8443", True, False),
    ("https://talk.example.evil.example", True, False),
    ("https://eviltalk.example", True, False),
    ("https://sub.talk.example", True, False),
    ("https://talk.example@evil.example", True, False),
    ("https://evil.example#https://talk.example", True, False),
    ("https://evil.example/https://talk.example", True, False),
    ("https://talk.example/", True, False),
    ("https://talk.example, https://evil.example", True, False),
    ("https://talk.example https://evil.example", True, False),
    ("HTTPS://TALK.EXAMPLE", True, False),
    ("http://localhost", True, False),
    ("http://localhost:30000", True, False),
    ("https://localhost:3000", True, False),
    ("http://127.0.0.1", True, False),
    ("http://127.0.0.1:1", True, False),
    ("{own}0", True, False),
    ("{own}.evil.example", True, False),
    ("file://", True, False),
    ("chrome-extension://abcdefghijklmnop", True, False),
]


@pytest.fixture(scope="module")
def strict_house() -> Iterator[House]:
    with House(origins="https://talk.example http://localhost:3000, http://localhost:5173") as house:
        yield house


@pytest.mark.parametrize(("origin", "with_cookie", "may"), ORIGINS)
async def test_who_may_come_in(strict_house: House, origin: str | None, with_cookie: bool, may: bool) -> None:
    async with People(strict_house) as people:
        (alice,) = await people.in_room("madang", "Alice")
        headers = {} if origin is None else {"origin": origin.replace(OWN, strict_house.url)}
        if with_cookie:
            headers["cookie"] = f"madang_session={alice.token}"
        if not may:
            for door in ("/api/socket", "/ws", "/ws/chat/somewhere"):
                await people.are_turned_away(door, headers)
        else:
            stranger = await people.stranger(headers=headers)
            await stranger.sends(type="hello")
            if with_cookie:
                assert (await stranger.hears_frame(type="welcome"))["me"]["id"] == alice.id
            else:
                await stranger.is_shown_out(4401)
        # What changes something over HTTP asks the same question, with or without a cookie.
        renamed = await alice.requests("PATCH", "/api/people/me", {"name": "Alicia"}, **headers)
        if may or origin is None:
            assert renamed.is_success
        else:
            assert (renamed.status_code, renamed.json()["code"]) == (403, "foreign_origin")
        await alice.says("still here")


async def test_another_site_reads_nothing_and_a_listed_one_does(strict_house: House) -> None:
    async with People(strict_house) as people:
        alice = await people.signs_in("Alice")
        for origin, allowed in (("https://talk.example", True), ("http://evil.example", False), ("null", False)):
            read = await alice.requests("GET", "/api/rooms", origin=origin)
            assert read.headers.get("access-control-allow-origin") == (origin if allowed else None)
            asked = await people.http.options(
                f"{strict_house.url}/api/rooms",
                headers={
                    "origin": origin,
                    "access-control-request-method": "POST",
                    "access-control-request-headers": "authorization,content-type",
                },
            )
            assert asked.is_success is allowed
            assert asked.headers.get("access-control-allow-origin") == (origin if allowed else None)


@pytest.mark.parametrize(
    ("site", "may"), [("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False), ("", False)]
)
async def test_a_request_without_origin_is_judged_by_where_the_browser_says_it_is_from(
    strict_house: House, site: str, may: bool
) -> None:
    async with People(strict_house) as people:
        alice = await people.signs_in("Alice")
        answer = await alice.requests("PATCH", "/api/people/me", {"name": "Alicia"}, **{"sec-fetch-site": site})
        assert answer.status_code == (200 if may else 403)


@pytest.mark.parametrize("cookie", ["madang_session", "__Host-madang_session"])
@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
async def test_neither_cookie_opens_a_socket_to_a_page_of_another_site(
    strict_house: House, cookie: str, origin: str | None
) -> None:
    async with People(strict_house) as people:
        alice = await people.signs_in("Alice")
        headers = {"cookie": f"{cookie}={alice.token}"} | ({} if origin is None else {"origin": origin})
        for door in ("/api/socket", "/ws", "/ws/chat/somewhere"):
            await people.are_turned_away(door, headers)
