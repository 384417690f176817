"""`python -m bench.counted serve`: the very same server, which counts what it reads from its database.

The file that BENCH_COUNTS names holds two numbers of eight bytes, always up to date: read transactions, and statements
in them. Whoever looks there does not disturb the server.
"""

import mmap
import os
import struct
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import event

from madang import __main__, app
from madang.store.database import Database

_SHAPE = struct.Struct("2Q")


class Counted(Database):
    def __init__(self, url: str, *, make: bool = True) -> None:
        super().__init__(url, make=make)
        Path(os.environ["BENCH_COUNTS"]).write_bytes(_SHAPE.pack(0, 0))
        with Path(os.environ["BENCH_COUNTS"]).open("r+b") as file:
            self._counts = memoryview(mmap.mmap(file.fileno(), _SHAPE.size)).cast("Q")
        self._counting = threading.Lock()
        event.listen(self._readers, "begin", self._began)
        event.listen(self._readers, "before_cursor_execute", self._executes)

    def _began(self, *_: Any) -> None:
        with self._counting:
            self._counts[0] += 1

    def _executes(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement != "BEGIN":
            with self._counting:
                self._counts[1] += 1


def counts(path: Path) -> tuple[int, int]:
    """What such a server has read so far: transactions, statements."""
    reads, statements = _SHAPE.unpack(path.read_bytes())
    return reads, statements


if __name__ == "__main__":
    app.Database = Counted  # type: ignore[attr-defined]
    __main__.main()
