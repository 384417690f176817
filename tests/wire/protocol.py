"""The examples and tables of docs/protocol.md, as values: what is written there is held against what is sent."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

PAGE = Path(__file__).resolve().parents[2] / "docs" / "protocol.md"
_SHAPE = re.compile(r"^([A-Z]\w+)\s+(\{.*\})$", re.MULTILINE)
_NAME = re.compile(r'(?<![\w"])(Person|Place|Room|Member|Message|RoomState|Preferences)(?![\w"])')


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@cache
def shapes() -> dict[str, str]:
    """`Person`, `Room` and so on: the JSON of each."""
    return dict(_SHAPE.findall(page()))


def value_of(kind: Any) -> Any:
    """The example of such a thing, as a value."""
    return TypeAdapter(kind).validate_python(json.loads(written_out(shapes()[kind.__name__])))


def written_out(text: str) -> str:
    """With an example in the place of every name of a shape, and lists of one."""
    while _NAME.search(text):
        text = _NAME.sub(lambda found: shapes()[found.group(1)], text)
    return text.replace(", …]", "]")


@cache
def examples() -> list[dict[str, Any]]:
    """All JSON objects of the page, in its blocks and in its lines, with their names written out."""
    blocks = [block for block in re.findall(r"```json\n(.*?)```", page(), re.DOTALL) if not _SHAPE.match(block)]
    outside = re.sub(r"```.*?```", "", page(), flags=re.DOTALL)
    lines = re.findall(r'`(\{"type": .*?\})`', outside)
    return [found for text in (*blocks, *lines) for found in _objects(written_out(text))]


def _objects(text: str) -> list[dict[str, Any]]:
    found, decoder, at = [], json.JSONDecoder(), 0
    while (at := text.find("{", at)) >= 0:
        one, at = decoder.raw_decode(text, at)
        found.append(one)
    return found


def example(kind: str, *, has: str = "type") -> dict[str, Any]:
    """The first example of this type, with this field."""
    return next(one for one in examples() if one.get("type") == kind and has in one)


def table(*headings: str) -> list[list[str]]:
    """The rows of the table that begins with these headings."""
    lines = page().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {' | '.join(headings)} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
