"""Messages over HTTP: history in pages, and every command of the socket."""

from typing import Any

import httpx2
import pytest

from tests.api import edges
from tests.store.rows import new_id

MESSAGES = "/api/rooms/madang/messages"


async def say(who: httpx2.AsyncClient, text: str = "안녕", id: str | None = None) -> httpx2.Response:
    return await who.post(MESSAGES, json={"id": id or new_id(), "text": text})


async def test_a_message_is_kept_once_under_its_id(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    id = new_id()
    first = await say(jiwoo, id=id)
    assert (first.status_code, first.json()["seq"]) == (201, 1)
    assert first.json().keys() == {"seq", "at"}
    again = await say(jiwoo, id=id)
    assert (again.status_code, again.json()) == (201, first.json())
    edges.problem(await say(jiwoo, "other", id), 409, "id_taken")
    edges.problem(await say(minjun, id=id), 409, "id_taken")
    message = (await minjun.get(f"{MESSAGES}/{id}")).json()
    assert (message["text"], message["seq"], message["deleted"]) == ("안녕", 1, False)


async def test_a_message_is_edited_and_deleted_by_its_author(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient
) -> None:
    id = new_id()
    await say(jiwoo, id=id)
    edges.problem(await minjun.patch(f"{MESSAGES}/{id}", json={"text": "mine"}), 403, "forbidden")
    edges.problem(await minjun.delete(f"{MESSAGES}/{id}"), 403, "forbidden")
    assert (await jiwoo.patch(f"{MESSAGES}/{id}", json={"text": "edited"})).json() == {"rev": 5}
    assert (await jiwoo.delete(f"{MESSAGES}/{id}")).json() == {"rev": 6}
    edges.problem(await jiwoo.patch(f"{MESSAGES}/{id}", json={"text": "again"}), 409, "deleted")
    page = (await minjun.get(MESSAGES)).json()
    assert [(message["text"], message["deleted"]) for message in page["messages"]] == [("", True)]


@pytest.mark.parametrize(
    ("query", "seqs"),
    [
        ("", [1, 2, 3, 4, 5, 6]),
        ("?limit=2", [5, 6]),
        ("?before=3", [1, 2]),
        ("?after=3&limit=2", [4, 5]),
        ("?around=3&limit=3", [2, 3, 4]),
        ("?after=6", []),
        (f"?before={2**53}", [1, 2, 3, 4, 5, 6]),
    ],
)
async def test_history_comes_in_pages(jiwoo: httpx2.AsyncClient, query: str, seqs: list[int]) -> None:
    for number in range(6):
        await say(jiwoo, str(number))
    page: dict[str, Any] = (await jiwoo.get(MESSAGES + query)).json()
    assert [message["seq"] for message in page["messages"]] == seqs
    assert (page["room"], page["rev"], page["seq"]) == ("madang", 8, 6)
    assert len(page["members"]) == (1 if seqs else 0)


@pytest.mark.parametrize(
    "query", ["?limit=0", "?limit=101", "?before=-1", "?before=x", "?before=1&after=1", f"?after={2**64}"]
)
async def test_a_page_that_is_none_is_refused(jiwoo: httpx2.AsyncClient, query: str) -> None:
    edges.problem(await jiwoo.get(MESSAGES + query), 422, "invalid")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"id": "no-id", "text": "안녕"}, 422, "bad_id"),
        ({"id": "", "text": " "}, 422, "bad_id"),
        ({"text": "안녕"}, 422, "invalid"),
        ({"id": "0199aa00-0000-7000-8000-000000000001", "text": "\u0000"}, 422, "bad_text"),
        ({"id": "0199aa00-0000-7000-8000-000000000001", "text": "x" * 8001}, 422, "too_long"),
        ({"id": "0199aa00-0000-7000-8000-000000000001", "text": "x", "author": "y"}, 422, "invalid"),
    ],
)
async def test_what_cannot_be_said_is_refused(
    jiwoo: httpx2.AsyncClient, body: dict[str, str], status: int, code: str
) -> None:
    edges.problem(await jiwoo.post(MESSAGES, json=body), status, code)
    assert (await jiwoo.get(MESSAGES)).json()["messages"] == []


async def test_only_members_speak(jiwoo: httpx2.AsyncClient) -> None:
    await jiwoo.delete("/api/rooms/madang/members/me")
    edges.problem(await say(jiwoo), 403, "not_a_member")
    edges.problem(await jiwoo.get(f"{MESSAGES}/{new_id()}"), 404, "not_found")
