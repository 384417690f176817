"""Who may do what, over every door: the table that the tests and docs/permissions.md are made from.

A row is one request, or one command of the socket, or both, which must then agree. In each place it has one letter for
each of `cast.ACTORS`, in their order. A new operation without a row fails `test_permissions.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from madang.domain.errors import RefusalCode
from tests.security.cast import ACTORS, BYSTANDER, PASSWORD, Cast
from tests.store.rows import new_id

LETTERS: dict[str, RefusalCode | None] = {
    "y": None,
    "s": "no_session",
    "n": "not_found",
    "m": "not_a_member",
    "f": "forbidden",
    "a": "archived",
    "w": "wrong_login",
    "i": "invalid",
    "e": "expired",
}
"""What comes of it; None: it is done."""

HOUSE = "house"
"""The place of what happens in no room."""


@dataclass(frozen=True)
class Cell:
    """One of the cast who does it in one place."""

    cast: Cast
    actor: str
    place: str

    @property
    def room(self) -> str:
        return self.cast.rooms.get(self.place, "")

    @property
    def own(self) -> str:
        """A message of theirs, if they ever said anything there."""
        return self.cast.said.get((self.place, self.actor), self.theirs)

    @property
    def theirs(self) -> str:
        """A message of somebody else."""
        return self.cast.said.get((self.place, BYSTANDER), "")

    @property
    def bystander(self) -> str:
        return self.cast.people[BYSTANDER]


Fields = Callable[[Cell], Mapping[str, Any]]


def _nothing(_: Cell) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """`request` is a method with a path as in OpenAPI, `command` a type of `domain/commands.py`; one may be empty.

    `names` fills what the path and the query name beyond {room}, {message} and {person}, `body` and `fields` make the
    body and the fields of the command, `only` says in the docs which of several cases this is.
    """

    request: str
    may: str | Mapping[str, str]
    command: str = ""
    only: str = ""
    query: str = ""
    body: Fields | None = None
    fields: Fields | None = None
    names: Fields = _nothing

    @property
    def places(self) -> Mapping[str, str]:
        return {HOUSE: self.may} if isinstance(self.may, str) else self.may

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.request or self.command, self.only)))

    def path(self, cell: Cell) -> str:
        known = {"room": cell.room, "message": cell.theirs, "person": cell.bystander}
        return (self.request.partition(" ")[2] + self.query).format(**{**known, **self.names(cell)})

    def expects(self, cell: Cell) -> RefusalCode | None:
        return LETTERS[self.places[cell.place][ACTORS.index(cell.actor)]]


def own(cell: Cell) -> Mapping[str, Any]:
    return {"message": cell.own}


def in_room(cell: Cell) -> Mapping[str, Any]:
    return {"room": cell.room}


def own_session(cell: Cell) -> Mapping[str, Any]:
    return {"session": cell.cast.sessions.get(cell.actor, "none")}


def someone(name: str) -> Fields:
    return lambda cell: {"person": cell.cast.people[name]}


def invitation(cell: Cell) -> Mapping[str, Any]:
    return {"invitation": cell.cast.made["invitation"]}


def invited(cell: Cell) -> Mapping[str, Any]:
    return {"key": cell.cast.keys["invitation"]}


def a_handle() -> str:
    return f"h{new_id().replace('-', '')[-24:]}"


# The order is: nobody, guest, outsider, ex-member, member, room admin, house admin, owner, bot (may read), banned.
EVERYBODY = "yyyyyyyyyy"
WITH_SESSION = "syyyyyyyys"
SIGNED_IN = "syyyyyyyfs"
"""A token opens nothing of an account."""
READ = {
    "private": "snnnyynnys",
    "public": "snyyyyyyys",
    "open": "syyyyyyyys",
    "direct": "snnnynnnns",
    "archived": "snyyyyyyys",
}
REPORT = {place: f"{letters[:8]}f{letters[9:]}" for place, letters in READ.items()}
SEND = {
    "private": "snnnyynnfs",
    "public": "snmmyymmfs",
    "open": "symmyymmfs",
    "direct": "snnnynnnfs",
    "archived": "snmmaammfs",
}
LEAVE = {
    "private": "snnyyynnfs",
    "public": "snyyyyyyfs",
    "open": "syyyyyyyfs",
    "direct": "snnnynnnfs",
    "archived": "snyyyyyyfs",
}
MANAGE = {
    "private": "snnnfynnfs",
    "public": "snfffyyyfs",
    "open": "sffffyyyfs",
    "direct": "snnnfnnnfs",
    "archived": "snfffyyyfs",
}

ROWS = (
    # ── open to everybody ────────────────────────────────────────────────────────────────────────────────────
    Row("GET /api/health/live", EVERYBODY),
    Row("GET /api/health/ready", EVERYBODY),
    Row("GET /api/openapi.json", EVERYBODY),
    Row(
        "POST /api/session",
        {
            "private": "nnnnnnnnnn",
            "public": "nnnnnnnnnn",
            "open": EVERYBODY,
            "direct": "nnnnnnnnnn",
            "archived": "nnnnnnnnnn",
        },
        only="with just a name",
        body=lambda cell: {"name": "somebody", "room": cell.room, "keep": "token"},
    ),
    # ── one's own session and person ─────────────────────────────────────────────────────────────────────────
    Row("GET /api/session", WITH_SESSION),
    Row("DELETE /api/session", WITH_SESSION),
    Row("GET /api/people/me", WITH_SESSION),
    Row(
        "PATCH /api/people/me",
        "syyyyyyyfs",
        "set_name",
        body=lambda _: {"name": "renamed"},
        fields=lambda _: {"name": "renamed"},
    ),
    # ── coming in ────────────────────────────────────────────────────────────────────────────────────────────
    Row(
        "POST /api/house/owner",
        "ffffffffff",
        only="of a house that has one",
        body=lambda _: {"house": "Mine", "name": "thief", "handle": "thief", "password": PASSWORD, "keep": "token"},
    ),
    Row(
        "POST /api/session/password",
        EVERYBODY,
        only="the right one",
        body=lambda cell: {"login": cell.cast.handle(BYSTANDER), "password": PASSWORD, "keep": "token"},
    ),
    Row(
        "POST /api/session/password",
        "wwwwwwwwww",
        only="a wrong one",
        body=lambda cell: {"login": cell.cast.handle(BYSTANDER), "password": f"{PASSWORD}!"},
    ),
    Row(
        "POST /api/session/password",
        "wwwwwwwwww",
        only="of somebody who is banned",
        body=lambda cell: {"login": cell.cast.handle("banned"), "password": PASSWORD},
    ),
    Row(
        "POST /api/session/register",
        "ffffffffff",
        only="where one needs an invitation",
        body=lambda _: {"name": "somebody", "handle": a_handle(), "password": PASSWORD},
    ),
    Row(
        "POST /api/session/phone/claim",
        EVERYBODY,
        only="with a key",
        body=lambda cell: {"key": cell.cast.keys["phone"], "keep": "token"},
    ),
    Row("POST /api/session/phone/claim", "eeeeeeeeee", only="with a wrong key", body=lambda _: {"key": "wrong"}),
    Row(
        "POST /api/session/phone/claim",
        "eeeeeeeeee",
        only="with a key for something else",
        body=lambda cell: {"key": cell.cast.keys["reset"]},
    ),
    Row(
        "POST /api/tickets/look",
        EVERYBODY,
        only="with a key",
        body=lambda cell: {"key": cell.cast.keys["phone"]},
    ),
    Row("POST /api/tickets/look", "eeeeeeeeee", only="with a wrong key", body=lambda _: {"key": "wrong"}),
    Row(
        "POST /api/tickets/look",
        "eeeeeeeeee",
        only="with a key for a mail address",
        body=lambda cell: {"key": cell.cast.keys["email"]},
    ),
    Row(
        "POST /api/password/reset",
        EVERYBODY,
        only="with a key",
        body=lambda cell: {"key": cell.cast.keys["reset"], "password": f"{PASSWORD}, changed"},
    ),
    Row(
        "POST /api/password/reset",
        "eeeeeeeeee",
        only="with a key for something else",
        body=lambda cell: {"key": cell.cast.keys["phone"], "password": f"{PASSWORD}, changed"},
    ),
    Row("GET /api/oidc/start", "nnnnnnnnnn", only="where no other house is known"),
    Row("GET /api/oidc/callback", "nnnnnnnnnn", only="where no other house is known"),
    Row("POST /api/password/forgotten", EVERYBODY, body=lambda cell: {"login": cell.cast.handle(BYSTANDER)}),
    Row("POST /api/password/forgotten", EVERYBODY, only="of nobody", body=lambda _: {"login": "nobody.at.all"}),
    Row(
        "POST /api/people/me/email/verified",
        "seeeeeeefs",
        only="with a key of somebody else",
        body=lambda cell: {"key": cell.cast.keys["email"]},
    ),
    Row("POST /api/people/me/email/verified", "seeeeeeefs", only="with a wrong key", body=lambda _: {"key": "wrong"}),
    # ── one's own account ────────────────────────────────────────────────────────────────────────────────────
    Row("GET /api/sessions", SIGNED_IN),
    Row("DELETE /api/sessions", SIGNED_IN),
    Row("DELETE /api/sessions/{session}", SIGNED_IN, only="their own", names=own_session),
    Row(
        "DELETE /api/sessions/{session}",
        "snnnnnnnfs",
        only="somebody else's",
        names=lambda cell: {"session": cell.cast.sessions[BYSTANDER]},
    ),
    Row("POST /api/session/phone", "snyyyyyyfs"),
    Row("GET /api/people/me/account", "snyyyyyyfs"),
    Row("GET /api/people/me/export", SIGNED_IN),
    Row("PUT /api/people/me/password", "snyyyyyyfs", body=lambda _: {"old": PASSWORD, "new": f"{PASSWORD}, changed"}),
    Row(
        "PUT /api/people/me/password",
        "snwwwwwwfs",
        only="without the old one",
        body=lambda _: {"new": f"not {PASSWORD}"},
    ),
    Row("PUT /api/people/me/handle", "snyyyyyyfs", body=lambda _: {"handle": a_handle()}),
    Row("PUT /api/people/me/email", "snyyyyyyfs", body=lambda _: {"email": None, "password": PASSWORD}),
    Row("POST /api/people/me/totp", "snyyyyyyfs", body=lambda _: {"password": PASSWORD}),
    Row("PUT /api/people/me/totp", "snnnnnnnfs", only="without a secret", body=lambda _: {"code": "123456"}),
    Row("DELETE /api/people/me/totp", "snyyyyyyfs", body=lambda _: {"password": PASSWORD}),
    Row(
        "POST /api/people/me/recovery-codes",
        "snnnnnnnfs",
        only="without a second factor",
        body=lambda _: {"password": PASSWORD, "code": "123456"},
    ),
    Row(
        "POST /api/people/me/recovery-codes",
        "snwwwwwwfs",
        only="with a wrong password",
        body=lambda _: {"password": "wrong", "code": "123456"},
    ),
    Row(
        "DELETE /api/people/me/identities",
        "snnnnnnnfs",
        only="that is not theirs",
        body=lambda _: {"issuer": "https://id.example", "subject": "4711", "password": PASSWORD},
    ),
    Row("DELETE /api/people/me", SIGNED_IN, body=lambda _: {"password": PASSWORD}),
    Row("DELETE /api/people/me", "sywwwwwwfs", only="with a wrong password", body=lambda _: {"password": "wrong"}),
    # ── looking after people ─────────────────────────────────────────────────────────────────────────────────
    Row("POST /api/people/{person}/reset-link", "sfffffyyfs", only="of a member"),
    Row("POST /api/people/{person}/reset-link", "sfffffnnfs", only="of nobody", names=lambda _: {"person": new_id()}),
    Row("POST /api/people/{person}/reset-link", "sffffffyfs", only="of an admin", names=someone("house admin")),
    Row("POST /api/people/{person}/reset-link", "sffffffyfs", only="of an owner", names=someone("owner")),
    Row("GET /api/people/{person}/sessions", "sfffffyyfs", only="of a member"),
    Row("GET /api/people/{person}/sessions", "sffffffyfs", only="of an owner", names=someone("owner")),
    Row("DELETE /api/people/{person}/sessions", "sfffffyyfs", only="of a member"),
    Row("DELETE /api/people/{person}/sessions", "sffffffyfs", only="of an admin", names=someone("house admin")),
    Row("PATCH /api/people/{person}", "sfffffyyfs", only="makes a member a guest", body=lambda _: {"role": "guest"}),
    Row("PATCH /api/people/{person}", "sffffffyfs", only="makes a member an admin", body=lambda _: {"role": "admin"}),
    Row(
        "PATCH /api/people/{person}",
        "sffffffyfs",
        only="makes an admin a member",
        names=someone("house admin"),
        body=lambda _: {"role": "member"},
    ),
    Row("PATCH /api/people/{person}", "sfffffyyfs", only="closes an account", body=lambda _: {"state": "deactivated"}),
    Row(
        "PATCH /api/people/{person}",
        "sffffffyfs",
        only="closes that of an admin",
        names=someone("house admin"),
        body=lambda _: {"state": "deactivated"},
    ),
    Row("PATCH /api/people/{person}", "sffffffyfs", only="makes a member an owner", body=lambda _: {"role": "owner"}),
    Row(
        "PATCH /api/people/{person}",
        "sffffffyfs",
        only="makes themselves an owner",
        names=lambda cell: {"person": cell.cast.people.get(cell.actor, "nobody")},
        body=lambda _: {"role": "owner"},
    ),
    Row(
        "PATCH /api/people/{person}",
        "sffffffyfs",
        only="closes an owner's account",
        names=someone("owner"),
        body=lambda _: {"state": "deactivated"},
    ),
    Row("PUT /api/people/{person}/ban", "sfffffyyfs", only="of a member", body=lambda _: {"purge": True}),
    Row("PUT /api/people/{person}/ban", "sffffffyfs", only="of an admin", names=someone("house admin"), body=_nothing),
    Row("DELETE /api/people/{person}/ban", "sfffffyyfs", names=someone("banned")),
    Row("DELETE /api/people/{person}", "sffffffyfs"),
    # ── looking people up ────────────────────────────────────────────────────────────────────────────────────
    Row("GET /api/people", "sfyyyyyyys"),
    Row("GET /api/people/statuses", WITH_SESSION, only="of whom they may see"),
    Row("GET /api/people/{person}", WITH_SESSION, only="who is in the open room"),
    Row("GET /api/people/{person}", "snyyyyyyys", only="who is in none of their rooms", names=someone("outsider")),
    Row("PATCH /api/people/me", "sfyyyyyyfs", only="with more than a name", body=lambda _: {"title": "디자인"}),
    # ── the house, and coming into it ────────────────────────────────────────────────────────────────────────
    Row("GET /api/house", EVERYBODY),
    Row("PATCH /api/house", "sfffffyyfs", body=lambda _: {"welcome": "어서 오세요"}),
    Row("GET /api/invitations", SIGNED_IN),
    Row("POST /api/invitations", "sfffffyyfs", only="as a member", body=_nothing),
    Row("POST /api/invitations", "sffffffyfs", only="as an admin", body=lambda _: {"role": "admin"}),
    Row(
        "POST /api/invitations",
        "sfyyyyyyfs",
        only="as a guest of the open room",
        body=lambda cell: {"role": "guest", "rooms": [cell.cast.rooms["open"]]},
    ),
    Row("POST /api/invitations", "sffffffffs", only="as an owner", body=lambda _: {"role": "owner"}),
    Row("DELETE /api/invitations/{invitation}", "snnnnnyyfs", only="somebody else's", names=invitation),
    Row("GET /api/invitations/{invitation}/uses", "snnnnnyyfs", only="somebody else's", names=invitation),
    Row("POST /api/invitations/look", EVERYBODY, only="with a key", body=invited),
    Row("POST /api/invitations/look", "eeeeeeeeee", only="with a wrong key", body=lambda _: {"key": "wrong"}),
    Row(
        "POST /api/invitations/accept",
        "yyyyyyyyfy",
        only="with a key",
        body=lambda cell: {
            **invited(cell),
            "name": "new",
            "handle": a_handle(),
            "password": PASSWORD,
            "keep": "token",
        },
    ),
    Row(
        "POST /api/invitations/accept",
        "eeeeeeeeee",
        only="with a wrong key",
        body=lambda _: {"key": "wrong", "name": "new", "handle": a_handle(), "password": PASSWORD},
    ),
    # ── pictures; what is sent here is none ──────────────────────────────────────────────────────────────────
    Row("PUT /api/people/me/picture", "sfiiiiiiis", only="of what is none"),
    Row("DELETE /api/people/me/picture", "sfyyyyyyfs"),
    Row("GET /api/people/{person}/picture", "snnnnnnnns", only="of somebody without one"),
    Row(
        "PUT /api/rooms/{room}/picture",
        {
            "private": "snnnfinnfs",
            "public": "snfffiiifs",
            "open": "sffffiiifs",
            "direct": "snnnfnnnns",
            "archived": "snfffiiifs",
        },
        only="of what is none",
    ),
    Row("DELETE /api/rooms/{room}/picture", MANAGE),
    Row(
        "GET /api/rooms/{room}/picture",
        "snnnnnnnns",
        only="of one without",
        names=lambda cell: {"room": cell.cast.rooms["open"]},
    ),
    Row("PUT /api/house/logo", "sfffffiifs", only="of what is none"),
    Row("DELETE /api/house/logo", "sfffffyyfs"),
    Row("GET /api/house/logo", "nnnnnnnnnn", only="where there is none"),
    # ── programs ─────────────────────────────────────────────────────────────────────────────────────────────
    Row("POST /api/people/bots", "sfffffyyfs", body=lambda _: {"name": "a bot", "handle": a_handle()}),
    Row("GET /api/tokens", SIGNED_IN, only="their own"),
    Row(
        "GET /api/tokens",
        "snnnnnyyfs",
        only="of a bot",
        query="?bot={bot}",
        names=lambda cell: {"bot": cell.cast.people["bot"]},
    ),
    Row("POST /api/tokens", "sfyyyyyyfs", only="of their own", body=lambda _: {"rights": ["read", "write"]}),
    Row(
        "POST /api/tokens",
        "sffffffyfs",
        only="of a bot that the owner made",
        body=lambda cell: {"bot": cell.cast.people["bot"]},
    ),
    Row(
        "DELETE /api/tokens/{token}",
        "snnnnnyyfs",
        only="of a bot",
        names=lambda cell: {"token": cell.cast.sessions["bot"]},
    ),
    # ── what was done, and how much is kept ──────────────────────────────────────────────────────────────────
    Row("GET /api/audit", "sfffffyyfs"),
    Row("GET /api/audit/export", "sffffffyfs"),
    Row("GET /api/house/storage", "sfffffyyfs"),
    # ── rooms ────────────────────────────────────────────────────────────────────────────────────────────────
    Row("GET /api/rooms", WITH_SESSION),
    Row(
        "POST /api/rooms",
        "sfyyyyyyfs",
        "open_room",
        body=lambda _: {"id": new_id(), "name": "a new room"},
        fields=lambda _: {"ref": new_id(), "name": "a new room"},
    ),
    Row("GET /api/rooms/{room}", READ),
    Row(
        "PATCH /api/rooms/{room}",
        {
            "private": "snnnfynnfs",
            "public": "snfffyyyfs",
            "open": "sffffyyyfs",
            "direct": "snnnfnnnfs",
            "archived": "snfffaaafs",
        },
        "edit_room",
        body=lambda _: {"topic": "of all things"},
        fields=lambda cell: {"room": cell.room, "topic": "of all things"},
    ),
    Row(
        "PATCH /api/rooms/{room}",
        {
            "private": "snnnfinnfs",
            "public": "snfffiiifs",
            "open": "sffffyyyfs",
            "direct": "snnnfnnnfs",
            "archived": "snfffaaafs",
        },
        "edit_room",
        only="opens it, and does not say that all can be read that was said",
        body=lambda _: {"kind": "open"},
        fields=lambda cell: {"room": cell.room, "kind": "open"},
    ),
    Row("GET /api/rooms/{room}/members", READ),
    Row("GET /api/rooms/{room}/changes", READ, query="?after=0"),
    Row(
        "PUT /api/rooms/{room}/members/me",
        {
            "private": "snnnyynnfs",
            "public": "snyyyyyyfs",
            "open": "syyyyyyyfs",
            "direct": "snnnynnnfs",
            "archived": "snaayyaafs",
        },
        "join_room",
        fields=in_room,
    ),
    Row(
        "DELETE /api/rooms/{room}/members/me",
        LEAVE,
        "leave_room",
        fields=in_room,
    ),
    Row(
        "PUT /api/rooms/{room}/read",
        {**SEND, "archived": "snmmyymmfs"},
        "mark_read",
        body=lambda _: {"seq": 1},
        fields=lambda cell: {"room": cell.room, "seq": 1},
    ),
    Row(
        "PUT /api/rooms/{room}/members/{person}",
        {
            "private": "snnnfynnfs",
            "public": "snmmyymmfs",
            "open": "sfmmyymmfs",
            "direct": "snnnfnnnfs",
            "archived": "snmmaammfs",
        },
        "add_member",
        names=someone("outsider"),
        fields=lambda cell: {"room": cell.room, "person": cell.cast.people["outsider"]},
    ),
    Row(
        "DELETE /api/rooms/{room}/members/{person}",
        MANAGE,
        "remove_member",
        fields=lambda cell: {"room": cell.room, "person": cell.bystander},
    ),
    Row(
        "DELETE /api/rooms/{room}/members/{person}",
        LEAVE,
        "remove_member",
        only="themselves",
        names=lambda cell: {"person": cell.cast.people.get(cell.actor, "nobody")},
        fields=lambda cell: {"room": cell.room, "person": cell.cast.people.get(cell.actor, "nobody")},
    ),
    Row(
        "PATCH /api/rooms/{room}/members/{person}",
        MANAGE,
        "set_member",
        only="silence",
        body=lambda _: {"silenced_for": 60},
        fields=lambda cell: {"room": cell.room, "person": cell.bystander, "silenced_for": 60},
    ),
    Row(
        "PATCH /api/rooms/{room}/members/{person}",
        MANAGE,
        "set_member",
        only="make an admin of the room",
        body=lambda _: {"admin": True},
        fields=lambda cell: {"room": cell.room, "person": cell.bystander, "admin": True},
    ),
    Row(
        "",
        dict.fromkeys(READ, "smmmyymmys") | {"open": "symmyymmys", "direct": "smmmymmmms"},
        "catch_up",
        fields=lambda cell: {"room": cell.room, "after": 0},
    ),
    # ── talks among a few, and what is one's own ──────────────────────────────────────────────────────────────
    Row(
        "POST /api/rooms/direct",
        "sfyyyyyyfs",
        "open_direct",
        body=lambda cell: {"id": new_id(), "people": [cell.bystander]},
        fields=lambda cell: {"ref": new_id(), "people": [cell.bystander]},
    ),
    Row(
        "PUT /api/rooms/{room}/preferences",
        {**SEND, "archived": "snmmyymmfs"},
        "set_preferences",
        body=lambda _: {"favourite": True},
        fields=lambda cell: {"room": cell.room, "favourite": True},
    ),
    Row("GET /api/people/me/blocks", SIGNED_IN),
    Row("PUT /api/people/me/blocks/{person}", SIGNED_IN, "block_person", fields=someone(BYSTANDER)),
    Row("DELETE /api/people/me/blocks/{person}", SIGNED_IN, "unblock_person", fields=someone(BYSTANDER)),
    # ── messages ─────────────────────────────────────────────────────────────────────────────────────────────
    Row("GET /api/rooms/{room}/messages", READ),
    Row("GET /api/rooms/{room}/messages/{message}", READ),
    Row(
        "POST /api/rooms/{room}/messages",
        SEND,
        "send_message",
        body=lambda _: {"id": new_id(), "text": "안녕하세요"},
        fields=lambda cell: {"ref": new_id(), "room": cell.room, "text": "안녕하세요"},
    ),
    Row(
        "PATCH /api/rooms/{room}/messages/{message}",
        SEND,
        "edit_message",
        only="of their own",
        names=own,
        body=lambda _: {"text": "edited"},
        fields=lambda cell: {"room": cell.room, "message": cell.own, "text": "edited"},
    ),
    Row(
        "PATCH /api/rooms/{room}/messages/{message}",
        {
            "private": "snnnffnnfs",
            "public": "snmmffmmfs",
            "open": "sfmmffmmfs",
            "direct": "snnnfnnnfs",
            "archived": "snmmaammfs",
        },
        "edit_message",
        only="of somebody else",
        body=lambda _: {"text": "edited"},
        fields=lambda cell: {"room": cell.room, "message": cell.theirs, "text": "edited"},
    ),
    Row(
        "DELETE /api/rooms/{room}/messages/{message}",
        SEND,
        "delete_message",
        only="of their own",
        names=own,
        fields=lambda cell: {"room": cell.room, "message": cell.own},
    ),
    Row(
        "DELETE /api/rooms/{room}/messages/{message}",
        {
            "private": "snnnfynnfs",
            "public": "snmmfymmfs",
            "open": "sfmmfymmfs",
            "direct": "snnnfnnnfs",
            "archived": "snmmaymmfs",
        },
        "delete_message",
        only="of somebody else",
        fields=lambda cell: {"room": cell.room, "message": cell.theirs},
    ),
    # ── reports ──────────────────────────────────────────────────────────────────────────────────────────────
    Row(
        "POST /api/rooms/{room}/messages/{message}/reports",
        REPORT,
        "report_message",
        body=lambda _: {"reason": "rude"},
        fields=lambda cell: {"ref": new_id(), "room": cell.room, "message": cell.theirs},
    ),
    Row("GET /api/reports", SIGNED_IN),
    Row(
        "PATCH /api/reports/{report}",
        "snnnnyyyfs",
        "close_report",
        only="of the private room",
        names=lambda cell: {"report": cell.cast.made["report"]},
        body=lambda _: {"outcome": "deleted"},
        fields=lambda cell: {"report": cell.cast.made["report"], "outcome": "deleted"},
    ),
)

WITHOUT_AN_ANSWER = {
    "hello": "begins a connection; whoever has no session is shown out (test_revocation.py)",
    "typing": "fleeting and without an answer; test_canaries.py shows that nobody outside the room hears it",
    "pong": "says nothing",
}
"""Frames that are no commands."""

OPEN_PATHS = {"/{path:path}", "/assets", "/ws", "/ws/chat/{room_id}", "/api/socket"}
"""The page of the web client and its files, which say nothing of anybody, and the sockets."""
