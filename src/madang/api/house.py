"""The house over HTTP: what anybody may know before coming in, and what those who look after it change."""

from typing import NotRequired

from fastapi import APIRouter, Request
from typing_extensions import TypedDict

from madang.api.access import TheChat, Writer, session_of
from madang.api.claims import may_claim
from madang.api.house_bodies import PlaceChange
from madang.chat import reading
from madang.chat.reading import OpenRoom
from madang.domain import policy
from madang.domain.house_commands import EditPlace
from madang.domain.outcomes import InPlace
from madang.domain.people import Person
from madang.domain.places import Place, Registration

router = APIRouter(prefix="/api/house", tags=["house"])


class Provider(TypedDict):
    """Where one may sign in instead of here."""

    name: str


class SignIn(TypedDict):
    """What there is besides a password. `mail`: a forgotten one can be set anew by mail."""

    mail: bool
    oidc: Provider | None


class HouseFace(TypedDict):
    """What everybody may know. `may_claim`: whoever asks may become the owner without a key. `plain_doors` and the
    limits are for those who may change them, `room` for those who came by a link to one that is open to guests."""

    name: str
    welcome: str
    color: str
    logo: str | None
    claimed: bool
    may_claim: bool
    registration: Registration
    sign_in: SignIn
    plain_doors: NotRequired[bool | None]
    messages_a_minute: NotRequired[int | None]
    arrivals_a_minute: NotRequired[int | None]
    room: NotRequired[OpenRoom | None]


@router.get("")
async def face(request: Request, chat: TheChat, room: str | None = None) -> HouseFace:
    session = session_of(request)
    who = await chat.person_of(session) if session else None
    face = _face(request, chat.place, who)
    if room is not None:
        face["room"] = await chat.read(reading.open_room, room)
    return face


@router.patch("")
async def change(body: PlaceChange, request: Request, who: Writer, chat: TheChat) -> HouseFace:
    """Owners and admins; what is left out stays as it is."""
    outcome = await chat.perform(who, EditPlace(body.model_dump(include=body.model_fields_set)))
    assert isinstance(outcome, InPlace)
    return _face(request, outcome.place, who)


def _face(request: Request, place: Place, who: Person | None) -> HouseFace:
    face = HouseFace(
        name=place.name,
        welcome=place.welcome,
        color=place.color,
        logo=f"/api/house/logo?v={place.logo}" if place.logo else None,
        claimed=place.claimed,
        may_claim=not place.claimed and may_claim(request),
        registration=place.registration,
        sign_in=request.app.state.sign_in,
    )
    if who and who.role in policy.STAFF:
        face["plain_doors"] = place.plain_doors
        face["messages_a_minute"] = place.messages_a_minute
        face["arrivals_a_minute"] = place.arrivals_a_minute
    return face
