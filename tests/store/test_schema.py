"""Bringing a database to shape: exactly the tables of the program, once, and never backwards."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, column, event, inspect, select, table, text

from madang.domain.spelling import sought, spelled
from madang.store import schema
from madang.store.account_tables import accounts
from madang.store.database import Database, NoHouse, UnusableStore
from madang.store.schema import Facts
from madang.store.tables import people, rooms
from tests.servers import Postgres


def test_the_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    with database.write() as tx:
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, accounts.metadata) == []


def test_a_difference_would_be_found(database: Database) -> None:
    with database.write() as tx:
        tx.connection.exec_driver_sql("ALTER TABLE rooms ADD COLUMN mood VARCHAR(10)")
        assert compare_metadata(MigrationContext.configure(tx.connection), accounts.metadata)


def test_the_head_is_the_newest_migration(database: Database) -> None:
    with database.read() as snapshot:
        assert snapshot.execute(text("SELECT version_num FROM alembic_version")).scalar() == schema.HEAD


def test_the_facts_of_a_database_stay_and_differ_from_those_of_another(database: Database) -> None:
    with database.write() as tx:
        made: dict[str, str] = dict(tx.connection.exec_driver_sql("SELECT name, value FROM facts").all())
    facts = schema.prepare(database)
    assert facts == Facts(made["epoch"], bytes.fromhex(made["secret"]))
    assert len(facts.secret) == 16
    assert facts.epoch != facts.secret.hex()
    with database.write() as tx:
        tx.connection.exec_driver_sql("DELETE FROM facts")
    other = schema.prepare(database)
    assert other.epoch != facts.epoch
    assert other.secret != facts.secret


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database: Database) -> None:
    with database.write() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableStore, match=rf"by a newer Madang \(schema 9999; this one knows {schema.HEAD}\)"):
        schema.prepare(database)
    with database.read() as snapshot:
        assert snapshot.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_a_database_in_which_nothing_was_ever_kept_is_no_house(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(NoHouse, match="There is no house "):
        schema.prepare(database, make=False)
    assert schema.prepare(database) == schema.prepare(database, make=False)
    database.close()


def test_a_migration_that_breaks_off_leaves_nothing_behind(database_url: str) -> None:
    database = Database(database_url)
    with pytest.raises(ZeroDivisionError), breaking_at("CREATE TABLE messages"):
        schema.prepare(database)
    with database.read() as snapshot:
        assert inspect(snapshot).get_table_names() == []
    schema.prepare(database)
    database.close()


def test_a_database_from_before_keeps_what_is_in_it(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(database_url)
    with monkeypatch.context() as before:
        before.setattr(schema, "HEAD", "0002")
        schema.prepare(database)
    kept = "person, handle, email, email_verified, totp_step"
    with database.write() as tx:
        tx.connection.exec_driver_sql("INSERT INTO people (id, name, role, created_at) VALUES ('j', '', 'member', '')")
        tx.connection.exec_driver_sql(f"INSERT INTO accounts ({kept}) VALUES ('j', 'jiwoo', 'a@b.example', true, 7)")
    schema.prepare(database)
    with database.read() as snapshot:
        (row,) = snapshot.exec_driver_sql(f"SELECT {kept} FROM accounts").all()
        assert tuple(row) == ("j", "jiwoo", "a@b.example", True, 7)
    database.close()


def test_who_was_there_before_is_found_by_initials(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(database_url)
    with monkeypatch.context() as before:
        before.setattr(schema, "HEAD", "0005")
        schema.prepare(database)
    with database.write() as tx:
        for id, name in (("j", "박민수"), ("k", "Marta")):
            tx.connection.exec_driver_sql(
                f"INSERT INTO people (id, name, role, created_at) VALUES ('{id}', '{name}', 'member', '')"
            )
    schema.prepare(database)
    with database.read() as snapshot:
        found = snapshot.execute(select(people.c.name).where(people.c.spelled.contains(sought("ㅂㅁㅅ"))))
        assert found.scalars().all() == ["박민수"]
    database.close()


def test_a_house_of_many_is_brought_to_shape(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first version with accounts on, with more rows than are changed at once."""
    database, many = Database(database_url), 10_500
    with monkeypatch.context() as before:
        before.setattr(schema, "HEAD", "0002")
        schema.prepare(database)
    with database.write() as tx:
        for name in rows_of_0002(0):
            filled = [rows_of_0002(n)[name] for n in range(many)]
            tx.connection.execute(table(name, *map(column, filled[0])).insert(), filled)
    schema.prepare(database)
    with database.read() as snapshot:
        for name in rows_of_0002(0):
            assert snapshot.execute(text(f"SELECT count(*) FROM {name}")).scalar() == many
        for kept in (people, rooms):
            found = snapshot.execute(select(kept.c.name, kept.c.spelled)).all()
            assert len(set(found)) == many
            assert [(name, spelled(name)) for name, _ in found] == found
    database.close()


def rows_of_0002(n: int) -> dict[str, dict[str, Any]]:
    id, at = f"{n:05}", "2026-11-25T09:41:00.000Z"
    numbers = {"seq": n, "rev": n}
    room = {"topic": "", "temporary": False, "changed_rev": 0}
    return {
        "people": {"id": id, "name": f"박민수 {n}", "role": "member", "created_at": at},
        "accounts": {"person": id, "handle": id, "email": f"{n}@example.com", "email_verified": n % 2 == 0},
        "rooms": {"id": id, "name": f"방 {n}", "created_at": at, **room, **numbers},
        "members": {"room": "00000", "person": id, "joined_at": at, "left": False, "read": 0, "rev": n},
        "messages": {
            "id": id,
            "room": "00000",
            "author": id,
            "text": "",
            "fingerprint": b"",
            "created_at": at,
            **numbers,
        },
    }


@contextmanager
def breaking_at(statement: str) -> Iterator[None]:
    def hook(_connection: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if statement in sql:
            raise ZeroDivisionError

    event.listen(Engine, "before_cursor_execute", hook)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", hook)


def test_nodes_that_start_together_migrate_once(postgres: Postgres) -> None:
    url = postgres.new_database()
    databases = [Database(url) for _ in range(3)]
    found: list[Facts] = []
    threads = [threading.Thread(target=lambda of=of: found.append(schema.prepare(of))) for of in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert len(set(found)) == 1
    for database in databases:
        database.close()
    postgres.drop(url)


def test_nobody_loses_patience_with_a_long_migration(postgres: Postgres) -> None:
    url = postgres.new_database()
    database, found = Database(url), dict[str, list[str]]()
    names = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")

    def look(connection: Connection, _cursor: Any, sql: str, *_: Any) -> None:
        if "pg_advisory_xact_lock" in sql or "CREATE TABLE messages" in sql:
            found[sql] = [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]

    event.listen(Engine, "before_cursor_execute", look)
    try:
        schema.prepare(database)
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert list(found.values()) == [["0"] * 3] * 2
    with database.write() as tx:
        assert "0" not in [tx.connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]
    database.close()
    postgres.drop(url)
