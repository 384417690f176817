"""What clients send: shapes and decoding. What a field may say beyond its shape is decided further down."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from madang.domain.commands import Command
from madang.domain.errors import Refusal

SUBPROTOCOL = "madang.v1"
FRAME_BYTES = 65_536
REF_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Hello:
    type: Literal["hello"]
    token: str | None = None
    epoch: str | None = None
    cursors: dict[str, int] | None = None
    focus: str | None = None
    client: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class CatchUp:
    type: Literal["catch_up"]
    ref: str
    room: str
    after: int


@dataclass(frozen=True, slots=True)
class Typing:
    type: Literal["typing"]
    room: str


@dataclass(frozen=True, slots=True)
class Pong:
    type: Literal["pong"]


@dataclass(frozen=True, slots=True)
class PlainText:
    text: str


ClientFrame = Annotated[Hello | CatchUp | Typing | Pong | Command, Field(discriminator="type")]

for _shape in (Hello, CatchUp, Typing, Pong, PlainText, *get_args(Command)):
    _shape.__pydantic_config__ = ConfigDict(extra="forbid", strict=True)

_client_frame: TypeAdapter[Hello | CatchUp | Typing | Pong | Command] = TypeAdapter(ClientFrame)
_plain_text = TypeAdapter(PlainText)


def decode(text: str | bytes) -> Hello | CatchUp | Typing | Pong | Command:
    """One frame of a client; refuses `not_json`, `unknown_command`, `invalid`."""
    try:
        frame = _client_frame.validate_json(text)
    except (ValidationError, UnicodeEncodeError) as error:
        raise _refusal(error) from None
    if not 1 <= len(getattr(frame, "ref", "-")) <= REF_LENGTH:
        raise Refusal("invalid", f"ref has to be 1–{REF_LENGTH} characters.")
    return frame


def decode_plain(text: str | bytes) -> str:
    """The text in one frame of a plain client; refuses `not_json`, `invalid`."""
    try:
        return _plain_text.validate_json(text).text
    except (ValidationError, UnicodeEncodeError) as error:
        raise _refusal(error) from None


def ref_of(text: str | bytes) -> str | None:
    """The `ref` of a frame that could not be decoded, as far as it has one."""
    try:
        frame = from_json(text)
    except (ValueError, UnicodeEncodeError):
        return None
    ref = frame.get("ref") if isinstance(frame, dict) else None
    return ref if isinstance(ref, str) and 1 <= len(ref) <= REF_LENGTH else None


def _refusal(error: ValidationError | UnicodeEncodeError) -> Refusal:
    if isinstance(error, UnicodeEncodeError):
        return Refusal("bad_text", "The frame has half a surrogate pair, which is no character.")
    first = error.errors(include_url=False, include_input=False)[0]
    match first["type"]:
        case "json_invalid":
            return _not_json(first["msg"])
        case "dict_type" | "dataclass_type":
            return Refusal("not_json", "Expected one JSON object.") if not first["loc"] else _invalid(first)
        case "union_tag_not_found":
            return Refusal("unknown_command", "The field 'type' is missing; it names the command.")
        case "union_tag_invalid":
            return Refusal("unknown_command", f"There is no command {ascii(first['ctx']['tag'])[:60]}.")
        case _:
            return _invalid(first)


def _not_json(why: str) -> Refusal:
    if "hex escape" in why or "surrogate" in why:
        return Refusal("bad_text", f"The frame has half a surrogate pair or a broken escape: {why}.")
    return Refusal("not_json", f"Expected one JSON object; {why}.")


def _invalid(first: Any) -> Refusal:
    where = ".".join(str(step) for step in first["loc"][-2:] if step not in _TAGS) or "the frame"
    return Refusal("invalid", f"{where[:60]}: {first['msg']}.")


_TAGS = {
    str(get_args(shape.__annotations__["type"])[0]) for shape in (Hello, CatchUp, Typing, Pong, *get_args(Command))
}
