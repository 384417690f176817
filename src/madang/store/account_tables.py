"""The tables of what opens the house to somebody: passwords, sessions, keys. Of what the house itself gave out only the
hash is kept."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from madang.store.tables import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("handle", String(40), nullable=False),
    Column("email", Text),
    Column("email_verified", Boolean, nullable=False, server_default=text("false")),
    # Argon2id in its own format; None where one signs in elsewhere only.
    Column("password", Text),
    Column("totp_secret", String(64)),
    # Wanted but not yet confirmed by a code.
    Column("totp_pending", String(64)),
    # The latest step a code was taken of, so that none is taken twice.
    Column("totp_step", BigInteger, nullable=False, server_default=text("0")),
    UniqueConstraint("handle"),
    # An address that nobody has shown to be theirs claims nothing.
    Index(
        "uq_accounts_email",
        "email",
        unique=True,
        sqlite_where=text("email_verified = 1"),
        postgresql_where=text("email_verified"),
    ),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", String(255), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", String(24), nullable=False),
    PrimaryKeyConstraint("issuer", "subject"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", String(24), nullable=False),
    Column("expires_at", String(24), nullable=False),
    # By which its owner names it; None for sessions from before there were names.
    Column("id", String(36)),
    # browser, phone or token.
    Column("kind", String(20), nullable=False, server_default=text("'browser'")),
    Column("agent", Text, nullable=False, server_default=text("''")),
    Column("address", String(64), nullable=False, server_default=text("''")),
    Column("seen_at", String(24)),
    # Of a token: what it is for, and what it may do where (JSON); None: everything its owner may.
    Column("name", Text, nullable=False, server_default=text("''")),
    Column("rights", Text),
    Column("rooms", Text),
    Index(None, "id", unique=True),
)

tickets = Table(
    "tickets",
    metadata,
    # Of a secret that opens one thing once: a reset, a phone, an address to be verified.
    Column("hash", LargeBinary(32), primary_key=True),
    Column("purpose", String(20), nullable=False),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), index=True),
    Column("about", Text, nullable=False, server_default=text("''")),
    Column("created_at", String(24), nullable=False),
    Column("expires_at", String(24), nullable=False),
    # Who gave it to somebody else; None: nobody, or whoever sits at the machine.
    Column("made_by", String(36)),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("hash", LargeBinary(32), nullable=False),
    Column("role", String(20), nullable=False),
    # Ids, as JSON.
    Column("rooms", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_by", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", String(24), nullable=False),
    Column("expires_at", String(24)),
    # How often it may be used; None: any number of times.
    Column("most", BigInteger),
    Column("used", BigInteger, nullable=False),
    Column("revoked_at", String(24)),
    UniqueConstraint("hash"),
)

invitation_uses = Table(
    "invitation_uses",
    metadata,
    Column("invitation", String(36), ForeignKey("invitations.id", ondelete="CASCADE"), nullable=False),
    Column("person", String(36), ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("at", String(24), nullable=False),
    PrimaryKeyConstraint("invitation", "person"),
    Index(None, "person"),
)
