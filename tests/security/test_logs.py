"""What the server writes down, and what its command line prints: nothing that anybody said, and no key to anything."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from madang.api.access import hash_of
from madang.store.database import Database
from tests.houses import House
from tests.people import People
from tests.security.cast import PASSWORD, Cast, claim, enter
from tests.security.permissions import ROWS, Cell
from tests.store.rows import new_id

SECRET = "s3cr3t-c4n4ry"
"""Whatever a client may put anywhere; a log that holds a piece of it holds too much."""


async def test_the_log_holds_nothing_of_what_was_sent(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/madang.sqlite3"
    claim(url)
    database = Database(url)
    (cast,) = enter(database, 1)
    database.close()
    with House(url, log_level="debug") as house:
        async with People(house) as people:
            await tells_secrets_in_requests(people, cast)
            await tells_secrets_over_sockets(people, cast)
            await people.http.get(f"{house.url}/api/rooms", headers={"host": f"{SECRET}.example"})
        await house.stops()
        log = house.log()
        house.start()
    assert log, "there is something to be searched"
    for secret in (SECRET, SECRET[:8], PASSWORD, *secrets_of(cast)):
        found = [line for line in log.splitlines() if secret in line]
        assert not found, found[:3]


async def tells_secrets_in_requests(people: People, cast: Cast) -> None:
    """In every field, header and query of every request; some are done, most are refused."""
    for row in ROWS:
        if not row.request:
            continue
        for actor in ("nobody", "owner" if "people/me" not in row.request else "guest"):
            cell = Cell(cast, actor, next(iter(row.places)))
            method, path = row.request.partition(" ")[0], row.path(cell)
            body = {**(row.body(cell) if row.body else {}), SECRET: SECRET}
            token = cast.tokens.get(actor, SECRET)
            headers = {
                "authorization": f"Bearer {token}",
                "cookie": f"madang_session={SECRET}",
                "user-agent": SECRET,
                "x-forwarded-for": SECRET,
                "referer": f"http://127.0.0.1/{SECRET}",
                "content-type": "application/json",
            }
            query = f"{'&' if '?' in path else '?'}token={SECRET}"
            for content in (json.dumps(body), json.dumps(body)[:-1], f'"{SECRET}"'):
                await people.http.request(method, people.house.url + path + query, headers=headers, content=content)
    login = {"login": SECRET, "password": SECRET, "code": SECRET}
    await people.http.post(f"{people.house.url}/api/session/password", json=login)
    await people.http.post(f"{people.house.url}/api/password/reset", json={"key": SECRET, "password": SECRET * 2})


async def tells_secrets_over_sockets(people: People, cast: Cast) -> None:
    stranger = await people.stranger(headers={"user-agent": SECRET})
    await stranger.sends_raw(SECRET, json.dumps({"type": SECRET}), json.dumps({"type": "hello", SECRET: SECRET}))
    await stranger.sends(type="hello", token=SECRET)
    await stranger.is_shown_out(4401)
    member = await people.stranger()
    await member.sends(type="hello", token=cast.tokens["member"], client=SECRET)
    await member.hears_frame(type="welcome")
    room = cast.rooms["private"]
    for frame in (
        {"type": "send_message", "ref": new_id(), "room": room, "text": SECRET},
        {"type": "send_message", "ref": SECRET, "room": SECRET, "text": SECRET},
        {"type": SECRET, "ref": SECRET},
    ):
        await member.sends(**frame)
    await member.sends_raw(SECRET)
    await member.hears_frame(type="refused", code="not_json")
    member.sends_wire(SECRET.encode() + b"\xff")
    await member.until(lambda: member.ended, "the end of the connection")
    for door in (f"/ws/chat/{SECRET}", f"/ws?{SECRET}", f"/api/socket?token={SECRET}"):
        await people.are_turned_away(door, {"origin": f"http://{SECRET}.example"})
    visitor = await people.at_plain_door(cast.rooms["open"])
    await visitor.says(SECRET)
    await visitor.sends_raw(SECRET)
    await visitor.is_refused("not_json")


def secrets_of(cast: Cast) -> list[str]:
    hashes = [hash_of(secret) for secret in (*cast.tokens.values(), *cast.keys.values())]
    return [*cast.tokens.values(), *cast.keys.values(), *(hash.hex() for hash in hashes)]


SETTINGS = {
    "MADANG_DATABASE_URL": f"postgresql://madang:{SECRET}@127.0.0.1:1/madang",
    "MADANG_NATS_URL": f"nats://madang:{SECRET}@127.0.0.1:1",
    "MADANG_MAIL_URL": f"smtp://madang:{SECRET}@127.0.0.1:1",
    "MADANG_MAIL_FROM": "madang@example.org",
    "MADANG_PUBLIC_URL": "https://chat.example",
    "MADANG_OIDC_CLIENT_SECRET": SECRET,
}


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("settings", {}),
        ("serve", {}),
        ("renew-epoch", {}),
        ("serve", {"MADANG_NATS_URL": f"madang://madang:{SECRET}@127.0.0.1:1"}),
        ("serve", {"MADANG_DATABASE_URL": f"madang://madang:{SECRET}@127.0.0.1:1"}),
        ("serve", {"MADANG_MAIL_URL": f"madang://madang:{SECRET}@127.0.0.1:1"}),
        ("serve", {"MADANG_MAIL_URL": f"smtp://madang:{SECRET}@127.0.0.1:port"}),
    ],
)
async def test_the_command_line_prints_no_password(command: str, wrong: dict[str, str], tmp_path: Path) -> None:
    known = {name: value for name, value in os.environ.items() if not name.startswith("MADANG_")}
    environment = {**known, **SETTINGS, "MADANG_DATA": str(tmp_path), "MADANG_LOG_LEVEL": "debug", **wrong}
    run = subprocess.Popen(
        [sys.executable, "-m", "madang", command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed, _ = await asyncio.to_thread(run.communicate, timeout=30)
    assert printed
    assert SECRET not in printed
