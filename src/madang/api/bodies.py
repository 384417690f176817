"""The bodies of requests. Unknown fields and wrong types are refused; what a field may say is decided further down."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from madang.domain.rooms import HOME


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewSession(_Body):
    name: str
    room: str = HOME
    keep: Literal["cookie", "token"] = "cookie"


class NewName(_Body):
    name: str


class NewRoom(_Body):
    id: str
    name: str
    topic: str = ""


class NewMessage(_Body):
    id: str
    text: str


class NewText(_Body):
    text: str


class NewReadMark(_Body):
    seq: int
