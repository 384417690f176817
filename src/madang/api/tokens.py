"""Programs over HTTP: bots, and tokens with which they act within a scope."""

from typing import Annotated

from fastapi import APIRouter, Query
from typing_extensions import TypedDict

from madang.api.access import TheChat, Who, Writer, hash_of, new_key
from madang.api.house_bodies import NewBot, NewToken
from madang.chat import administration, directory
from madang.chat.directory import Entry
from madang.domain import times
from madang.domain.errors import Refusal
from madang.domain.house_commands import AddBot, AddToken, RevokeToken
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Tokened
from madang.domain.scopes import Right
from madang.domain.tokens import Token

router = APIRouter(prefix="/api", tags=["tokens"])


class Tokens(TypedDict):
    tokens: list[Token]


class FreshToken(TypedDict):
    """`token` is shown this once."""

    token: str
    id: str
    person: PersonId
    name: str
    rights: tuple[Right, ...]
    rooms: tuple[RoomId, ...] | None
    created_at: str
    seen_at: str | None
    expires_at: str | None


@router.post("/people/bots", status_code=201)
async def add_bot(body: NewBot, who: Writer, chat: TheChat) -> Entry:
    """Owners and admins. A bot is somebody of its own, and comes in with tokens only."""
    bot = PersonId(chat.new_id())
    await chat.perform(who, AddBot(bot, body.name, body.handle))
    return await chat.read(directory.profile, who, bot, chat.now())


@router.get("/tokens")
async def listed(who: Who, chat: TheChat, bot: Annotated[str | None, Query(max_length=36)] = None) -> Tokens:
    """Mine, or those of a bot for those who look after the house; the latest first."""
    return Tokens(tokens=await chat.read(administration.tokens_of, who, bot, chat.now()))


@router.post("/tokens", status_code=201)
async def add(body: NewToken, who: Writer, chat: TheChat) -> FreshToken:
    """For a program that acts for me, or for a bot: `read` looks and hears, `write` asks for commands as well, each in
    the named rooms only, or in all. It opens nothing of an account."""
    key = new_key()
    rooms = None if body.rooms is None else tuple(body.rooms)
    bot = None if body.bot is None else PersonId(body.bot)
    until = _until(body.expires_at, chat.now())
    command = AddToken(chat.new_id(), hash_of(key), body.name, tuple(body.rights), rooms, until, bot)
    outcome = await chat.perform(who, command)
    assert isinstance(outcome, Tokened)
    made = outcome.token
    return FreshToken(
        token=key,
        id=made.id,
        person=made.person,
        name=made.name,
        rights=made.rights,
        rooms=made.rooms,
        created_at=made.created_at,
        seen_at=made.seen_at,
        expires_at=made.expires_at,
    )


@router.delete("/tokens/{token}", status_code=204)
async def revoke(token: str, who: Writer, chat: TheChat) -> None:
    """Its connections end at once."""
    await chat.perform(who, RevokeToken(token))


def _until(text: str | None, now: str) -> str | None:
    if text is None:
        return None
    try:
        until = times.written(times.seconds(text))
    except (ValueError, OverflowError, OSError):
        until = ""
    if until <= now:
        raise Refusal("invalid", "expires_at: expected a time to come, like 2027-01-01T00:00:00Z.")
    return until
