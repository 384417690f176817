"""Health: whether the process lives, and whether what is said now would be kept."""

from typing import Literal

from fastapi import APIRouter
from typing_extensions import TypedDict

from madang.api.access import TheChat
from madang.domain.errors import Refusal

router = APIRouter(prefix="/api/health", tags=["health"])


class Health(TypedDict):
    status: Literal["ok"]


@router.get("/live")
async def live() -> Health:
    return Health(status="ok")


@router.get("/ready")
async def ready(chat: TheChat) -> Health:
    if not await chat.ready():
        why = "The server is stopping." if chat.draining else "The store cannot commit now."
        raise Refusal("unavailable", why, retry_after=2.0)
    return Health(status="ok")
