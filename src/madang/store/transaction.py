"""One writing transaction over a batch of commands.

What one command after the other would read and write in small pieces is read once and written together: `known` holds
what was read, `later` gathers rows for one statement. Whoever looks through `connection` sees all of it written, and
whoever changes something through `writing` makes everything known be read again.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, Update, exc

from madang.domain.errors import StoreTrouble

_ABSENT = object()


class StoreConflict(StoreTrouble):
    """Two writers stood in each other's way (also: both added the same) and this one was rolled back: nothing of it
    happened."""


class Transaction:
    """`attempt` fences off one command, so that its failure undoes it alone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[Hashable, Any] = {}
        self._later: dict[Insert | Update, dict[Hashable, dict[str, Any]]] = {}
        self._undo: list[tuple[dict[Hashable, Any], Hashable, Any]] = []
        self._attempting = False
        self._saved = False

    @property
    def connection(self) -> Connection:
        """To read with: everything this transaction did is there."""
        if any(self._later.values()):
            self._begin_writing()
            self._write_out()
        return self._connection

    @property
    def writing(self) -> Connection:
        """To change something with."""
        self._begin_writing()
        self._write_out()
        self._known.clear()
        return self._connection

    def known(self, key: Hashable) -> Any:
        """What `know` was told under this key; raises `KeyError`."""
        return self._known[key]

    def know(self, key: Hashable, value: Any) -> None:
        self._set(self._known, key, value)

    def later(self, statement: Insert | Update, key: Hashable, row: dict[str, Any]) -> None:
        """Executes `statement` with this row before anybody looks, with its others; of one key, the last row. What is
        added comes before what is changed, and after what it refers to."""
        self._set(self._later.setdefault(statement, {}), key, row)

    def write_out(self) -> None:
        """The last act before the commit."""
        self._write_out()

    @contextmanager
    def attempt(self) -> Iterator[None]:
        self._attempting, self._saved = True, False
        self._undo.clear()
        try:
            with translated():
                yield
        except StoreTrouble:
            raise  # the whole transaction is lost; there is no savepoint to go back to
        except BaseException:
            self._take_back()
            raise
        finally:
            self._attempting = False
        if self._saved:
            with translated():
                self._connection.exec_driver_sql("RELEASE SAVEPOINT attempt")

    def _set(self, mapping: dict[Hashable, Any], key: Hashable, value: Any) -> None:
        if self._attempting:
            self._undo.append((mapping, key, mapping.get(key, _ABSENT)))
        mapping[key] = value

    def _begin_writing(self) -> None:
        """Only an attempt that really writes needs a savepoint. What was gathered before it is not part of it."""
        if not self._attempting or self._saved:
            return
        mine = [(mapping, key, mapping[key], before) for mapping, key, before in self._undo if key in mapping]
        self._restore()
        self._write_out()
        with translated():
            self._connection.exec_driver_sql("SAVEPOINT attempt")
        self._saved = True
        for mapping, key, value, _ in mine:
            mapping[key] = value

    def _take_back(self) -> None:
        self._restore()
        if self._saved:
            self._later.clear()
            self._known.clear()
            with translated():
                self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT attempt")
                self._connection.exec_driver_sql("RELEASE SAVEPOINT attempt")

    def _restore(self) -> None:
        for mapping, key, before in reversed(self._undo):
            if before is _ABSENT:
                mapping.pop(key, None)
            else:
                mapping[key] = before
        self._undo.clear()

    def _write_out(self) -> None:
        gathered = [(statement, list(rows.values())) for statement, rows in self._later.items() if rows]
        gathered.sort(key=lambda each: _place(each[0]))
        for rows in self._later.values():
            rows.clear()
        for statement, rows_now in gathered:
            self._connection.execute(statement, rows_now)


@cache
def _place(statement: Insert | Update) -> tuple[bool, int]:
    table = statement.table
    assert isinstance(table, Table)
    return not isinstance(statement, Insert), table.metadata.sorted_tables.index(table)


@contextmanager
def translated() -> Iterator[None]:
    """Every failure of the database that is no mistake of ours leaves as `StoreTrouble`."""
    try:
        yield
    except exc.IntegrityError as error:
        if _may_be_anothers(error):
            raise StoreConflict(str(error.orig)) from error
        raise
    except exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in ("40001", "40P01", "55P03"):
            raise StoreConflict(str(error.orig)) from error
        if error.connection_invalidated or isinstance(error, exc.OperationalError | exc.InterfaceError):
            raise StoreTrouble(str(error.orig)) from error
        # A damaged SQLite file, and a PostgreSQL that is now the standby of another.
        if type(error) is exc.DatabaseError or getattr(error.orig, "sqlstate", None) == "25006":
            raise StoreTrouble(str(error.orig)) from error
        raise
    except (exc.TimeoutError, exc.PendingRollbackError) as error:
        raise StoreTrouble(str(error)) from error


def _may_be_anothers(error: exc.IntegrityError) -> bool:
    """Whether another writer may just have added the same, or taken away what this refers to."""
    sqlstate = getattr(error.orig, "sqlstate", None)
    return sqlstate in ("23503", "23505") if sqlstate else str(error.orig).startswith(("UNIQUE", "FOREIGN KEY"))
