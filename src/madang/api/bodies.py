"""The bodies of requests. Unknown fields and wrong types are refused; what a field may say is decided further down."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from madang.domain.reports import Verdict
from madang.domain.rooms import HOME, ChosenKind, Notify


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    @model_validator(mode="after")
    def _is_of_characters(self) -> Self:
        """JSON can spell half a surrogate pair, which nothing that hashes or sends a text can take, and NUL, which not
        every database can look up."""
        for value in self.__dict__.values():
            for text in value if isinstance(value, list) else (value,):
                if isinstance(text, str):
                    _must_be_of_characters(text)
        return self


def _must_be_of_characters(text: str) -> None:
    if "\0" in text:
        raise PydanticCustomError("bad_text", "The text has a NUL character, which cannot be kept")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("bad_text", "The text has half a surrogate pair, which is no character") from None


class NewSession(Body):
    name: str
    room: str = HOME
    keep: Literal["cookie", "token"] = "cookie"


class NewName(Body):
    name: str


class NewRoom(Body):
    id: str
    name: str
    topic: str = ""
    kind: ChosenKind | None = None
    announcement: bool = False
    description: str = ""


class RoomEdit(Body):
    name: str | None = None
    topic: str | None = None
    description: str | None = None
    kind: ChosenKind | None = None
    announcement: bool | None = None
    slow_mode: int | None = None
    retention_days: int | None = None
    archived: bool | None = None
    history_visible: bool = False


class NewDirect(Body):
    id: str
    people: list[str]


class NewPreferences(Body):
    notify: Notify | None = None
    favourite: bool | None = None
    section: str | None = None
    order: int | None = None


class NewReport(Body):
    reason: str = ""


class NewVerdict(Body):
    outcome: Verdict


class MemberEdit(Body):
    admin: bool | None = None
    silenced_for: int | None = None


class NewMessage(Body):
    id: str
    text: str


class NewText(Body):
    text: str


class NewReadMark(Body):
    seq: int
