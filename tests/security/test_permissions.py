"""Every request and every command, asked by everybody in every kind of room, comes to what the table says.

What is refused to one door is refused to the other; and what somebody may not see is refused like what does not exist.
"""

import asyncio
import dataclasses
import json
from pathlib import Path
from typing import Any, get_args

import pytest
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from websockets.exceptions import ConnectionClosed

from madang.api.answers import STATUS
from madang.domain.commands import Command
from madang.domain.errors import SIGNED_OUT
from madang.wire import incoming
from tests.api import edges
from tests.security import policy_page
from tests.security.cast import ACTORS, PLACES
from tests.security.conftest import Home
from tests.security.permissions import HOUSE, LETTERS, OPEN_PATHS, ROWS, WITHOUT_AN_ANSWER, Cell, Row
from tests.store.rows import new_id

on_one_loop = pytest.mark.asyncio(loop_scope="module")

HTTP = [row for row in ROWS if row.request]
SOCKET = [row for row in ROWS if row.command]


@on_one_loop
@pytest.mark.parametrize("row", HTTP, ids=lambda row: row.name)
async def test_over_http_everybody_gets_what_the_table_says(home: Home, row: Row) -> None:
    method = row.request.partition(" ")[0]
    wrong, cast = [], home.cast()
    for place in home.places(row.places):
        for actor in ACTORS:
            cell = Cell(cast, actor, place)
            expected = row.expects(cell)
            answer = await home.asks(row, cell)
            found = None if answer.is_success or answer.is_redirect else answer.json().get("code", answer.text)
            if found != expected or (found and answer.status_code != STATUS[found]):
                wrong.append(f"{actor} in {place}: expected {expected or 'yes'}, got {answer.status_code} {found}")
            if found == "not_found" and place != HOUSE:
                nowhere = Cell(dataclasses.replace(cast, rooms={place: new_id()}), actor, place)
                assert like(await home.asks(row, nowhere), nowhere) == like(answer, cell), f"{actor} sees {place}"
            if found is None and method != "GET":
                cast = home.cast()
    assert not wrong, "\n".join([row.name, *wrong])


def like(answer: Any, cell: Cell) -> tuple[int, str]:
    """What was answered, without the names that were asked for."""
    return answer.status_code, answer.text.replace(cell.room, "ROOM").replace(cell.own, "MESSAGE")


@on_one_loop
@pytest.mark.parametrize("row", SOCKET, ids=lambda row: f"{row.command} {row.only}")
async def test_over_the_socket_everybody_gets_the_same(home: Home, row: Row) -> None:
    wrong, cast = [], home.cast()
    for place in home.places(row.places):
        for actor in ACTORS:
            cell = Cell(cast, actor, place)
            expected, found = row.expects(cell), await commands(home, row, cell)
            if found != expected:
                wrong.append(f"{actor} in {place}: expected {expected or 'done'}, got {found or 'done'}")
            if found is None:
                cast = home.cast()
    assert not wrong, "\n".join([row.command, *wrong])


async def commands(home: Home, row: Row, cell: Cell) -> str | None:
    """The code of the refusal, None for done; `no_session` is to be shown out."""
    assert row.fields
    async with home.served.enter(subprotocols=["madang.v1"]) as socket:
        await edges.says(socket, type="hello", token=cell.cast.tokens.get(cell.actor))
        try:
            await edges.hears(socket, "welcome")
        except ConnectionClosed:
            assert socket.close_code == SIGNED_OUT
            return "no_session"
        frame = {"ref": new_id(), **row.fields(cell)}
        await edges.says(socket, type=row.command, **frame)
        async with asyncio.timeout(20):
            while True:
                found = json.loads(await socket.recv())
                for told in found if isinstance(found, list) else [found]:
                    if told.get("ref") == frame["ref"] and told["type"] in ("done", "refused"):
                        return None if told["type"] == "done" else str(told["code"])


@on_one_loop
@pytest.mark.parametrize("place", PLACES)
async def test_at_the_plain_door_a_visitor_comes_into_open_rooms_only(home: Home, place: str) -> None:
    cast = home.cast()
    async with home.served.enter(f"/ws/chat/{cast.rooms[place]}") as socket:
        if place != "open":
            code, frames = await edges.ends(socket)
            assert code == 4403
            assert cast.people["member"] not in json.dumps(frames)
            return
        await edges.says(socket, text="hello")
        await edges.says(socket, rubbish="")
        assert (await edges.told(socket))["error"]["code"] == "invalid"


@on_one_loop
async def test_every_request_has_its_row(home: Home) -> None:
    offered = {
        f"{method.upper()} {path}" for path, methods in home.served.app.openapi()["paths"].items() for method in methods
    } | {"GET /api/openapi.json"}
    listed = {row.request for row in HTTP}
    assert sorted(offered - listed) == [], "Say in tests/security/permissions.py who may ask for these"
    assert sorted(listed - offered) == [], "Take these out of tests/security/permissions.py"


@on_one_loop
async def test_no_route_hides_from_the_list(home: Home) -> None:
    offered = set(home.served.app.openapi()["paths"])
    hidden = {
        path
        for route in flat(home.served.app.routes)
        if (path := getattr(route, "path", "")) and path not in offered and path != "/api/openapi.json"
    }
    assert hidden <= OPEN_PATHS, f"Who may ask for {hidden - OPEN_PATHS}?"


def flat(routes: list[BaseRoute]) -> list[BaseRoute]:
    found: list[BaseRoute] = []
    for route in routes:
        inner = [] if isinstance(route, APIRoute) else getattr(route, "routes", None)
        found += flat(list(inner)) if inner else [route]
    return found


def test_every_command_has_its_row() -> None:
    offered = {
        get_args(shape.__annotations__["type"])[0]
        for shape in (*get_args(Command), incoming.Hello, incoming.CatchUp, incoming.Typing, incoming.Pong)
    }
    listed = {row.command for row in SOCKET} | WITHOUT_AN_ANSWER.keys()
    assert sorted(offered - listed) == [], "Say in tests/security/permissions.py who may ask for these"
    assert sorted(listed - offered) == [], "Take these out of tests/security/permissions.py"


def test_every_row_is_whole() -> None:
    for row in ROWS:
        assert row.places.keys() <= {HOUSE, *PLACES}, row.name
        for letters in row.places.values():
            assert len(letters) == len(ACTORS), row.name
            assert set(letters) <= LETTERS.keys(), row.name
        assert not row.command or row.fields, row.name


def test_the_page_in_the_docs_says_what_the_table_says() -> None:
    page = Path(policy_page.PAGE)
    assert page.read_text(encoding="utf-8") == policy_page.text(), "Write it anew: python -m tests.security.policy_page"
