"""Bringing the tables to this program's shape at start, and the few facts a database has about itself."""

import secrets
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, inspect, text

from madang.store import facts
from madang.store.database import Database, NoHouse, UnusableStore
from madang.store.transaction import Transaction

HEAD = "0010"
_REVISION = text("SELECT version_num FROM alembic_version")
_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 0x6D6164616E67  # "madang": the advisory lock under which nodes migrate
_PATIENCE = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
"""Of PostgreSQL: right for a message, not for changing a table of many rows, nor for the nodes that wait for that."""


class Facts(NamedTuple):
    """`epoch` names this history of the database; `secret` keys the fingerprints of what was sent."""

    epoch: str
    secret: bytes


def prepare(database: Database, *, make: bool = True) -> Facts:
    """Migrates if the database is older than the program; refuses (`UnusableStore`) if it is newer, or, with
    `make=False`, if nothing was ever kept in it."""
    with database.write() as tx:
        if not database.is_sqlite:
            for patience in _PATIENCE:
                tx.connection.execute(text(f"SET LOCAL {patience} = 0"))
            tx.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
        found = _revision(tx.connection)
        if found is None and not make:
            raise NoHouse(f"in the database {database.url.database}")
        if found != HEAD:
            _migrate(tx.connection, found)
        kept = _facts(tx)
    if found != HEAD:
        database.forget_migrating()
    return kept


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(_REVISION).scalar()


def is_ours(connection: Connection) -> bool:
    """Whether the tables still have this program's shape, and not that of another version that was started since."""
    return connection.execute(_REVISION).scalar() == HEAD


def _migrate(connection: Connection, found: str | None) -> None:
    # Imported here because it costs a third of a cold start and is needed after upgrades only.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise UnusableStore(
            f"The database was written by a newer Madang (schema {found}; this one knows {HEAD}). "
            "Start that version, or restore the backup made before the upgrade."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def renew_epoch(database: Database) -> str:
    """Makes all cursors void, as they are once the database was restored from a backup. The new epoch."""
    with database.write() as tx:
        facts.put(tx, "epoch", epoch := secrets.token_hex(16))
    return epoch


def _facts(tx: Transaction) -> Facts:
    kept = facts.every(tx.connection)
    for name in ("epoch", "secret"):
        if name not in kept:
            kept[name] = secrets.token_hex(16)
            facts.put(tx, name, kept[name])
    return Facts(kept["epoch"], bytes.fromhex(kept["secret"]))
