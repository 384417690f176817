"""HTTP: history in pages, every command without a socket, sessions, and what every answer bears."""

import asyncio
import time

import httpx2
import pytest

from tests.people import HOME, People, new_id


async def test_pages_of_history(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    for n in range(1, 151):
        await alice.says(f"{n}")
    await alice.deletes("75")

    async def page(query: str) -> list[int]:
        answer = await alice.asks("GET", f"/api/rooms/{alice.room}/messages{query}")
        assert (answer["room"], answer["seq"], answer["rev"]) == (alice.room, 150, 153)
        assert [member["person"] for member in answer["members"]] == ([alice.id] if answer["messages"] else [])
        return [message["seq"] for message in answer["messages"]]

    def seqs(first: int, last: int) -> list[int]:
        return list(range(first, last + 1))

    assert await page("") == seqs(101, 150)
    assert await page("?limit=100") == seqs(51, 150)
    assert await page("?limit=1") == [150]
    assert await page("?before=51") == seqs(1, 50)
    assert await page("?before=51&limit=3") == seqs(48, 50)
    assert await page("?before=1") == []
    assert await page("?before=0") == []
    assert await page(f"?before={2**53}") == seqs(101, 150)
    assert await page("?after=100") == seqs(101, 150)
    assert await page("?after=10&limit=3") == seqs(11, 13)
    assert await page("?after=0&limit=2") == [1, 2]
    assert await page("?after=150") == []
    assert await page(f"?after={2**53}") == []
    around = await page("?around=75&limit=11")
    assert around == seqs(70, 80), "it is in the middle"
    assert await page("?around=1&limit=10") == seqs(1, 5)
    assert await page("?around=150&limit=10") == seqs(145, 150)
    assert await page("?around=75&limit=1") == [75]
    gone = (await alice.asks("GET", f"/api/rooms/{alice.room}/messages?around=75&limit=1"))["messages"][0]
    assert (gone["text"], gone["deleted"]) == ("", True)


async def test_a_page_knows_its_authors_also_those_who_left(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await bob.says("bye")
    await bob.leaves()
    page = await alice.asks("GET", f"/api/rooms/{alice.room}/messages")
    assert [(member["name"], member["left"]) for member in page["members"]] == [("Bob", True)]
    present = await alice.asks("GET", f"/api/rooms/{alice.room}/members")
    assert [member["name"] for member in present["members"]] == ["Alice"]
    assert (present["room"], present["rev"]) == (alice.room, page["rev"])


async def test_every_command_without_a_socket(people: People) -> None:
    bob = await people.arrives("Bob")
    alice = await people.signs_in("Alice")
    opened = await alice.asks("POST", "/api/rooms", {"id": new_id(), "name": "정원", "topic": "꽃"}, expect=201)
    room = opened["room"]["id"]
    assert (opened["room"]["name"], opened["room"]["topic"], opened["mine"]) == ("정원", "꽃", {"read": 0, "unread": 0})
    await bob.joins(room)
    here = f"/api/rooms/{room}"
    said = await alice.asks("POST", f"{here}/messages", {"id": new_id(), "text": "안녕"}, expect=201)
    assert set(said) == {"seq", "at"}
    heard = await bob.hears("안녕")
    one = await alice.asks("GET", f"{here}/messages/{heard['id']}")
    assert one == heard
    edited = await alice.asks("PATCH", f"{here}/messages/{heard['id']}", {"text": "안녕!"})
    assert (await bob.hears("안녕!"))["rev"] == edited["rev"]
    deleted = await alice.asks("DELETE", f"{here}/messages/{heard['id']}")
    assert (await bob.hears_that_is_gone(heard["id"]))["rev"] == deleted["rev"]
    await bob.says("question")
    assert (await alice.asks("GET", here))["mine"] == {"read": 1, "unread": 1}
    assert await alice.asks("PUT", f"{here}/read", {"seq": 2}) == {"read": 2, "unread": 0}
    renamed = await alice.asks("PATCH", "/api/people/me", {"name": "Alicia"})
    assert await alice.asks("GET", "/api/people/me") == renamed
    assert await alice.asks("GET", "/api/session") == {"me": renamed["me"]}
    await alice.asks("DELETE", f"{here}/members/me", expect=204)
    refused = await alice.requests("POST", f"{here}/messages", {"id": new_id(), "text": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_member")
    back = await alice.asks("PUT", f"{here}/members/me")
    assert back["mine"] == {"read": 2, "unread": 0}
    await bob.agrees_with_a_fresh_fetch()


async def test_what_is_not_mine_is_refused_over_http_as_on_the_socket(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    said = await alice.says("mine")
    path = f"/api/rooms/{alice.room}/messages/{said.id}"
    for method, body in (("PATCH", {"text": "yours"}), ("DELETE", None)):
        answer = await bob.requests(method, path, body)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    taken = await bob.requests("POST", f"/api/rooms/{alice.room}/messages", {"id": said.id, "text": "mine"})
    assert (taken.status_code, taken.json()["code"]) == (409, "id_taken")
    await alice.deletes("mine")
    gone = await alice.requests("PATCH", path, {"text": "back"})
    assert (gone.status_code, gone.json()["code"]) == (409, "deleted")


async def test_the_rooms_that_one_sees_are_the_own_and_the_open_ones(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    eve = await people.signs_in("Eve")
    states = {state["room"]["id"]: state for state in (await eve.asks("GET", "/api/rooms"))["rooms"]}
    assert states[HOME]["mine"] is not None
    assert states[alice.room]["mine"] is None
    mine = {state["room"]["id"]: state for state in (await alice.asks("GET", "/api/rooms"))["rooms"]}
    assert mine[alice.room] == await alice.asks("GET", f"/api/rooms/{alice.room}")


async def test_changes_for_who_has_no_socket(people: People) -> None:
    (alice,) = await people.in_room("정원", "Alice")
    said = [await alice.says(f"{n}") for n in range(5)]
    path = f"/api/rooms/{alice.room}/changes?after="
    head = alice.model.rooms[alice.room].cursor
    await alice.edits(said[0].id, "mended")
    await alice.deletes(said[1].id)
    await alice.renames("Alicia")
    changes = await alice.asks("GET", f"{path}{head}")
    assert [message["id"] for message in changes["messages"]] == [said[0].id, said[1].id]
    assert [member["name"] for member in changes["members"]] == ["Alicia"]
    assert (changes["reset"], changes["state"], changes["rev"], changes["seq"]) == (False, None, head + 3, 5)
    everything = await alice.asks("GET", f"{path}0")
    assert len(everything["messages"]) == 5
    assert everything["state"]["id"] == alice.room
    nothing = await alice.asks("GET", f"{path}{head + 3}")
    assert (nothing["messages"], nothing["members"], nothing["reset"]) == ([], [], False)
    for n in range(0, 500, 100):
        await asyncio.gather(*(alice.says(f"{n + each}") for each in range(100)))
    assert len((await alice.asks("GET", f"{path}{head + 3}"))["messages"]) == 500
    too_far = await alice.asks("GET", f"{path}{head + 2}")
    assert (too_far["reset"], too_far["messages"]) == (True, [])


@pytest.mark.parametrize("keep", ["cookie", "token"])
async def test_signing_out_ends_the_session_everywhere(people: People, keep: str) -> None:
    url = people.house.url
    async with httpx2.AsyncClient(base_url=url, trust_env=False, verify=False) as browser:
        arrived = await browser.post("/api/session", json={"name": "김지우", "keep": keep})
        assert arrived.status_code == 201
        me = arrived.json()["me"]
        if keep == "cookie":
            assert arrived.json()["token"] is None
            cookie = arrived.headers["set-cookie"]
            assert "HttpOnly" in cookie
            assert "samesite=lax" in cookie.lower()
            assert "Domain" not in cookie
            token = browser.cookies["madang_session"]
            headers = {"cookie": f"madang_session={token}", "origin": url}
            hello = {}
        else:
            assert "set-cookie" not in arrived.headers
            token = arrived.json()["token"]
            browser.headers["authorization"] = f"Bearer {token}"
            headers, hello = {}, {"token": token}
        assert len(token) >= 43
        devices = [await people.stranger(headers=headers) for _ in range(3)]
        for device in devices:
            await device.sends(type="hello", **hello)
            assert (await device.hears_frame(type="welcome"))["me"] == me
        (bob,) = await people.in_room(HOME, "Bob")
        started = time.monotonic()
        assert (await browser.delete("/api/session", headers={"origin": url})).status_code == 204
        for device in devices:
            await device.is_shown_out(4401)
        assert time.monotonic() - started < 2
        for headers in ({"authorization": f"Bearer {token}"}, {"cookie": f"madang_session={token}"}):
            answer = await people.http.get(f"{url}/api/session", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (401, "no_session")
        again = await people.stranger()
        await again.sends(type="hello", token=token)
        await again.is_shown_out(4401)
        await bob.says("still here")


async def test_signing_out_of_one_session_leaves_other_people_alone(people: People) -> None:
    alice, bob = await people.in_room("정원", "Alice", "Bob")
    await alice.signs_out()
    await alice.is_shown_out(4401)
    await bob.says("still here")
    await bob.agrees_with_a_fresh_fetch()


async def test_every_answer_bears_its_headers(people: People) -> None:
    alice = await people.signs_in("Alice")
    for path in ("/api/rooms", "/api/nothing", "/api/health/live", "/", "/rooms/whatever", "/api/openapi.json"):
        answer = await alice.requests("GET", path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "server" not in answer.headers
        if path.startswith("/api/"):
            assert answer.headers["cache-control"] == "no-store"


async def test_the_description_of_the_api_answers_and_names_every_door(people: People) -> None:
    answer = await people.http.get(f"{people.house.url}/api/openapi.json")
    described = answer.json()
    assert described["openapi"].startswith("3.1")
    paths = described["paths"]
    for method, path in (
        ("post", "/api/session"),
        ("patch", "/api/people/me"),
        ("get", "/api/rooms/{room}/messages"),
        ("post", "/api/rooms/{room}/messages"),
        ("get", "/api/rooms/{room}/changes"),
        ("put", "/api/rooms/{room}/members/me"),
        ("get", "/api/health/ready"),
    ):
        assert method in paths[path]
    for path in ("/docs", "/redoc", "/metrics"):
        assert "swagger" not in (await people.http.get(f"{people.house.url}{path}")).text.lower()


async def test_the_house_says_that_it_is_well(people: People) -> None:
    for path in ("/api/health/live", "/api/health/ready"):
        answer = await people.http.get(people.house.url + path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
