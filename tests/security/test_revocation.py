"""Whatever takes a session or a room away from somebody closes what listens by it, on every node: within two seconds,
and within ten while the relay is away."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from madang import steward
from madang.domain.errors import SIGNED_OUT
from madang.store import schema
from madang.store.database import Database
from tests.houses import House
from tests.people import People, Person
from tests.security.cast import BYSTANDER, PASSWORD, Cast, claim, enter
from tests.servers import Nats, Postgres

AT_ONCE = 2.0
WITHOUT_RELAY = 10.0
"""Seconds in which whoever lost something hears nothing more by it."""


@dataclass
class Victim:
    """Somebody who listens on every node. `elsewhere` is another session of theirs, `owner` looks after the house."""

    cast: Cast
    lines: list[Person]
    elsewhere: Person
    owner: Person
    keeper: Person
    """Looks after the rooms they are in."""

    @property
    def id(self) -> str:
        return self.lines[0].id


Act = Callable[[Victim], Awaitable[object]]


async def signs_out(who: Victim) -> None:
    await who.lines[0].signs_out()


async def ends_that_session(who: Victim) -> None:
    await who.elsewhere.asks("DELETE", f"/api/sessions/{who.cast.sessions['member']}", expect=204)


async def ends_all_others(who: Victim) -> None:
    await who.elsewhere.asks("DELETE", "/api/sessions", expect=204)


async def changes_password(who: Victim) -> None:
    body = {"old": PASSWORD, "new": f"{PASSWORD}, changed"}
    await who.elsewhere.asks("PUT", "/api/people/me/password", body, expect=204)


async def resets_password(who: Victim) -> None:
    link = await who.owner.asks("POST", f"/api/people/{who.id}/reset-link")
    body = {"key": link["url"].partition("#")[2], "password": f"{PASSWORD}, changed"}
    await who.owner.asks("POST", "/api/password/reset", body, expect=204)


async def is_deactivated(who: Victim) -> None:
    await who.owner.asks("PATCH", f"/api/people/{who.id}", {"state": "deactivated"})


async def is_banned(who: Victim) -> None:
    await who.owner.asks("PUT", f"/api/people/{who.id}/ban", {"purge": False}, expect=204)


async def is_demoted(who: Victim) -> None:
    await who.owner.asks("PATCH", f"/api/people/{who.id}", {"role": "guest"})


async def is_erased(who: Victim) -> None:
    await who.owner.asks("DELETE", f"/api/people/{who.id}")


async def leaves_for_good(who: Victim) -> None:
    await who.elsewhere.asks("DELETE", "/api/people/me", {"password": PASSWORD})


ACTS: list[Act] = [
    signs_out,
    ends_that_session,
    ends_all_others,
    changes_password,
    resets_password,
    is_deactivated,
    is_banned,
    is_demoted,
    is_erased,
    leaves_for_good,
]


@pytest.fixture(scope="module")
def nodes(postgres: Postgres, nats: Nats) -> Iterator[list[House]]:
    url = postgres.new_database()
    claim(url)
    with House(url, nats_url=nats.url) as first, House(url, nats_url=nats.url) as second:
        yield [first, second]


@asynccontextmanager
async def victims(nodes: list[House], many: int) -> AsyncIterator[list[Victim]]:
    database = Database(str(nodes[0].settings["database_url"]))
    casts = enter(database, many)
    database.close()
    async with People(nodes[0]) as people:
        yield [await listening(people, nodes, cast) for cast in casts]


async def listening(people: People, nodes: list[House], cast: Cast) -> Victim:
    lines = [person(people, node, cast, "member") for node in nodes]
    for line in lines:
        await line.comes_back()
    signed_in = {"login": cast.handle("member"), "password": PASSWORD, "keep": "token"}
    answer = await people.http.post(f"{nodes[0].url}/api/session/password", json=signed_in)
    elsewhere = Person(nodes[0], people.http, "elsewhere", answer.json()["token"], answer.json()["me"])
    return Victim(cast, lines, elsewhere, *(person(people, nodes[0], cast, name) for name in ("owner", "room admin")))


def person(people: People, node: House, cast: Cast, name: str) -> Person:
    found = Person(node, people.http, name, cast.tokens[name], {"id": cast.people[name]})
    found._people = people.all
    found.room = cast.rooms["private"]
    people.all.append(found)
    return found


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
async def test_the_sockets_close_on_every_node(nodes: list[House], act: Act) -> None:
    async with victims(nodes, 1) as (victim,):
        await act(victim)
        async with asyncio.timeout(AT_ONCE):
            for line in victim.lines:
                await line.is_shown_out(SIGNED_OUT)
        await knocks_in_vain(victim, act)


async def knocks_in_vain(victim: Victim, act: Act) -> None:
    """The session is good for nothing on any node, and at the door its socket is shown out again."""
    for line in victim.lines:
        assert (await line.requests("GET", "/api/rooms")).status_code == 401, act.__name__
        await line.connects(subprotocol="madang.v1")
        await line.sends(type="hello", token=line.token)
        await line.is_shown_out(SIGNED_OUT)


async def test_they_close_within_ten_seconds_while_the_relay_is_away(postgres: Postgres) -> None:
    url = postgres.new_database()
    claim(url)
    with Nats() as relay, House(url, nats_url=relay.url) as first, House(url, nats_url=relay.url) as second:
        async with victims([first, second], len(ACTS) + 1) as [*some, removed]:
            (bystander,) = [person_of(removed, BYSTANDER, second)]
            await bystander.comes_back()
            relay.kill()
            await asyncio.gather(*(act(victim) for act, victim in zip(ACTS, some, strict=True)), removes(removed))
            async with asyncio.timeout(WITHOUT_RELAY):
                for victim in some:
                    for line in victim.lines:
                        await line.is_shown_out(SIGNED_OUT)
                for line in removed.lines:
                    await line.until(lambda line=line: line.room not in line.model.rooms, "being shown out of the room")  # type: ignore[misc]
            await hears_no_more(removed, bystander)
            relay.start()


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("act", ["deactivate", "ban", "erase"])
async def test_what_is_done_at_the_command_line_closes_them_too(
    nodes: list[House], postgres: Postgres, act: str, together: bool
) -> None:
    """Also where there is no relay, and one server has the database with nobody but the command line."""
    async with alone_or(nodes, postgres, together) as some, victims(some, 1) as (victim,):
        database = Database(str(some[0].settings["database_url"]))
        parser = argparse.ArgumentParser()
        steward.describe(parser.add_subparsers(dest="verb"))
        asked = parser.parse_args(["person", act, victim.id])
        assert list(steward.Steward(database, schema.prepare(database), "", bool).does(asked))
        database.close()
        async with asyncio.timeout(AT_ONCE):
            for line in victim.lines:
                await line.is_shown_out(SIGNED_OUT)


@asynccontextmanager
async def alone_or(nodes: list[House], postgres: Postgres, together: bool) -> AsyncIterator[list[House]]:
    if together:
        yield nodes
        return
    claim(url := postgres.new_database())
    with House(url) as house:
        yield [house]


@pytest.mark.parametrize("act", ["remove", "leave"])
async def test_who_is_out_of_a_room_hears_no_more_of_it_on_any_node(nodes: list[House], act: str) -> None:
    async with victims(nodes, 1) as (victim,):
        bystanders = [person_of(victim, BYSTANDER, node) for node in nodes]
        for bystander in bystanders:
            await bystander.comes_back()
        await (removes(victim) if act == "remove" else victim.elsewhere.asks("DELETE", f"{private(victim)}/members/me"))
        async with asyncio.timeout(AT_ONCE):
            for line in victim.lines:
                await line.until(lambda line=line: line.room not in line.model.rooms, "being shown out of the room")  # type: ignore[misc]
        for bystander in bystanders:
            await hears_no_more(victim, bystander)


async def hears_no_more(victim: Victim, speaker: Person) -> None:
    """Nothing said, and nothing fleeting; nor is there anything to be had by asking."""
    await speaker.types()
    await speaker.says("a secret")
    await speaker.says("for all", room=victim.cast.rooms["public"])
    for line in victim.lines:
        if line.house is speaker.house:
            await line.hears("for all", but_not="a secret")
            assert not any(frame["type"] == "typing" for frame in line.frames)
        assert (await line.requests("GET", f"{private(victim)}/messages")).status_code == 404
        assert (await line.requests("GET", f"{private(victim)}/changes?after=0")).status_code == 404
        await line.is_refused("not_a_member", line.does("catch_up", room=victim.cast.rooms["private"], after=0))


@pytest.mark.parametrize("by", ["bot", "owner"])
async def test_the_sockets_of_a_revoked_token_close_and_no_others(nodes: list[House], by: str) -> None:
    """Of one's own token, and of one that somebody who looks after the house has made for a bot."""
    async with victims(nodes, 1) as (victim,):
        wanted = {"name": "a program", "rights": ["read"], "bot": victim.cast.people["bot"] if by == "bot" else None}
        made = await victim.owner.asks("POST", "/api/tokens", wanted)
        lines = [Person(node, victim.owner.http, "a program", made["token"], {"id": made["person"]}) for node in nodes]
        for line in lines:
            line._people = victim.owner._people
            line._people.append(line)
            await line.comes_back()
        await victim.owner.asks("DELETE", f"/api/tokens/{made['id']}", expect=204)
        async with asyncio.timeout(AT_ONCE):
            for line in lines:
                await line.is_shown_out(SIGNED_OUT)
        for line in lines:
            assert (await line.requests("GET", "/api/rooms")).status_code == 401
        assert (await victim.owner.requests("GET", "/api/rooms")).status_code == 200
        assert not any(line.ended for line in victim.lines)


async def removes(victim: Victim) -> None:
    await victim.keeper.asks("DELETE", f"{private(victim)}/members/{victim.id}", expect=204)


def private(victim: Victim) -> str:
    return f"/api/rooms/{victim.cast.rooms['private']}"


def person_of(victim: Victim, name: str, node: House) -> Person:
    line = victim.lines[0]
    found = Person(node, line.http, name, victim.cast.tokens[name], {"id": victim.cast.people[name]})
    found._people = line._people
    found.room = victim.cast.rooms["private"]
    line._people.append(found)
    return found
