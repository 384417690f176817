"""A canary in every field that not everybody may see: it sings to nobody else, whatever they ask for and listen to.

Each is a text of its own, written straight into the store. Then everybody asks for everything there is to be read, and
listens; what was answered is searched for all of them. A canary that nobody heard would prove nothing, so those who may
see it must have.
"""

import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from sqlalchemy import Table, update
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from madang.api.access import hash_of
from madang.store import account_tables, tables
from tests.api import edges
from tests.security.cast import ACTORS, NEVER, PLACES, Cast
from tests.security.conftest import Home
from tests.security.permissions import HOUSE, ROWS, Cell
from tests.store.rows import NOW, new_id

on_one_loop = pytest.mark.asyncio(loop_scope="module")

PRIVATE = {"member", "room admin", "bot"}
STAFF = {"house admin", "owner"}
MAY_SEE: dict[str, tuple[set[str], set[str]]] = {
    # canary: who has to see it, and who may besides
    "private-name": (PRIVATE, STAFF),  # somebody has reported a message there, which shows it
    "private-topic": (PRIVATE, set()),
    "private-description": (PRIVATE, set()),
    "private-message": (PRIVATE, STAFF),
    "direct-message": ({"member"}, set()),
    "archived-message": ({"member", "outsider"}, {*PRIVATE, *STAFF, "ex-member"}),
    "deleted-message": (set(), set()),
    "member-email": ({"member"}, {"owner"}),
    "member-password": (set(), set()),
    "member-totp": (set(), set()),
    "member-pending-totp": (set(), set()),
    "member-device": ({"member"}, STAFF),  # so that they can sign out a telephone that was lost
    "member-address": ({"member"}, STAFF),
    "member-section": ({"member"}, set()),
    "issuer": ({"member"}, {"owner"}),
    "identity": (set(), {"member"}),
    "invitation-note": (STAFF, set()),
    "ticket-about": (set(), set()),
    "report-reason": (set(), {*STAFF, "room admin"}),
    "audit-about": (set(), STAFF),
}


def canary(name: str) -> str:
    return f"canary-{name}-sings"


@pytest.fixture
def aviary(sqlite_home: Home) -> Cast:
    cast = sqlite_home.cast()
    member, private = cast.people["member"], cast.rooms["private"]
    said = {place: cast.said[place, "member"] for place in PLACES}
    gone = cast.said["private", "room admin"]
    session = cast.sessions["member"]
    changes: list[tuple[Table, Any, dict[str, Any]]] = [
        (
            tables.rooms,
            tables.rooms.c.id == private,
            {name: canary(f"private-{name}") for name in ("name", "topic", "description")},
        ),
        *(
            (tables.messages, tables.messages.c.id == said[place], {"text": canary(f"{place}-message")})
            for place in ("private", "direct", "archived")
        ),
        (tables.messages, tables.messages.c.id == gone, {"text": canary("deleted-message")}),
        (
            account_tables.accounts,
            account_tables.accounts.c.person == member,
            {
                "email": f"{canary('member-email')}.{member}@example.org",
                "password": canary("member-password"),
                "totp_secret": canary("member-totp"),
                "totp_pending": canary("member-pending-totp"),
            },
        ),
        (
            account_tables.sessions,
            account_tables.sessions.c.id == session,
            {"agent": canary("member-device"), "address": canary("member-address")},
        ),
        (
            account_tables.invitations,
            account_tables.invitations.c.id == cast.made["invitation"],
            {"note": canary("invitation-note")},
        ),
        (
            account_tables.tickets,
            account_tables.tickets.c.hash == hash_of(cast.keys["phone"]),
            {"about": canary("ticket-about")},
        ),
        (tables.reports, tables.reports.c.id == cast.made["report"], {"reason": canary("report-reason")}),
    ]
    preferences = {"notify": "all", "favourite": False, "section": canary("member-section"), "order": 0}
    identity = {"issuer": canary("issuer"), "subject": f"{canary('identity')}.{member}", "created_at": NOW}
    about = {"actor": cast.people["owner"], "action": "canary", "about": json.dumps({"said": canary("audit-about")})}
    with sqlite_home.chat._database.write() as tx:
        for table, which, values in changes:
            tx.writing.execute(update(table).where(which).values(**values))
        tx.writing.execute(tables.preferences.insert().values(room=private, person=member, **preferences))
        tx.writing.execute(account_tables.identities.insert().values(person=member, **identity))
        tx.writing.execute(tables.audit.insert().values(at=NOW, **about))
    return cast


def secrets_of(cast: Cast) -> list[str]:
    """What nobody is shown at all: tokens and keys, and what is kept of them, as it may be written."""
    hashes = [hash_of(secret) for secret in (*cast.tokens.values(), *cast.keys.values())]
    return [*cast.tokens.values(), *cast.keys.values(), *(hash.hex() for hash in hashes)]


@on_one_loop
async def test_no_canary_sings_to_whom_it_must_not(sqlite_home: Home, aviary: Cast) -> None:
    deletes = next(row for row in ROWS if row.command == "delete_message" and row.only == "of their own")
    assert (await sqlite_home.asks(deletes, Cell(aviary, "room admin", "private"))).is_success
    heard: dict[str, str] = {}
    for actor in ACTORS:
        answers = [answer.text async for answer in everything(sqlite_home, Cell(aviary, actor, HOUSE))]
        heard[actor] = "\n".join([*answers, json.dumps(await welcomed(sqlite_home, aviary, actor), ensure_ascii=False)])
    sung: defaultdict[str, set[str]] = defaultdict(set)
    for name in MAY_SEE:
        sung[name] = {actor for actor, told in heard.items() if canary(name) in told}
    assert {name: sung[name] - must - may for name, (must, may) in MAY_SEE.items() if sung[name] - must - may} == {}
    assert {name: must - sung[name] for name, (must, _) in MAY_SEE.items() if must - sung[name]} == {}
    for secret in secrets_of(aviary):
        assert [actor for actor, told in heard.items() if secret in told] == [], secret


@on_one_loop
async def test_a_token_of_one_room_is_shown_that_room_alone(sqlite_home: Home, aviary: Cast) -> None:
    """Whoever finds the token of a program learns nothing of its owner's other rooms, nor of their account."""
    rooms = json.dumps([aviary.rooms["public"]])
    token = {"kind": "token", "name": "a program", "rights": json.dumps(["read", "write"]), "rooms": rooms}
    aviary.tokens["member"] = f"token-of-{new_id()}"
    with sqlite_home.chat._database.write() as tx:
        session = {"hash": hash_of(aviary.tokens["member"]), "person": aviary.people["member"], "id": new_id()}
        tx.writing.execute(
            account_tables.sessions.insert().values(**session, **token, created_at=NOW, expires_at=NEVER)
        )
    told = [answer.text async for answer in everything(sqlite_home, Cell(aviary, "member", HOUSE))]
    welcome = await welcomed(sqlite_home, aviary, "member")
    heard = "\n".join([*told, json.dumps(welcome, ensure_ascii=False)])
    assert aviary.said["public", "member"] in heard
    assert [name for name in MAY_SEE if canary(name) in heard] == []
    others = [place for place in PLACES if place != "public"]
    assert [place for place in others if aviary.said[place, "member"] in heard] == []
    for row in ROWS:
        if "{room}" in row.request and row.places.keys() == set(PLACES):
            for place in others:
                answer = await sqlite_home.asks(row, Cell(aviary, "member", place))
                assert answer.status_code in (403, 404), f"{row.name} in {place}: {answer.status_code}"


async def everything(sqlite_home: Home, cell: Cell) -> AsyncIterator[httpx2.Response]:
    """All that can be read, of all rooms, people and things there are."""
    asked = set()
    for row in ROWS:
        if not row.request.startswith("GET "):
            continue
        for place in PLACES if "{room}" in row.request else [HOUSE]:
            here = Cell(cell.cast, cell.actor, place)
            for name in ("member", "owner") if "{person}" in row.request else [""]:
                path = row.request[4:].format(
                    **{
                        "room": here.room,
                        "message": cell.cast.said.get((place, "member"), ""),
                        "person": cell.cast.people.get(name, ""),
                        **{
                            key: str(value)
                            for key, value in row.names(here).items()
                            if key not in ("person", "message")
                        },
                    }
                )
                asked.add(path + row.query)
    asked |= {"/api/people?query=member&limit=100", "/api/people?query=canary", "/api/rooms?query=canary&limit=100"}
    asked |= {"/api/audit?limit=100", "/api/reports?open=true", "/api/reports?open=false"}
    token = cell.cast.tokens.get(cell.actor)
    headers = {"authorization": f"Bearer {token}"} if token else {}
    for path in sorted(asked):
        answer = await sqlite_home.http.get(path, headers=headers)
        assert answer.status_code < 500, f"{path}: {answer.text}"
        yield answer


async def welcomed(sqlite_home: Home, cast: Cast, actor: str) -> list[Any]:
    """What comes over the socket to somebody who says that they have nothing of any room yet."""
    async with sqlite_home.served.enter(subprotocols=["madang.v1"]) as socket:
        cursors = dict.fromkeys(cast.rooms.values(), 0)
        epoch = {"epoch": sqlite_home.chat.epoch, "cursors": cursors}
        await edges.says(socket, type="hello", token=cast.tokens.get(actor), **epoch)
        for room in cast.rooms.values():
            await edges.says(socket, type="catch_up", ref=new_id(), room=room, after=0)
        return await told_until(socket, "fence")


async def told_until(socket: ClientConnection, ref: str) -> list[Any]:
    """All frames up to the answer to a question that is asked now."""
    await edges.says(socket, type="catch_up", ref=ref, room="nowhere", after=0)
    frames: list[Any] = []
    try:
        while not any(frame.get("ref") == ref for frame in frames):
            found = json.loads(await socket.recv())
            frames += found if isinstance(found, list) else [found]
    except ConnectionClosed:
        pass
    return frames


@pytest.fixture
def flock(sqlite_home: Home) -> Cast:
    return sqlite_home.cast()


@pytest_asyncio.fixture(loop_scope="module")
async def listeners(sqlite_home: Home, flock: Cast) -> AsyncIterator[dict[str, ClientConnection]]:
    async with AsyncExitStack() as stack:
        found = {}
        for actor in ACTORS[1:-1]:
            socket = await stack.enter_async_context(sqlite_home.served.enter(subprotocols=["madang.v1"]))
            await edges.says(socket, type="hello", token=flock.tokens[actor])
            await told_until(socket, "here")
            found[actor] = socket
        yield found


@on_one_loop
@pytest.mark.parametrize("place", PLACES)
async def test_what_happens_in_a_room_is_told_to_those_in_it_alone(
    sqlite_home: Home, flock: Cast, listeners: dict[str, ClientConnection], place: str
) -> None:
    inside = {"direct": {"member"}, "open": {*PRIVATE, "guest"}}.get(place, PRIVATE)
    speaker, room = listeners["member"], flock.rooms[place]
    await edges.says(speaker, type="typing", room=room)
    await edges.says(speaker, type="send_message", ref=new_id(), room=room, text="canary")
    said = flock.said[place, "member"]
    await edges.says(speaker, type="edit_message", ref=new_id(), room=room, message=said, text="canary")
    await edges.says(speaker, type="delete_message", ref=new_id(), room=room, message=said)
    await edges.says(speaker, type="mark_read", ref=new_id(), room=room, seq=1)
    await sqlite_home.asks(
        next(row for row in ROWS if row.request == "PATCH /api/rooms/{room}"),
        Cell(flock, "room admin", place),
        more={"name": "canary"},
    )
    heard = {"member": await told_until(speaker, "done")}
    heard |= {actor: await told_until(socket, "done") for actor, socket in listeners.items() if actor != "member"}
    for actor, frames in heard.items():
        assert (room in json.dumps(frames)) is (actor in inside), f"{actor} in {place}"


@on_one_loop
async def test_a_visitor_at_the_plain_door_hears_of_their_room_alone(sqlite_home: Home, flock: Cast) -> None:
    open_room = flock.rooms["open"]
    async with sqlite_home.served.enter(f"/ws/chat/{open_room}") as visitor:
        for place in (*PLACES, "open"):
            row = next(row for row in ROWS if row.command == "send_message")
            await sqlite_home.asks(row, Cell(flock, "member", place))
        frames = [await edges.told(visitor), await edges.told(visitor)]
        await edges.says(visitor, text="")
        frames.append(await edges.told(visitor))
    assert [frame.get("message") for frame in frames] == ["안녕하세요", "안녕하세요", None]
    assert frames[-1]["error"]["code"] == "bad_text"


def test_every_column_that_keeps_a_secret_has_its_canary() -> None:
    """A new column says here whether everybody who sees the row may see it."""
    seen = {
        "rooms": "*",
        "messages": "*",
        "people": "*",
        "members": "*",
        "profiles": "*",
        "pictures": "*",
        "facts": "*",
        "invitation_uses": "*",
        "blocks": "*",
        "accounts": "person handle email email_verified password totp_secret totp_pending totp_step",
        "recovery_codes": "hash person",
        "identities": "issuer subject person created_at",
        "sessions": "hash person created_at expires_at id kind agent address seen_at name rights rooms",
        "tickets": "hash purpose person about created_at expires_at made_by",
        "preferences": "room person notify favourite section order",
        "invitations": "id hash role rooms note created_by created_at expires_at most used revoked_at",
        "reports": "id room message reporter reason created_at closed_at closed_by outcome",
        "audit": "id at actor action subject room about",
    }
    for name, table in tables.metadata.tables.items():
        assert name in seen, f"Who may see what is in {name}? Give it a canary."
        if seen[name] != "*":
            assert set(table.columns.keys()) == set(seen[name].split()), f"Who may see the new column of {name}?"
