"""docs/permissions.md, made from the table: `python -m tests.security.policy_page` writes it."""

from pathlib import Path

from tests.security.cast import ACTORS
from tests.security.permissions import HOUSE, LETTERS, ROWS, Row

PAGE = Path(__file__).resolve().parents[2] / "docs/permissions.md"

_HEAD = """# Who may do what

This page is made from the table that the tests ask every door with (`tests/security/permissions.py`); do not edit it.
`make permissions` writes it anew. ✓ means that it is done; anything else is the code of the refusal.

- **nobody** has no session; a **guest** came with just a name, and is a member of the open room here.
- **outsider**, **house admin** and **owner** are in none of these rooms, the **ex-member** was.
- **member**, **room admin** and **bot** are in all of them but the direct one, in which only the member is. The bot has
  a token that may read.
- **banned** is somebody who may not come in any more, with a session that was left over.

What somebody may not see is refused with the words for what does not exist. Commands of the socket come to the same as
the request beside them. The rules are in `src/madang/domain/policy/`.
"""


def text() -> str:
    return "\n".join([_HEAD, *_house(), *_rooms()]) + "\n"


def _house() -> list[str]:
    rows = [row for row in ROWS if HOUSE in row.places]
    lines = [f"| {_asked(row)} | {_cells(row.places[HOUSE])} |" for row in rows]
    return ["## In the house", "", *_top("request, command"), *lines, ""]


def _rooms() -> list[str]:
    lines = ["## In a room", ""]
    for row in (row for row in ROWS if HOUSE not in row.places):
        places = [f"| {place} | {_cells(letters)} |" for place, letters in row.places.items()]
        lines += [f"### {_asked(row)}", "", *_top("room"), *places, ""]
    return lines[:-1]


def _top(first: str) -> list[str]:
    return [f"| {first} | {' | '.join(ACTORS)} |", f"|---|{'---|' * len(ACTORS)}"]


def _asked(row: Row) -> str:
    named = ", ".join(f"`{name}`" for name in (row.request, row.command) if name)
    return f"{named} {row.only}".strip()


def _cells(letters: str) -> str:
    return " | ".join("✓" if LETTERS[letter] is None else f"{LETTERS[letter]}" for letter in letters)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
