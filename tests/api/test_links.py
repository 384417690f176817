"""Links into the house, as they are handed out."""

from pathlib import Path

import httpx2

from tests.api import edges


async def links(nobody: httpx2.AsyncClient) -> list[str]:
    me = await edges.owner(nobody)
    invitation = await nobody.post("/api/invitations", json={})
    reset = await nobody.post(f"/api/people/{me['id']}/reset-link")
    phone = await nobody.post("/api/session/phone")
    return [answer.json()["url"].partition("#")[0] for answer in (invitation, reset, phone)]


async def test_a_link_is_whole_where_it_is_said_how_people_reach_the_house(tmp_path: Path) -> None:
    async with edges.house(tmp_path, public_url="https://chat.example/") as house, edges.client(house) as nobody:
        found = await links(nobody)
    assert found == [f"https://chat.example/{page}" for page in ("join", "reset", "phone")]


async def test_a_link_begins_at_the_root_where_nobody_said(nobody: httpx2.AsyncClient) -> None:
    assert await links(nobody) == ["/join", "/reset", "/phone"]
