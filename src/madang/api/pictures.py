"""Pictures over HTTP: a body is a picture, whatever it says it is, and what is sent back is one that we made."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from typing_extensions import TypedDict

from madang.api.access import TheChat, Who, Writer, slow_down
from madang.api.images import Images
from madang.chat import directory, reading
from madang.domain import policy
from madang.domain.account_commands import SetPicture
from madang.domain.errors import Refusal
from madang.domain.house_commands import SetLogo, SetRoomPicture
from madang.domain.outcomes import InPlace, Named
from madang.domain.pictures import Picture

router = APIRouter(prefix="/api", tags=["pictures"])

_BYTES = {"schema": {"type": "string", "format": "binary"}}
_TYPES = ("image/png", "image/jpeg", "image/webp", "image/gif")
A_PICTURE: dict[str, Any] = {"requestBody": {"required": True, "content": dict.fromkeys(_TYPES, _BYTES)}}
"""For the description of a route that takes one."""
SENT: dict[int | str, dict[str, Any]] = {200: {"content": {"image/webp": _BYTES}}}

Version = Annotated[str | None, Query(alias="v", max_length=32)]


class NamedPicture(TypedDict):
    """What a picture is called from now on; None: there is none."""

    picture: str | None


async def _images(request: Request) -> Images:
    images = request.app.state.images
    assert isinstance(images, Images)
    return images


TheImages = Annotated[Images, Depends(_images)]


@router.put("/people/me/picture", openapi_extra=A_PICTURE)
async def set_mine(request: Request, who: Writer, chat: TheChat, images: TheImages) -> NamedPicture:
    policy.may_have_profile(who)
    slow_down(chat.limits.pictures, who.id)
    outcome = await chat.perform(who, SetPicture(await images.square(await request.body())))
    assert isinstance(outcome, Named)
    return NamedPicture(picture=outcome.me.picture)


@router.delete("/people/me/picture", status_code=204)
async def drop_mine(who: Writer, chat: TheChat) -> None:
    await chat.perform(who, SetPicture(None))


@router.get("/people/{person}/picture", response_class=Response, responses=SENT)
async def of_person(person: str, who: Who, chat: TheChat, version: Version = None) -> Response:
    """`v` is the name of the picture, under which it never changes."""
    return shown(await chat.read(directory.picture_of, who, person), version, public=False)


@router.put("/rooms/{room}/picture", openapi_extra=A_PICTURE)
async def set_room(room: str, request: Request, who: Writer, chat: TheChat, images: TheImages) -> NamedPicture:
    slow_down(chat.limits.pictures, who.id)
    await chat.read(reading.may_edit, who, room)  # before the work on it, and again when it is done
    made = await images.square(await request.body())
    await chat.perform(who, SetRoomPicture(room, made))
    return NamedPicture(picture=made.name)


@router.delete("/rooms/{room}/picture", status_code=204)
async def drop_room(room: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, SetRoomPicture(room, None))


@router.get("/rooms/{room}/picture", response_class=Response, responses=SENT)
async def of_room(room: str, who: Who, chat: TheChat, version: Version = None) -> Response:
    return shown(await chat.read(reading.picture, who, room), version, public=False)


@router.put("/house/logo", openapi_extra=A_PICTURE)
async def set_logo(request: Request, who: Writer, chat: TheChat, images: TheImages) -> NamedPicture:
    policy.must_be_staff(who)
    slow_down(chat.limits.pictures, who.id)
    outcome = await chat.perform(who, SetLogo(await images.whole(await request.body())))
    assert isinstance(outcome, InPlace)
    return NamedPicture(picture=outcome.place.logo)


@router.delete("/house/logo", status_code=204)
async def drop_logo(who: Writer, chat: TheChat) -> None:
    await chat.perform(who, SetLogo(None))


@router.get("/house/logo", response_class=Response, responses=SENT)
async def logo(chat: TheChat, version: Version = None) -> Response:
    return shown(await chat.read(directory.logo), version, public=True)


def shown(picture: Picture | None, version: str | None, *, public: bool) -> Response:
    """The picture, to be kept for ever where it was asked for by its name; refuses `not_found`."""
    if picture is None:
        raise Refusal("not_found", "There is no picture.")
    kept = "max-age=31536000, immutable" if version == picture.name else "no-cache"
    headers = {
        "cache-control": f"{'public' if public else 'private'}, {kept}",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-disposition": "inline",
    }
    return Response(picture.bytes, media_type=picture.type, headers=headers)
