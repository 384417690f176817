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
    Integer,
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

LISTED = "role <> 'visitor'"
"""Of people: whom one can look up. Most who ever come by the plain doors are there for a moment only, and stay kept."""

people = Table(
    "people",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_at", String(24), nullable=False),
    # active, deactivated, banned or erased: who is not active is in no room and has no session.
    Column("state", String(20), nullable=False, server_default=text("'active'")),
    Column("picture", String(32)),
    # Of a bot: who made it.
    Column("invited_by", String(36)),
    # The name as one types it, see `domain.spelling`.
    Column("spelled", Text, nullable=False, server_default=text("''")),
    Index(None, "role"),
    # For looking people up; a query says the same words, as nothing else makes a database take it.
    Index("ix_people_listed", "name", "id", sqlite_where=text(LISTED), postgresql_where=text(LISTED)),
)

profiles = Table(
    "profiles",
    metadata,
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("title", Text, nullable=False, server_default=text("''")),
    Column("status_emoji", Text, nullable=False, server_default=text("''")),
    Column("status_text", Text, nullable=False, server_default=text("''")),
    Column("status_until", String(24)),
    Column("time_zone", String(64), nullable=False, server_default=text("''")),
    Column("locale", String(16), nullable=False, server_default=text("''")),
)

pictures = Table(
    "pictures",
    metadata,
    # A person, a room, or the place.
    Column("subject", String(64), primary_key=True),
    Column("name", String(32), nullable=False),
    Column("type", String(40), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
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
    Column("kind", String(20), nullable=False, server_default=text("'public'")),
    Column("announcement", Boolean, nullable=False, server_default=text("false")),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("picture", String(32)),
    Column("archived", Boolean, nullable=False, server_default=text("false")),
    Column("slow_mode", BigInteger, nullable=False, server_default=text("0")),
    Column("retention_days", BigInteger),
    Column("opened_by", String(36)),
    # Of a direct room: the hash of who is in it, so that the same people find the same room.
    Column("people_key", String(64)),
    # As of people.
    Column("spelled", Text, nullable=False, server_default=text("''")),
    Index(None, "people_key", unique=True),
    Index(None, "name", "id"),
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
    Column("admin", Boolean, nullable=False, server_default=text("false")),
    Column("silenced_until", String(24)),
    # They did not leave by themselves.
    Column("removed", Boolean, nullable=False, server_default=text("false")),
    # When they last said something, for slow rooms.
    Column("said_at", String(24)),
    PrimaryKeyConstraint("room", "person"),
    UniqueConstraint("room", "rev"),
    Index(None, "person"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("room", String(64), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("notify", String(20), nullable=False),
    Column("favourite", Boolean, nullable=False),
    Column("section", Text, nullable=False),
    Column("order", BigInteger, nullable=False),
    PrimaryKeyConstraint("room", "person"),
    Index(None, "person"),
)

blocks = Table(
    "blocks",
    metadata,
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("blocked", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("at", String(24), nullable=False),
    PrimaryKeyConstraint("person", "blocked"),
    Index(None, "blocked"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("room", String(64), ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message", String(36), nullable=False),
    Column("reporter", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("created_at", String(24), nullable=False),
    Column("closed_at", String(24)),
    Column("closed_by", String(36)),
    Column("outcome", String(20)),
    UniqueConstraint("message", "reporter"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", String(24), nullable=False),
    # People and rooms by id only, so that an erased person is erased here too.
    Column("actor", String(36), nullable=False),
    Column("action", String(40), nullable=False, index=True),
    Column("subject", String(64)),
    Column("room", String(64)),
    # What else there is to know, as JSON, without texts that people wrote.
    Column("about", Text, nullable=False),
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
