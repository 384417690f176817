"""The two ways into the database, and every trouble by its name."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pysqlite3
import pytest
from sqlalchemy import exc, func, select

from madang.domain.errors import StoreTrouble
from madang.domain.ids import PersonId
from madang.store import database as the_database
from madang.store import messages, people, schema
from madang.store.database import Database, NoHouse, UnusableStore
from madang.store.tables import people as people_table
from madang.store.transaction import StoreConflict, Transaction
from tests.servers import Postgres, free_port
from tests.store import rows


def names(database: Database) -> list[str]:
    with database.read() as snapshot:
        return sorted(snapshot.execute(select(people_table.c.name)).scalars())


def pragma(tx: Transaction, name: str) -> object:
    return tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/madang.sqlite3")
    schema.prepare(opened)
    yield opened
    opened.close()


@pytest.fixture
def postgresql(postgres: Postgres) -> Iterator[Database]:
    url = postgres.new_database()
    opened = Database(url)
    schema.prepare(opened)
    yield opened
    opened.close()
    postgres.drop(url)


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "url",
    ["", "madang.sqlite3", "sqlite://", "sqlite:///:memory:", "mysql://localhost/madang", "postgres:"],
)
def test_a_url_that_is_none_of_ours_is_refused_with_what_was_expected(url: str) -> None:
    with pytest.raises(UnusableStore, match=r"MADANG_DATABASE_URL .* expected sqlite:///"):
        Database(url)


def test_a_refused_url_is_not_shown_whole(tmp_path: Path) -> None:
    with pytest.raises(UnusableStore) as refused:
        Database("mysql://madang:hunter2@localhost/madang")
    assert "hunter2" not in str(refused.value)


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/a/b/madang.sqlite3").close()
    assert (tmp_path / "a/b").is_dir()
    assert (tmp_path / "a/b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UnusableStore, match="Set MADANG_DATA to a folder of yours"):
        Database(f"sqlite:///{tmp_path}/file/madang.sqlite3")


def test_a_file_that_cannot_be_written_is_refused_and_let_go_of(tmp_path: Path) -> None:
    """For whoever may write anything, a folder stands for it."""
    (tmp_path / "madang.sqlite3").mkdir()
    for _ in range(2):
        with pytest.raises(UnusableStore, match=r"Cannot write .*/madang.sqlite3: "):
            Database(f"sqlite:///{tmp_path}/madang.sqlite3")


def test_a_house_that_is_not_there_is_not_made_by_the_way(tmp_path: Path) -> None:
    with pytest.raises(NoHouse, match=r"There is no house at .*/a/madang.sqlite3. Run this where"):
        Database(f"sqlite:///{tmp_path}/a/madang.sqlite3", make=False)
    assert not (tmp_path / "a").exists()


def test_a_file_that_is_no_database_is_trouble_and_no_bug(tmp_path: Path) -> None:
    (tmp_path / "madang.sqlite3").write_bytes(b"These are not the bytes you are looking for." * 100)
    database = Database(f"sqlite:///{tmp_path}/madang.sqlite3")
    with pytest.raises(StoreTrouble, match="not a database"):
        schema.prepare(database)
    database.close()


def test_a_second_process_on_the_same_sqlite_file_is_refused(sqlite: Database) -> None:
    program = (
        "import sys\n"
        "from madang.store.database import Database, UnusableStore\n"
        "try:\n    Database(sys.argv[1])\n"
        "except UnusableStore as refused:\n    print(refused)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, sqlite.url.render_as_string()],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.stdout.startswith("Another Madang is already using ")


def test_who_has_closed_the_file_lets_the_next_one_in(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/madang.sqlite3"
    Database(url).close()
    Database(url).close()


def test_an_sqlite_with_a_known_hole_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_database, "SQLITE_FLOOR", (99, 1, 2))
    with pytest.raises(UnusableStore, match=r"is too old; 99\.1\.2 or newer is needed"):
        Database(f"sqlite:///{tmp_path}/madang.sqlite3")


def test_the_sqlite_that_comes_along_is_new_enough() -> None:
    assert pysqlite3.sqlite_version_info >= the_database.SQLITE_FLOOR >= (3, 51, 3)


def test_sqlite_writes_are_synced_to_the_disk(sqlite: Database) -> None:
    with sqlite.write() as tx:
        found = {name: pragma(tx, name) for name in ("journal_mode", "synchronous", "foreign_keys")}
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_postgresql_commits_are_synced_even_where_the_server_says_otherwise(postgresql: Database) -> None:
    with postgresql.write() as tx:
        assert tx.connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_sqlite_readers_cannot_write(sqlite: Database) -> None:
    with pytest.raises(StoreTrouble, match="readonly"), sqlite.read() as snapshot:
        snapshot.execute(people_table.delete())


# ── writing and reading ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_written_is_there_after_opening_again(database_url: str) -> None:
    first = Database(database_url)
    schema.prepare(first)
    with first.write() as tx:
        rows.person(tx, "지우")
    first.close()
    second = Database(database_url)
    assert names(second) == ["지우"]
    second.close()


def test_a_block_that_fails_writes_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as tx:
        rows.person(tx)
        raise ZeroDivisionError
    assert names(database) == []


def test_a_snapshot_is_of_one_moment(database: Database) -> None:
    with database.write() as tx:
        rows.person(tx, "민준")
    with database.read() as snapshot:
        count = select(func.count()).select_from(people_table)
        before = snapshot.execute(count).scalar()
        with database.write() as tx:
            rows.person(tx, "서연")
        assert snapshot.execute(count).scalar() == before == 1
    assert names(database) == ["민준", "서연"]


# ── trouble ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_disk_is_trouble_and_passes(sqlite: Database) -> None:
    with sqlite.write() as tx:
        rows.person(tx, "before")
        size = pragma(tx, "page_count")
        pragma(tx, f"max_page_count = {size}")
    for _ in range(3):
        with pytest.raises(StoreTrouble, match="full"), sqlite.write() as tx:
            rows.person(tx, "x" * 100_000)
    with sqlite.write() as tx:
        pragma(tx, "max_page_count = 1000000")
        rows.person(tx, "after")
        assert pragma(tx, "integrity_check") == "ok"
    assert names(sqlite) == ["after", "before"]


def test_a_disk_that_fills_within_an_attempt_keeps_nothing_of_the_transaction(sqlite: Database) -> None:
    with sqlite.write() as tx:
        pragma(tx, f"max_page_count = {pragma(tx, 'page_count')}")
    with pytest.raises(StoreTrouble, match="full"), sqlite.write() as tx:
        with tx.attempt():
            rows.person(tx, "small")
        with tx.attempt():
            rows.person(tx, "x" * 100_000)
    assert names(sqlite) == []


def test_a_locked_database_is_trouble_and_passes(sqlite: Database) -> None:
    with sqlite.write() as tx:
        pragma(tx, "busy_timeout = 20")
    other = pysqlite3.dbapi2.connect(sqlite.url.database)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreTrouble, match="locked"), sqlite.write() as tx:
        rows.person(tx, "refused")
    other.close()
    with sqlite.write() as tx:
        rows.person(tx, "kept")
    assert names(sqlite) == ["kept"]


def end_all_connections(postgres: Postgres, database: Database) -> None:
    with psycopg.connect(postgres.url(), autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            [database.url.database],
        )


def test_a_killed_connection_is_trouble_and_the_next_write_works(postgres: Postgres, postgresql: Database) -> None:
    assert names(postgresql) == []
    end_all_connections(postgres, postgresql)
    with pytest.raises(StoreTrouble), postgresql.write() as tx:
        rows.person(tx, "refused")
    with pytest.raises(StoreTrouble):
        names(postgresql)
    with postgresql.write() as tx:
        rows.person(tx, "kept")
    assert names(postgresql) == ["kept"]


def test_a_connection_killed_in_the_middle_keeps_nothing(postgres: Postgres, postgresql: Database) -> None:
    with pytest.raises(StoreTrouble), postgresql.write() as tx:
        with tx.attempt():
            rows.person(tx, "first")
        end_all_connections(postgres, postgresql)
        with tx.attempt():
            rows.person(tx, "second")
    assert names(postgresql) == []


def test_a_connection_killed_before_the_commit_keeps_nothing(postgres: Postgres, postgresql: Database) -> None:
    with pytest.raises(StoreTrouble), postgresql.write() as tx:
        rows.person(tx, "first")
        end_all_connections(postgres, postgresql)
    assert names(postgresql) == []


def test_a_postgresql_that_is_not_there_is_trouble() -> None:
    database = Database(f"postgresql://madang@127.0.0.1:{free_port()}/madang")
    with pytest.raises(StoreTrouble), database.write():
        pass
    with pytest.raises(StoreTrouble), database.read():
        pass
    database.close()


def test_a_postgresql_that_became_read_only_is_trouble_and_no_bug(postgresql: Database) -> None:
    with pytest.raises(StoreTrouble, match="read-only"), postgresql.write() as tx:
        tx.connection.exec_driver_sql("SET LOCAL transaction_read_only = on")
        rows.person(tx)


def test_who_waits_too_long_for_a_lock_is_told_of_a_conflict(postgresql: Database) -> None:
    other = Database(postgresql.url.render_as_string())
    with postgresql.write() as tx:
        rows.room(tx, "madang")
    with postgresql.write() as tx:
        tx.connection.exec_driver_sql("SELECT * FROM rooms FOR UPDATE")
        with pytest.raises(StoreConflict), other.write() as second, second.attempt():
            second.connection.exec_driver_sql("SET LOCAL lock_timeout = '20ms'")
            second.connection.exec_driver_sql("SELECT * FROM rooms FOR UPDATE")
    other.close()


def test_a_mistake_of_ours_is_not_called_trouble(database: Database) -> None:
    with pytest.raises(exc.IntegrityError), database.write() as tx:
        tx.writing.execute(people_table.insert().values(id="new", name="", role=None, created_at=rows.NOW))


def test_what_is_deleted_is_nowhere_once_the_log_is_settled(database: Database) -> None:
    if not database.is_sqlite:
        return  # PostgreSQL keeps its log and its dead rows as its owner has set it up
    secret = "이 문장은 사라져야 합니다"
    with database.write() as tx:
        room, jiwoo = rows.room(tx), rows.person(tx)
        rows.member(tx, room, jiwoo)
        said = rows.said(tx, room, jiwoo, secret)
    with database.write() as tx:
        messages.change(tx, dataclasses.replace(said, text="", deleted=True, rev=said.rev + 1))
    files = [path for path in Path(database.url.database or "").parent.iterdir() if path.is_file()]
    assert any(secret.encode() in path.read_bytes() for path in files)
    database.settle()
    assert not any(secret.encode() in path.read_bytes() for path in files)


def test_settling_waits_for_nobody_and_leaves_the_writer_patient(database: Database) -> None:
    with database.write() as tx:
        rows.person(tx)
    with database.read() as snapshot:
        people.get(snapshot, PersonId("nobody"))
        with database.write() as tx:
            rows.person(tx)
        assert database.settle() != database.is_sqlite, "somebody is reading what is in the log"
    assert database.settle()
    with database.write() as tx:
        if database.is_sqlite:
            assert tx.connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000


def test_a_glance_sees_what_was_committed_and_leaves_nothing_behind(database: Database) -> None:
    for name in ("first", "second"):
        with database.write() as tx:
            who = rows.person(tx, name)
        with database.glance() as connection:
            assert people.get(connection, who.id) == who
    with database.read() as snapshot:
        level = snapshot.get_isolation_level()
    assert level == ("SERIALIZABLE" if database.is_sqlite else "REPEATABLE READ"), (
        "a snapshot is one after a glance too"
    )


def test_a_glance_changes_nothing(database: Database) -> None:
    with pytest.raises((exc.DBAPIError, StoreTrouble)), database.glance() as connection:
        connection.execute(people_table.delete())
