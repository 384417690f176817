"""Invitations over HTTP. Their keys travel in fragments and bodies, where no log sees them."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Request, Response
from typing_extensions import TypedDict

from madang.api.access import (
    TheChat,
    ThePasswords,
    Who,
    Writer,
    hash_of,
    neighbourhood_of,
    new_key,
    slow_down,
    whoever_asks,
)
from madang.api.account_bodies import Key
from madang.api.house_bodies import Acceptance, NewInvitation
from madang.api.links import link
from madang.api.mails import write_to
from madang.api.openings import Opening, Session
from madang.chat import invitations
from madang.chat.invitations import Invited, Use
from madang.domain import handles
from madang.domain.account_commands import AcceptInvitation
from madang.domain.house_commands import Invite, RevokeInvitation
from madang.domain.outcomes import Invited as InvitedOutcome
from madang.domain.outcomes import Named
from madang.domain.people import Role

router = APIRouter(prefix="/api/invitations", tags=["invitations"])


class Invitations(TypedDict):
    invitations: list[Invited]


class NewLink(Invited):
    """`url` is shown this once; relative to the house where nobody said how people reach it."""

    url: str


class Uses(TypedDict):
    uses: list[Use]


class Face(TypedDict):
    house: str
    role: Role
    rooms: list[invitations.NamedRoom]
    by: str


@router.get("")
async def listed(
    who: Who,
    chat: TheChat,
    before: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=invitations.PAGE)] = invitations.PAGE,
) -> Invitations:
    """Mine, the latest first, before an id; those who look after the house see all."""
    return Invitations(invitations=await chat.read(invitations.listed, who, before, limit))


@router.post("", status_code=201)
async def invite(body: NewInvitation, request: Request, who: Writer, chat: TheChat) -> NewLink:
    """Owners invite admins, admins members, and everybody with an account guests into open rooms. The link is good for
    as long as whoever made it may do so."""
    key = new_key()
    expires_at = None if body.expires_in is None else chat.time(body.expires_in)
    command = Invite(chat.new_id(), hash_of(key), body.role, tuple(body.rooms), body.note, expires_at, body.uses)
    outcome = await chat.perform(who, command)
    assert isinstance(outcome, InvitedOutcome)
    return NewLink(**invitations.shown(outcome.invitation), url=link(request, f"/join#{key}"))


@router.delete("/{invitation}", status_code=204)
async def revoke(invitation: str, who: Writer, chat: TheChat) -> None:
    """Nobody comes by it any more. Who came stays."""
    await chat.perform(who, RevokeInvitation(invitation))


@router.get("/{invitation}/uses")
async def uses(invitation: str, who: Who, chat: TheChat) -> Uses:
    return Uses(uses=await chat.read(invitations.uses, who, invitation))


@router.post("/look")
async def look(body: Key, request: Request, chat: TheChat) -> Face:
    """Where a link leads, for whoever holds it."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    face = await chat.read(invitations.face, hash_of(body.key), chat.now())
    return Face(house=chat.place.name, **face)


@router.post("/accept", status_code=201)
async def accept(
    body: Acceptance,
    request: Request,
    response: Response,
    chat: TheChat,
    passwords: ThePasswords,
    behind: BackgroundTasks,
) -> Session:
    """Come in by a link. Everybody but guests chooses a handle and a password; a guest who is signed in already stays
    who they are, with all that they said."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    hash = hash_of(body.key)
    await chat.read(invitations.face, hash, chat.now())  # before the work of hashing a password
    handle = None if body.handle is None else handles.sound(body.handle)
    password = None
    if body.password is not None:
        password = await passwords.hash(body.password, handle or "", body.name, body.email or "")
    opening = Opening(request, chat, body.keep)
    command = AcceptInvitation(hash, body.name, opening.new, handle, body.email, password)
    outcome = await chat.perform(await whoever_asks(request, chat, body.name, "guest"), command)
    assert isinstance(outcome, Named)
    if body.email:
        write_to(outcome.me, behind, request, chat)
    return await opening.answer(response, outcome.me)
