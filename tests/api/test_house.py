"""The house over HTTP."""

import httpx2

from tests.api import edges


async def test_everybody_sees_the_face_of_the_house(nobody: httpx2.AsyncClient) -> None:
    assert (await nobody.get("/api/house")).json() == {
        "name": "Madang",
        "welcome": "",
        "color": "",
        "logo": None,
        "claimed": False,
        "may_claim": True,
        "registration": "invitation",
        "sign_in": {"mail": False, "oidc": None},
    }
    from_elsewhere = await nobody.get("/api/house", headers={"x-forwarded-for": "192.0.2.1"})
    assert not from_elsewhere.json()["may_claim"]


async def test_those_who_look_after_it_change_it_and_see_more(
    jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    await edges.owner(jiwoo)
    answer = await jiwoo.patch("/api/house", json={"name": "새 마당", "plain_doors": True})
    assert answer.status_code == 200, answer.text
    face = (await jiwoo.get("/api/house")).json()
    assert answer.json() == face
    assert (face["name"], face["plain_doors"], face["claimed"], face["may_claim"]) == ("새 마당", True, True, False)
    assert (await jiwoo.patch("/api/house", json={"plain_doors": None})).json()["plain_doors"] is None
    outside = (await nobody.get("/api/house")).json()
    assert face.keys() - outside.keys() == {"plain_doors", "messages_a_minute", "arrivals_a_minute"}
    assert outside.items() <= face.items()


async def test_nobody_else_does(
    house: object, jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    edges.problem(await nobody.patch("/api/house", json={"name": "x"}), 401, "no_session")
    edges.problem(await minjun.patch("/api/house", json={"name": "x"}), 403, "forbidden")
    await edges.owner(jiwoo)
    edges.problem(await minjun.patch("/api/house", json={"name": "x"}), 403, "forbidden")
    edges.problem(await jiwoo.patch("/api/house", json={"claimed": False}), 422, "invalid")


async def test_a_link_tells_of_a_room_only_if_guests_may_come_into_it(
    jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    await edges.owner(jiwoo)
    for number, kind in enumerate(("open", "public", "private"), start=1):
        body = {"id": f"01990000-0000-7000-8000-00000000000{number}", "name": f"뜰 {number}", "kind": kind}
        assert (await jiwoo.post("/api/rooms", json=body)).status_code == 201
    asked = [
        (await nobody.get("/api/house", params={"room": f"01990000-0000-7000-8000-00000000000{n}"})) for n in range(5)
    ]
    assert [answer.json()["room"] for answer in asked] == [
        None,
        {"id": "01990000-0000-7000-8000-000000000001", "name": "뜰 1"},
        None,
        None,
        None,
    ]
    edges.problem(await nobody.get("/api/house", params={"room": "no room/at all"}), 422, "bad_id")
