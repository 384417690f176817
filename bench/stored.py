"""Databases with months of talk in them: made once and kept under .cache/bench, and servers that run on copies."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Self

import psycopg

from bench.conversation import Conversation
from bench.filling import fill
from bench.machine import Cores
from bench.servers import Madang
from madang.store.schema import HEAD
from tests.servers import Postgres

SEED = 1
_HERE = Path(__file__).parent
_KEPT = _HERE.parent / ".cache" / "bench"
_MADE_BY = ("conversation", "sentences", "korean", "english", "filling")


class Stored(Madang):
    """A server on a copy of this SQLite file, on a PostgreSQL, or on nothing yet."""

    def __init__(self, cores: Cores, file: Path | None = None, url: str = "") -> None:
        super().__init__(cores)
        self._file, self._url = file, url

    def environment(self) -> dict[str, str]:
        return super().environment() | {"MADANG_DATABASE_URL": self._url}

    def __enter__(self) -> Self:
        if self._file:
            copy(self._file, self.folder / "data")
        return super().__enter__()


def copy(file: Path, data: Path) -> None:
    """Puts a kept database where a server with this data folder finds it."""
    data.mkdir()
    shutil.copyfile(file, data / "madang.sqlite3")


def sqlite(count: int) -> Path:
    """The kept SQLite file with so many messages; the first time it takes a while."""
    name = f"talk-{SEED}-{count}-"
    path = _KEPT / f"{name}{HEAD}-{_made_by()}.sqlite3"
    if path.exists():
        return path
    _KEPT.mkdir(parents=True, exist_ok=True)
    for old in _KEPT.glob(f"{name}*"):
        old.unlink()
    fresh = _KEPT / f"{name}{os.getpid()}"
    fill(f"sqlite:///{fresh}", Conversation(SEED), count)
    fresh.with_name(f"{fresh.name}.lock").unlink()
    return fresh.rename(path)


def postgresql(server: Postgres, count: int) -> str:
    """The URL of a new database with so many messages, as autovacuum would leave it before long."""
    url = server.new_database()
    fill(url, Conversation(SEED), count)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return url


def _made_by() -> str:
    """Another talk, or another way to keep it, is another file."""
    made = hashlib.blake2b(digest_size=6)
    for name in _MADE_BY:
        made.update((_HERE / f"{name}.py").read_bytes())
    return made.hexdigest()
