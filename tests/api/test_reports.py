"""Reports over HTTP."""

import httpx2

from tests.api import edges
from tests.store.rows import new_id


async def test_a_message_is_reported_seen_and_deleted(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    room, haneul = await edges.a_room(jiwoo), nobody
    await haneul.post("/api/session", json={"name": "하늘"})
    for who in (minjun, haneul):
        await who.put(f"/api/rooms/{room}/members/me")
    said = new_id()
    await minjun.post(f"/api/rooms/{room}/messages", json={"id": said, "text": "욕설"})
    where = f"/api/rooms/{room}/messages/{said}"
    for _ in range(2):
        assert (await haneul.post(f"{where}/reports", json={"reason": "무례해요"})).status_code == 204
    assert (await minjun.get("/api/reports")).json() == {"reports": [], "messages": [], "people": [], "rooms": []}
    found = (await jiwoo.get("/api/reports?open=true")).json()
    (report,) = found["reports"]
    assert (report["message"], report["reason"], report["outcome"]) == (said, "무례해요", None)
    assert [message["text"] for message in found["messages"]] == ["욕설"]
    closing = f"/api/reports/{report['id']}"
    edges.problem(await minjun.patch(closing, json={"outcome": "dismissed"}), 404, "not_found")
    edges.problem(await jiwoo.patch(closing, json={"outcome": "forgotten"}), 422, "invalid")
    for _ in range(2):
        assert (await jiwoo.patch(closing, json={"outcome": "deleted"})).status_code == 204
    assert (await jiwoo.get(where)).json()["deleted"]
    assert (await jiwoo.get("/api/reports?open=true")).json()["reports"] == []
    closed = (await jiwoo.get("/api/reports?open=false")).json()
    assert [report["outcome"] for report in closed["reports"]] == ["deleted"]
    assert [message["text"] for message in closed["messages"]] == [""]


async def test_what_is_not_there_is_not_reported(jiwoo: httpx2.AsyncClient) -> None:
    where = f"/api/rooms/madang/messages/{new_id()}/reports"
    edges.problem(await jiwoo.post(where, json={}), 404, "not_found")
    edges.problem(await jiwoo.post(where, json={"reason": 5}), 422, "invalid")
    edges.problem(await jiwoo.patch(f"/api/reports/{new_id()}", json={"outcome": "deleted"}), 404, "not_found")
    edges.problem(await jiwoo.patch("/api/reports/1", json={"outcome": "deleted"}), 422, "bad_id")
