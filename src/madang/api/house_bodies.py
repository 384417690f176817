"""The bodies of requests about the house, invitations and people. What is left out of a change stays as it is."""

from typing import Annotated, Literal

from pydantic import Field

from madang.api.account_bodies import Keep, Key
from madang.api.bodies import Body
from madang.domain.people import Role
from madang.domain.places import Registration
from madang.domain.scopes import Right

_YEAR = 366 * 24 * 3600


class PlaceChange(Body):
    """`plain_doors` null: open only while the server listens on loopback; a limit of null: what the house can bear."""

    name: str = ""
    welcome: str = ""
    color: str = ""
    registration: Registration = "invitation"
    plain_doors: bool | None = None
    messages_a_minute: int | None = None
    arrivals_a_minute: int | None = None


class NewInvitation(Body):
    """`expires_in` in seconds, null: never; `uses` null: any number of times."""

    role: Role = "member"
    rooms: list[str] = Field(default_factory=list)
    expires_in: Annotated[int, Field(ge=60, le=_YEAR)] | None = 7 * 24 * 3600
    uses: Annotated[int, Field(ge=1, le=100_000)] | None = 1
    note: str = ""


class Acceptance(Key):
    """`handle` and `password` are for everybody but guests."""

    name: str
    handle: str | None = None
    password: str | None = None
    email: str | None = None
    keep: Keep = "cookie"


class PersonChange(Body):
    role: Role | None = None
    state: Literal["active", "deactivated"] | None = None


class NewBan(Body):
    purge: bool = False


class NewStatus(Body):
    emoji: str = ""
    text: str = ""
    until: str | None = None


class ProfileChange(Body):
    name: str = ""
    title: str = ""
    status: NewStatus | None = None
    time_zone: str | None = None
    locale: str | None = None


class NewBot(Body):
    name: str
    handle: str


class NewToken(Body):
    """`rooms` null: all that its owner sees; `bot`: for a bot, by those who look after the house."""

    name: str = ""
    rights: list[Right] = Field(default=["read"])
    rooms: list[str] | None = None
    expires_at: str | None = None
    bot: str | None = None
