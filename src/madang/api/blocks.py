"""Whom I have blocked, over HTTP."""

from fastapi import APIRouter
from typing_extensions import TypedDict

from madang.api.access import TheChat, Who, Writer
from madang.chat import reading
from madang.domain.ids import PersonId
from madang.domain.room_commands import BlockPerson, UnblockPerson

router = APIRouter(prefix="/api/people/me/blocks", tags=["people"])


class Blocks(TypedDict):
    people: list[PersonId]


@router.get("")
async def blocks(who: Who, chat: TheChat) -> Blocks:
    return Blocks(people=await chat.read(reading.blocked, who))


@router.put("/{person}", status_code=204)
async def block(person: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, BlockPerson("block_person", "-", person))


@router.delete("/{person}", status_code=204)
async def unblock(person: str, who: Writer, chat: TheChat) -> None:
    await chat.perform(who, UnblockPerson("unblock_person", "-", person))
