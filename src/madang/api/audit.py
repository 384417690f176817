"""What was done to the house, over HTTP: a page at a time, or all of it as lines of JSON."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic_core import to_json
from starlette.responses import StreamingResponse
from typing_extensions import TypedDict

from madang.api.access import TheChat, Who
from madang.chat import administration
from madang.chat.administration import StoredRoom
from madang.chat.heart import Chat
from madang.domain.audit import Act
from madang.domain.house_commands import ExportAudit
from madang.domain.people import Person

router = APIRouter(prefix="/api", tags=["audit"])

_LINES: dict[int | str, dict[str, Any]] = {200: {"content": {"application/jsonl": {"schema": {"type": "string"}}}}}


class Acts(TypedDict):
    acts: list[Act]


class Storage(TypedDict):
    rooms: list[StoredRoom]


@router.get("/audit")
async def acts(
    who: Who,
    chat: TheChat,
    before: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=administration.PAGE)] = 50,
    action: Annotated[str | None, Query(max_length=40)] = None,
) -> Acts:
    """Owners and admins. The latest first, before an id; perhaps of one kind."""
    return Acts(acts=await chat.read(administration.acts, who, before, limit, action))


@router.get("/audit/export", response_class=StreamingResponse, responses=_LINES)
async def export(who: Who, chat: TheChat) -> StreamingResponse:
    """Owners only. Everything, in its order, a line for each act; that it was taken along is one of them."""
    await chat.perform(who, ExportAudit())
    headers = {"content-disposition": 'attachment; filename="audit.jsonl"'}
    return StreamingResponse(_lines(chat, who), media_type="application/jsonl", headers=headers)


async def _lines(chat: Chat, who: Person) -> AsyncIterator[bytes]:
    last = 0
    while some := await chat.read(administration.acts_after, who, last):
        yield b"".join(to_json(act) + b"\n" for act in some)
        last = some[-1].id


@router.get("/house/storage")
async def storage(who: Who, chat: TheChat) -> Storage:
    """Owners and admins: how much is kept in each room, the largest first."""
    return Storage(rooms=await chat.read(administration.stored, who))
