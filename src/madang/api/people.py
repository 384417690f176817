"""People over HTTP."""

from fastapi import APIRouter

from madang.api.access import TheChat, Who, Writer
from madang.api.bodies import NewName
from madang.api.sessions import Me
from madang.domain.commands import SetName
from madang.domain.outcomes import Named

router = APIRouter(prefix="/api/people", tags=["people"])


@router.get("/me")
async def me(who: Who) -> Me:
    return Me(me=who)


@router.patch("/me")
async def rename(body: NewName, who: Writer, chat: TheChat) -> Me:
    outcome = await chat.perform(who, SetName("set_name", "-", body.name))
    assert isinstance(outcome, Named)
    return Me(me=outcome.me)
