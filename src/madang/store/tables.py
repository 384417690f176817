"""The tables. Times are kept as they are shown (ISO 8601, UTC, milliseconds): they are never used for order.

Each room counts its own `seq` and `rev` in its row; both are unique among what carries them, which the database itself
guards: a doubled number fails the write instead of hiding in the log.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("created_at", String(24), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", String(24), nullable=False),
    Column("expires_at", String(24), nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("temporary", Boolean, nullable=False),
    Column("created_at", String(24), nullable=False),
    Column("emptied_at", String(24)),
    Column("seq", BigInteger, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("changed_rev", BigInteger, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("room", String(64), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("joined_at", String(24), nullable=False),
    Column("left", Boolean, nullable=False),
    Column("read", BigInteger, nullable=False),
    Column("rev", BigInteger, nullable=False),
    PrimaryKeyConstraint("room", "person"),
    UniqueConstraint("room", "rev"),
    Index(None, "person"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("room", String(64), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("author", String(36), ForeignKey("people.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("rev", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("fingerprint", LargeBinary(16), nullable=False),
    Column("created_at", String(24), nullable=False),
    Column("edited_at", String(24)),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("room", "seq"),
    UniqueConstraint("room", "rev"),
    Index("ix_messages_deleted", "room", "seq", sqlite_where=text("deleted = 1"), postgresql_where=text("deleted")),
)
