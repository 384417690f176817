"""The database: two ways in. `write` is one transaction at a time per process, `read` a snapshot beside it.

Every failure of the database that is not a mistake of ours leaves here as `StoreTrouble`.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import URL, make_url

from madang.domain.errors import StoreTrouble
from madang.store.transaction import Transaction, translated

SQLITE_FLOOR = (3, 51, 3)
"""Before it, a reset of the WAL could corrupt the database (SQLite's list of known bugs)."""

_READERS = 4
_PATIENCE = 5
"""Seconds for which a lock of another process is waited for."""
_WAL_PAGES = 8_000
"""Of 4 KiB. Every batch writes the busy pages anew, a checkpoint brings each to the database file: fewer are faster."""


Snapshot = Connection
"""What is read through: everything seen through one is from one moment."""


class UnusableStore(Exception):
    """The database cannot be opened at all; the message says what to do."""


class StoreInUse(UnusableStore):
    """Another process has it to itself."""


class NoHouse(UnusableStore):
    """Nothing is kept there yet, and nothing is to be made."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is no house {where}. Run this where the server was started, or with its MADANG_DATA or "
            "MADANG_DATABASE_URL; 'madang serve' makes a new one."
        )


class Database:
    """Open it with a URL (`sqlite:///…` or `postgresql://…`); close it at the end. Makes no file with `make=False`."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        self.url = store_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._lock: TextIO | None = None
        if self.is_sqlite:
            path = Path(self.url.database or "").absolute()
            if not make and not path.exists():
                raise NoHouse(f"at {path}")
            self._writer, self._readers = _sqlite_engines(self.url)
            self._lock = _lock_beside(path)
        else:
            self._writer, self._readers = _postgresql_engines(self.url)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that is durable once the block is left without an error."""
        with translated(), self._writer.begin() as connection:
            tx = Transaction(connection)
            yield tx
            tx.write_out()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot: everything read in it is from one moment."""
        with translated(), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """For looks of one statement, each a snapshot by itself: PostgreSQL is then asked once, and not three times."""
        if self.is_sqlite:
            with self.read() as connection:
                yield connection
            return
        with translated(), self._readers.connect() as connection:
            yield connection.execution_options(isolation_level="AUTOCOMMIT")

    def settle(self) -> bool:
        """Brings what was written to the database file and empties the log before it, in which deleted text is still to
        be found. Not between `write` and its end. False: somebody was reading, and it is to be tried again."""
        if not self.is_sqlite:
            return True
        with translated():
            pooled = self._writer.raw_connection()
        cursor = pooled.cursor()
        try:
            cursor.execute("PRAGMA busy_timeout=0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
            return row is not None and row[0] == 0  # the first column says whether it was busy
        except pysqlite3.Error as error:
            raise StoreTrouble(str(error)) from error
        finally:
            cursor.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
            pooled.close()

    def forget_migrating(self) -> None:
        """An SQLite connection that has migrated takes three times as long for each statement, for as long as it lives:
        what is written next goes by a new one."""
        if self.is_sqlite:
            self._writer.dispose()

    def close(self) -> None:
        self._writer.dispose()
        self._readers.dispose()
        if self._lock:
            self._lock.close()


def store_url(text: str) -> URL:
    """As it stands in the settings; raises `UnusableStore` for what is none."""
    try:
        url = make_url(text)
    except exc.ArgumentError:
        raise UnusableStore(_no_url(text)) from None
    name = url.get_backend_name()
    if name == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    if name in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise UnusableStore(_no_url(text))


def _no_url(text: str) -> str:
    scheme = text.split(":", 1)[0][:20]
    return f"MADANG_DATABASE_URL begins with {scheme!r}; expected sqlite:///path/to/file or postgresql://user@host/database."


def _lock_beside(path: Path) -> TextIO:
    """Two servers on one SQLite file would not hear each other's news: only one may have it open."""
    lock = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock.open("w")
    except OSError as error:
        raise UnusableStore(
            f"Cannot write in {path.parent}: {error.strerror}. Set MADANG_DATA to a folder of yours."
        ) from None
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        raise StoreInUse(
            f"Another Madang is already using {path}. Stop it first, or give this one its own MADANG_DATA."
        ) from None
    try:
        _must_be_writable(path)
    except UnusableStore:
        held.close()
        raise
    return held


def _must_be_writable(path: Path) -> None:
    """SQLite would open what it may not write all the same, and fail at the first message."""
    for part in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        try:
            if part.exists():
                part.open("ab").close()
        except OSError as error:
            raise UnusableStore(
                f"Cannot write {part}: {error.strerror}. It has to be writable for the user that Madang runs as."
            ) from None


def _sqlite_engines(url: URL) -> tuple[Engine, Engine]:
    if pysqlite3.sqlite_version_info < SQLITE_FLOOR:
        raise UnusableStore(
            f"SQLite {pysqlite3.sqlite_version} is too old; {'.'.join(map(str, SQLITE_FLOOR))} or newer is needed."
        )

    def engine(begin: str, readers: int, *pragmas: str) -> Engine:
        made = create_engine(
            url,
            module=pysqlite3.dbapi2,
            pool_size=readers,
            max_overflow=0,
            connect_args={"timeout": _PATIENCE, "check_same_thread": False},
        )

        @event.listens_for(made, "connect")
        def prepare(connection: Any, _: object) -> None:
            connection.isolation_level = None  # the driver's own idea of when to begin is not ours
            for pragma in pragmas:
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(made, "begin")
        def begin_as_told(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return made

    both = ("foreign_keys=ON", "temp_store=MEMORY", "cache_size=-16000")
    writer = engine(
        "BEGIN IMMEDIATE",
        1,
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        f"wal_autocheckpoint={_WAL_PAGES}",
        *both,
    )
    readers = engine("BEGIN", _READERS, "query_only=ON", *both)
    return writer, readers


def _postgresql_engines(url: URL) -> tuple[Engine, Engine]:
    def patience(**settings: str) -> dict[str, Any]:
        settings |= {
            "statement_timeout": "20s",
            "lock_timeout": "10s",
            "idle_in_transaction_session_timeout": "30s",
        }
        return {
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "keepalives_idle": 10,
            "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        }

    writer = create_engine(url, pool_size=1, max_overflow=0, connect_args=patience(synchronous_commit="on"))
    readers = create_engine(
        url,
        pool_size=_READERS,
        max_overflow=0,
        isolation_level="REPEATABLE READ",
        connect_args=patience(default_transaction_read_only="on"),
    )
    return writer, readers
