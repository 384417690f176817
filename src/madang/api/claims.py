"""Claiming the house over HTTP: its first owner comes from this very machine, or holds the key that it printed."""

import hashlib
import secrets
from base64 import urlsafe_b64encode

from fastapi import APIRouter, BackgroundTasks, Request, Response

from madang.api.access import TheChat, ThePasswords, neighbourhood_of, slow_down, whoever_asks
from madang.api.account_bodies import NewOwner
from madang.api.mails import write_to
from madang.api.openings import Opening, Session
from madang.api.origins import is_loopback
from madang.api.proxies import came_directly
from madang.domain import handles
from madang.domain.account_commands import ClaimHouse
from madang.domain.errors import Refusal
from madang.domain.outcomes import Named

router = APIRouter(prefix="/api/house", tags=["house"])


@router.post("/owner", status_code=201)
async def claim(
    body: NewOwner,
    request: Request,
    response: Response,
    chat: TheChat,
    passwords: ThePasswords,
    behind: BackgroundTasks,
) -> Session:
    """Become the owner of a house that has none, and name it. Who came with just a name before stays who they are."""
    slow_down(chat.limits.sessions, neighbourhood_of(request))
    if chat.place.claimed:
        raise Refusal("forbidden", "This house has an owner already; sign in, or ask them for an invitation.")
    proven = may_claim(request) or (body.key is not None and _is_key(request, body.key))
    if not proven:
        raise Refusal("forbidden", "Open the link that the server printed at its start: it shows the house is yours.")
    handle = handles.sound(body.handle)
    password = await passwords.hash(body.password, handle, body.name, body.email or "", body.house)
    opening = Opening(request, chat, body.keep)
    command = ClaimHouse(body.house, body.name, handle, body.email, password, opening.new, body.home)
    outcome = await chat.perform(await whoever_asks(request, chat, body.name, "owner"), command)
    assert isinstance(outcome, Named)
    write_to(outcome.me, behind, request, chat)
    return await opening.answer(response, outcome.me)


def may_claim(request: Request) -> bool:
    """Whether it comes from this machine itself: by the address, by the name that was asked for, and through nothing
    that could have brought it from elsewhere. A proxy that says nothing of itself often speaks HTTP/1.0; browsers never
    do."""
    peer, host = request.client, request.headers.get("host", "")
    if request.scope.get("http_version") == "1.0":
        return False
    return peer is not None and is_loopback(peer.host) and is_loopback(_name(host)) and came_directly(request.headers)


def setup_key(secret: bytes) -> str:
    """The key of a house without an owner: whoever can read what its server prints may take it. It needs not be kept,
    since all servers of one house find the same."""
    digest = hashlib.blake2b(b"setup", key=secret, digest_size=24).digest()
    return urlsafe_b64encode(digest).decode()


def _is_key(request: Request, key: str) -> bool:
    return secrets.compare_digest(key.encode(), str(request.app.state.setup_key).encode())


def _name(host: str) -> str:
    """Without the port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.lower().partition(":")[0].rstrip(".")
