"""Rooms over HTTP."""

import httpx2

from tests.api import edges
from tests.store.rows import new_id


async def test_a_room_is_opened_once_under_its_id(jiwoo: httpx2.AsyncClient) -> None:
    body = {"id": new_id(), "name": "방", "topic": "이야기"}
    answers = [await jiwoo.post("/api/rooms", json=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    state = answers[0].json()
    assert (state["room"]["id"], state["room"]["topic"], state["seq"], state["rev"]) == (body["id"], "이야기", 0, 2)
    other = await jiwoo.post("/api/rooms", json={**body, "name": "other"})
    edges.problem(other, 409, "id_taken")


async def test_everybody_sees_the_open_rooms_and_where_they_stand(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient
) -> None:
    room = await edges.a_room(jiwoo)
    for who, mine in ((jiwoo, {"read": 0, "unread": 0}), (minjun, None)):
        assert (await who.get(f"/api/rooms/{room}")).json()["mine"] == mine
        found = {state["room"]["id"]: state["mine"] for state in (await who.get("/api/rooms")).json()["rooms"]}
        assert found[room] == mine


async def test_joining_and_leaving_can_be_repeated(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    room = await edges.a_room(jiwoo)
    for _ in range(2):
        answer = await minjun.put(f"/api/rooms/{room}/members/me")
        assert (answer.status_code, answer.json()["rev"]) == (200, 3)
    members = (await jiwoo.get(f"/api/rooms/{room}/members")).json()
    assert (members["room"], members["rev"], len(members["members"])) == (room, 3, 2)
    for _ in range(2):
        assert (await minjun.delete(f"/api/rooms/{room}/members/me")).status_code == 204
    members = (await jiwoo.get(f"/api/rooms/{room}/members")).json()
    assert [member["name"] for member in members["members"]] == ["지우"]


async def test_a_read_mark_is_moved(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    for _ in range(3):
        await minjun.post("/api/rooms/madang/messages", json={"id": new_id(), "text": "안녕"})
    answer = await jiwoo.put("/api/rooms/madang/read", json={"seq": 2})
    assert answer.json() == {"read": 2, "unread": 1}
    edges.problem(await jiwoo.put("/api/rooms/madang/read", json={"seq": 4}), 422, "bad_seq")
    edges.problem(await jiwoo.put("/api/rooms/madang/read", json={"seq": "2"}), 422, "invalid")


async def test_changes_come_after_a_rev(jiwoo: httpx2.AsyncClient) -> None:
    room = await edges.a_room(jiwoo)
    await jiwoo.post(f"/api/rooms/{room}/messages", json={"id": new_id(), "text": "안녕"})
    page = (await jiwoo.get(f"/api/rooms/{room}/changes?after=2")).json()
    assert (page["rev"], page["seq"], page["reset"], page["members"], page["state"]) == (3, 1, False, [], None)
    assert [message["text"] for message in page["messages"]] == ["안녕"]
    edges.problem(await jiwoo.get(f"/api/rooms/{room}/changes?after=99"), 409, "future")
    edges.problem(await jiwoo.get(f"/api/rooms/{room}/changes?after=-1"), 422, "invalid")
    edges.problem(await jiwoo.get(f"/api/rooms/{room}/changes"), 422, "invalid")
    edges.problem(await jiwoo.get(f"/api/rooms/{room}/changes?after={1 << 70}"), 422, "invalid")


async def test_a_room_that_is_not_there_is_not_found(jiwoo: httpx2.AsyncClient) -> None:
    for path in ("", "/members", "/changes?after=0", "/messages"):
        edges.problem(await jiwoo.get(f"/api/rooms/nowhere{path}"), 404, "not_found")
        edges.problem(await jiwoo.get(f"/api/rooms/no%20room{path}"), 422, "bad_id")
    edges.problem(await jiwoo.put("/api/rooms/nowhere/members/me"), 404, "not_found")


async def test_a_room_is_opened_as_what_it_is_to_be_and_changed(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient
) -> None:
    body = {"id": new_id(), "name": "방", "kind": "private", "announcement": True, "description": "설명"}
    opened = (await jiwoo.post("/api/rooms", json=body)).json()["room"]
    assert (opened["kind"], opened["announcement"], opened["description"]) == ("private", True, "설명")
    where = f"/api/rooms/{body['id']}"
    edges.problem(await minjun.get(where), 404, "not_found")
    edges.problem(await minjun.patch(where, json={"name": "내 방"}), 404, "not_found")
    wider = {"name": "새 방", "kind": "public", "slow_mode": 10}
    assert "history_visible" in edges.problem(await jiwoo.patch(where, json=wider), 422, "invalid")["message"]
    changed = await jiwoo.patch(where, json={**wider, "history_visible": True})
    assert (changed.status_code, changed.json()) == (200, {"rev": 3})
    seen = (await minjun.get(where)).json()["room"]
    assert (seen["name"], seen["kind"], seen["slow_mode"], seen["rev"]) == ("새 방", "public", 10, 3)
    edges.problem(await minjun.patch(where, json={"name": "내 방"}), 403, "forbidden")
    edges.problem(await jiwoo.patch(where, json={"kind": "direct"}), 422, "invalid")
    edges.problem(await jiwoo.patch(where, json={"owner": "me"}), 422, "invalid")
    for days, kept in ((7, 7), (None, None), (9, 9), (0, None)):
        await jiwoo.patch(where, json={"retention_days": days})
        assert (await jiwoo.get(where)).json()["room"]["retention_days"] == kept
    await jiwoo.patch(where, json={"archived": True})
    edges.problem(await minjun.put(f"{where}/members/me"), 409, "archived")


async def test_members_are_added_changed_and_removed(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    room = await edges.a_room(jiwoo)
    await jiwoo.patch(f"/api/rooms/{room}", json={"kind": "private"})
    who = (await minjun.get("/api/people/me")).json()["me"]["id"]
    where = f"/api/rooms/{room}/members/{who}"
    edges.problem(await minjun.put(where), 404, "not_found")
    for _ in range(2):
        added = await jiwoo.put(where)
        assert (added.status_code, added.json()) == (200, {"rev": 4})
    edges.problem(await minjun.patch(where, json={"admin": True}), 403, "forbidden")
    changed = await jiwoo.patch(where, json={"silenced_for": 60})
    assert (changed.status_code, changed.json()) == (200, {"rev": 5})
    said = await minjun.post(f"/api/rooms/{room}/messages", json={"id": new_id(), "text": "저"})
    edges.problem(said, 403, "silenced")
    edges.problem(await jiwoo.patch(where, json={"silenced_for": "60"}), 422, "invalid")
    for _ in range(2):
        assert (await jiwoo.delete(where)).status_code == 204
    edges.problem(await minjun.get(f"/api/rooms/{room}"), 404, "not_found")
    edges.problem(await jiwoo.put(f"/api/rooms/{room}/members/nobody"), 422, "bad_id")


async def test_the_same_people_get_the_same_direct_room(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    one, other = [(await who.get("/api/people/me")).json()["me"] for who in (jiwoo, minjun)]
    opened = await jiwoo.post("/api/rooms/direct", json={"id": new_id(), "people": [other["id"]]})
    assert opened.status_code == 201
    state = opened.json()
    assert (state["room"]["kind"], state["others"]) == (
        "direct",
        [{"person": other["id"], "name": "민준", "picture": None}],
    )
    again = (await minjun.post("/api/rooms/direct", json={"id": new_id(), "people": [one["id"]]})).json()
    assert (again["room"]["id"], again["others"][0]["name"]) == (state["room"]["id"], "지우")
    edges.problem(await jiwoo.post("/api/rooms/direct", json={"id": new_id(), "people": []}), 422, "invalid")
    edges.problem(await jiwoo.post("/api/rooms/direct", json={"id": new_id(), "people": "x"}), 422, "invalid")


async def test_one_has_a_room_as_one_wants_it(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    room = await edges.a_room(jiwoo)
    answer = await jiwoo.put(f"/api/rooms/{room}/preferences", json={"notify": "none", "section": "일"})
    wanted = {"notify": "none", "favourite": False, "section": "일", "order": 0}
    assert (answer.status_code, answer.json()) == (200, wanted)
    assert (await jiwoo.get(f"/api/rooms/{room}")).json()["preferences"] == wanted
    assert (await minjun.get(f"/api/rooms/{room}")).json()["preferences"] is None
    edges.problem(await jiwoo.put(f"/api/rooms/{room}/preferences", json={"notify": "some"}), 422, "invalid")
    edges.problem(await minjun.put(f"/api/rooms/{room}/preferences", json={}), 403, "not_a_member")


async def test_rooms_come_page_by_page(jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient) -> None:
    for number in range(5):
        await edges.a_room(jiwoo if number % 2 else minjun, f"정원 {number}")
    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = (await jiwoo.get("/api/rooms", params={"query": "정원", "limit": "2", **after})).json()
        found += [state["room"]["name"] for state in page["rooms"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert found == [f"정원 {number}" for number in range(5)]

    async def names(**query: str) -> list[str]:
        return [state["room"]["name"] for state in (await jiwoo.get("/api/rooms", params=query)).json()["rooms"]]

    assert await names(mine="true", query="정원") == ["정원 1", "정원 3"]
    assert await names(mine="false", query="정원") == ["정원 0", "정원 2", "정원 4"]
    for wrong in ({"limit": "0"}, {"limit": "201"}, {"mine": "maybe"}):
        edges.problem(await jiwoo.get("/api/rooms", params=wrong), 422, "invalid")
    edges.problem(await jiwoo.get("/api/rooms", params={"query": "\0"}), 422, "bad_text")
    edges.problem(await jiwoo.get("/api/rooms", params={"after": "한 방"}), 422, "bad_id")
