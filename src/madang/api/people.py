"""People over HTTP: looking them up, one's own profile, and what is done by those who look after the house."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from madang.api.access import TheChat, Who, Writer
from madang.api.accounts import Erasure, erase_on, erased
from madang.api.house_bodies import NewBan, PersonChange, ProfileChange
from madang.chat import directory
from madang.chat.directory import Entry, MyProfile, People, Statuses
from madang.domain import policy
from madang.domain.account_commands import EditProfile
from madang.domain.house_commands import Ban, SetRole, SetState, Unban
from madang.domain.ids import PersonId
from madang.domain.people import Person
from madang.domain.profiles import Status

router = APIRouter(prefix="/api/people", tags=["people"])

Seen = Annotated[list[str], Query(max_length=directory.PAGE, default_factory=list)]


@router.get("")
async def people(
    who: Who,
    chat: TheChat,
    query: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=directory.PAGE)] = 50,
) -> People:
    """By name, a page at a time; `after` is the `next` of the page before. Not for guests."""
    return await chat.read(directory.page, who, chat.now(), query=query, after=after, limit=limit)


@router.get("/me")
async def me(who: Who, chat: TheChat) -> MyProfile:
    return await chat.read(directory.mine, who, chat.now())


@router.patch("/me")
async def change_me(body: ProfileChange, who: Writer, chat: TheChat) -> MyProfile:
    """What is left out stays as it is; a status of null is none."""
    changes: dict[str, Any] = {name: getattr(body, name) for name in sorted(body.model_fields_set)}
    if body.status:
        changes["status"] = Status(body.status.emoji, body.status.text, body.status.until)
    await chat.perform(who, EditProfile(changes))
    return await chat.read(directory.mine, who, chat.now())


@router.get("/statuses")
async def statuses(who: Who, chat: TheChat, of: Seen) -> Statuses:
    """What the people whom one has before one's eyes are up to: one request for all of them."""
    return await chat.read(directory.statuses, who, of, chat.now())


@router.get("/{person}")
async def profile(person: str, who: Who, chat: TheChat) -> Entry:
    """Guests see whoever is in a room with them."""
    return await chat.read(directory.profile, who, person, chat.now())


@router.patch("/{person}")
async def change(person: str, body: PersonChange, who: Writer, chat: TheChat) -> Entry:
    """What they are in the house, and whether their account is open. Owners change everybody, admins make members and
    guests of each other. Who may less than before signs in again; a closed account is in no room."""
    id = PersonId(person)
    if body.state:
        await chat.perform(who, SetState(id, body.state))
    if body.role:
        await chat.perform(who, SetRole(id, body.role))
    return await chat.read(directory.profile, who, person, chat.now())


@router.put("/{person}/ban", status_code=204)
async def ban(person: str, body: NewBan, who: Writer, chat: TheChat) -> None:
    """Out of every room, and never in again. `purge`: all that they have said goes, too."""
    await chat.perform(who, Ban(PersonId(person), body.purge))
    if body.purge:
        await erase_on(chat, who)


@router.delete("/{person}/ban", status_code=204)
async def unban(person: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, Unban(PersonId(person)))


@router.delete("/{person}")
async def erase(person: str, who: Writer, chat: TheChat) -> Erasure:
    """Owners only: the account goes, and all that they said; their name is replaced wherever it was. The answer says
    what there was."""
    policy.must_be_owner(who)
    return await erased(chat, who, Person(PersonId(person), "", "guest"))
