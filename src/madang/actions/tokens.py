"""Programs that come in: bots, which are somebody of their own, and tokens, with which they act within a scope."""

from madang.actions import accounts, sessions
from madang.actions.turn import Turn
from madang.domain import ids, policy, texts
from madang.domain.errors import Refusal
from madang.domain.house_commands import AddBot, AddToken, RevokeToken
from madang.domain.ids import PersonId, RoomId
from madang.domain.outcomes import Happening, Named, Nothing, Tokened
from madang.domain.people import Person
from madang.domain.scopes import RIGHTS
from madang.domain.tokens import Token
from madang.store import audit, people, tokens
from madang.store import members as kept_members
from madang.store import sessions as kept_sessions

TOKENS = 100
"""How many one person, or one bot, may have."""
ROOMS = 50
NAME_LENGTH = 80


def add_bot(turn: Turn, command: AddBot) -> Happening:
    """It comes in with tokens only, and stays in the hands of whoever made it."""
    who = turn.who
    policy.must_be_staff(who)
    bot = Person(command.bot, texts.person_name(command.name), "bot")
    events = accounts.add(turn, bot, command.handle)
    people.change(turn.tx, bot.id, invited_by=who.id)
    audit.add(turn.tx, turn.now, who.id, "bot.made", bot.id)
    return Happening(Named(bot), events)


def add(turn: Turn, command: AddToken) -> Happening:
    """Of one's own, or of a bot."""
    who = turn.who
    owner = who if command.bot is None else _bot(turn, who, command.bot)
    policy.may_have_tokens(owner)
    if tokens.count(turn.tx.connection, owner.id) >= TOKENS:
        raise Refusal("too_many", f"There are {TOKENS} tokens, which is the most; revoke one first.")
    rights = tuple(right for right in RIGHTS if right in command.rights)
    if "read" not in rights:
        raise Refusal("invalid", "rights: a token may read, at least.")
    token = Token(
        command.id,
        owner.id,
        texts.line(command.name, NAME_LENGTH, "name") or command.id,
        rights,
        None if command.rooms is None else _rooms(turn, owner, command.rooms),
        turn.now,
        expires_at=command.expires_at,
    )
    tokens.add(turn.tx, token, command.hash)
    about = {"rights": rights, "rooms": token.rooms}
    audit.add(turn.tx, turn.now, who.id, "token.made", owner.id, about={**about, "token": token.id})
    return Happening(Tokened(token))


def revoke(turn: Turn, command: RevokeToken) -> Happening:
    """Its connections end with it."""
    who, token = turn.who, tokens.get(turn.tx.connection, command.id)
    owner = people.get(turn.tx.connection, token.person) if token else None
    if token is None or owner is None:
        raise policy.no_such_token()
    policy.may_revoke(who, owner)
    hash = kept_sessions.hash_of(turn.tx.connection, owner.id, token.id)
    assert hash is not None, "the token is one of its sessions"
    audit.add(turn.tx, turn.now, who.id, "token.revoked", owner.id, about={"token": token.id})
    return Happening(Nothing(), sessions.ended(turn, owner.id, [hash]))


def _bot(turn: Turn, who: Person, id: PersonId) -> Person:
    policy.must_be_staff(who)
    found = people.held(turn.tx, id)
    if found is None or found[0].role != "bot" or found[1] != "active":
        raise Refusal("not_found", "There is no such bot.")
    policy.may_act_as(who, people.inviter(turn.tx.connection, id))
    return found[0]


def _rooms(turn: Turn, owner: Person, named: tuple[str, ...]) -> tuple[RoomId, ...]:
    """Those that its owner sees: a scope says nothing of others."""
    wanted = tuple(dict.fromkeys(ids.room(name) for name in named))
    if len(wanted) > ROOMS:
        raise Refusal("too_many", f"A token is for {ROOMS} rooms at most, or for all.")
    for room in wanted:
        entrance = kept_members.entrance(turn.tx.connection, room, owner.id)
        if entrance is None:
            raise policy.no_such_room(room)
        policy.may_read(owner, entrance.room, entrance.member)
    return wanted
