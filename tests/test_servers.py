"""The servers that the tests bring along do what the tests believe of them."""

import psycopg
import pytest

from tests.servers import Nats, Postgres

pytestmark = pytest.mark.slow


def test_a_crashed_postgresql_comes_back_with_what_was_committed() -> None:
    with Postgres(durable=True) as server:
        url = server.new_database()
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept (n int)")
            connection.execute("INSERT INTO kept VALUES (1)")

        server.kill()
        assert not server.answers()

        server.start()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT n FROM kept").fetchall() == [(1,)]


def test_a_prepared_database_is_copied_and_not_shared(postgres: Postgres) -> None:
    def prepare(url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE t (n int)")

    first, second = postgres.new_database(prepare), postgres.new_database(prepare)

    with psycopg.connect(first) as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    with psycopg.connect(second) as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_a_paused_nats_is_silent_and_a_resumed_one_is_not() -> None:
    with Nats() as server:
        server.pause()
        assert not server.answers()
        server.resume()
        assert server.answers()


def test_every_test_gets_a_fresh_database(database_url: str) -> None:
    assert database_url.startswith(("sqlite:///", "postgresql://"))
