"""Reports over HTTP: making one, seeing them, closing them."""

from typing import Annotated

from fastapi import APIRouter, Query

from madang.api.access import TheChat, Who, Writer
from madang.api.bodies import NewReport, NewVerdict
from madang.chat import reports as kept
from madang.chat.reports import Reports
from madang.domain.room_commands import CloseReport, ReportMessage

router = APIRouter(prefix="/api", tags=["reports"])


@router.post("/rooms/{room}/messages/{message}/reports", status_code=204)
async def report(room: str, message: str, body: NewReport, who: Writer, chat: TheChat) -> None:
    """Once for each message; the same again changes nothing."""
    await chat.perform(who, ReportMessage("report_message", chat.new_id(), room, message, body.reason))


@router.get("/reports")
async def reports(
    who: Who,
    chat: TheChat,
    still_open: Annotated[bool | None, Query(alias="open")] = None,
    before: Annotated[str | None, Query(max_length=36)] = None,
    limit: Annotated[int, Query(ge=1, le=kept.PAGE)] = kept.PAGE,
) -> Reports:
    """The latest first, before an id. Owners and admins see all, admins of rooms those of their rooms."""
    return await chat.read(kept.listed, who, still_open, before, limit)


@router.patch("/reports/{report}", status_code=204)
async def close(report: str, body: NewVerdict, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, CloseReport("close_report", "-", report, body.outcome))
