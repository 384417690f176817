"""Pictures over HTTP."""

import httpx2

from tests.api import edges
from tests.api.test_images import opened, picture


async def test_ones_picture_is_there_under_its_name_for_ever(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    me = (await jiwoo.get("/api/session")).json()["me"]
    path = f"/api/people/{me['id']}/picture"
    edges.problem(await minjun.get(path), 404, "not_found")
    answer = await jiwoo.put("/api/people/me/picture", content=picture())
    assert answer.status_code == 200, answer.text
    name = answer.json()["picture"]
    assert (await jiwoo.get("/api/session")).json()["me"]["picture"] == name
    seen = await minjun.get(f"{path}?v={name}")
    assert opened(seen.content).size == (256, 256)
    assert seen.headers["content-type"] == "image/webp"
    assert seen.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert seen.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert (await minjun.get(path)).headers["cache-control"] == "private, no-cache"
    assert (await minjun.get(f"{path}?v=another")).headers["cache-control"] == "private, no-cache"
    edges.problem(await nobody.get(path), 401, "no_session")
    edges.problem(await minjun.get("/api/people/nobody/picture"), 404, "not_found")
    assert (await jiwoo.delete("/api/people/me/picture")).status_code == 204
    edges.problem(await minjun.get(path), 404, "not_found")


async def test_the_logo_is_for_everybody(jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient) -> None:
    await edges.owner(jiwoo)
    edges.problem(await nobody.get("/api/house/logo"), 404, "not_found")
    assert (await jiwoo.put("/api/house/logo", content=picture())).status_code == 200
    seen = await nobody.get((await nobody.get("/api/house")).json()["logo"])
    assert opened(seen.content).size == (256, 128)
    assert seen.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (await jiwoo.delete("/api/house/logo")).status_code == 204
    assert (await nobody.get("/api/house")).json()["logo"] is None


async def test_a_picture_may_be_larger_than_other_bodies_but_not_endless(
    jiwoo: httpx2.AsyncClient, nobody: httpx2.AsyncClient
) -> None:
    padded = picture() + bytes(100_000)
    assert (await jiwoo.put("/api/people/me/picture", content=padded)).status_code == 200
    edges.problem(await jiwoo.put("/api/people/me/picture", content=bytes(10_000_001)), 413, "too_large")
    edges.problem(await jiwoo.put("/api/people/me/picture", content=b"hello"), 422, "invalid")
    edges.problem(await nobody.put("/api/people/me/picture", content=picture()), 401, "no_session")
    edges.problem(await jiwoo.put("/api/house/logo", content=picture()), 403, "forbidden")


async def test_a_room_has_the_picture_that_those_choose_who_look_after_it(
    jiwoo: httpx2.AsyncClient, minjun: httpx2.AsyncClient
) -> None:
    room = await edges.a_room(jiwoo)
    path = f"/api/rooms/{room}/picture"
    edges.problem(await minjun.put(path, content=picture()), 403, "forbidden")
    edges.problem(await minjun.get(path), 404, "not_found")
    name = (await jiwoo.put(path, content=picture())).json()["picture"]
    assert (await minjun.get(f"/api/rooms/{room}")).json()["room"]["picture"] == name
    assert opened((await minjun.get(f"{path}?v={name}")).content).size == (256, 256)
    await jiwoo.patch(f"/api/rooms/{room}", json={"kind": "private"})
    edges.problem(await minjun.get(path), 404, "not_found")
    assert (await jiwoo.delete(path)).status_code == 204
    assert (await jiwoo.get(f"/api/rooms/{room}")).json()["room"]["picture"] is None
    edges.problem(await jiwoo.get(path), 404, "not_found")
