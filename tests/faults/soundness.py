"""What a process and its database file look like from outside."""

import os
from contextlib import closing
from pathlib import Path

import pysqlite3

from tests.houses import House


def database_file(house: House) -> Path:
    return Path(str(house.settings["data"])) / "madang.sqlite3"


def is_sound(house: House) -> None:
    """The file that a house left behind has no fault that SQLite can find."""
    with closing(pysqlite3.connect(database_file(house))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def memory(house: House) -> int:
    """The bytes that the process has in memory now."""
    text = Path(f"/proc/{house.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS:")) * 1024


def descriptors(house: House) -> int:
    return len(os.listdir(f"/proc/{house.pid}/fd"))  # noqa: PTH208 - a count
