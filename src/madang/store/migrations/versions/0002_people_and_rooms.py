"""Accounts, rooms of every kind, invitations, and what looking after a house needs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE people RENAME COLUMN kind TO role")
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=True),
        sa.Column("room", sa.String(length=64), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_action"), "audit", ["action"], unique=False)
    op.create_table(
        "pictures",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_pictures")),
    )
    op.create_table(
        "accounts",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("handle", sa.String(length=40), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_verified", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_pending", sa.String(length=64), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_accounts_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
        sa.UniqueConstraint("handle", name=op.f("uq_accounts_handle")),
    )
    op.create_table(
        "blocks",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("blocked", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["blocked"], ["people.id"], name=op.f("fk_blocks_blocked"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_blocks_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "blocked", name=op.f("pk_blocks")),
    )
    op.create_index(op.f("ix_blocks_blocked"), "blocks", ["blocked"], unique=False)
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_identities_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_person"), "identities", ["person"], unique=False)
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("rooms", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["people.id"], name=op.f("fk_invitations_created_by"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("hash", name=op.f("uq_invitations_hash")),
    )
    op.create_index(op.f("ix_invitations_created_by"), "invitations", ["created_by"], unique=False)
    op.create_table(
        "preferences",
        sa.Column("room", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("notify", sa.String(length=20), nullable=False),
        sa.Column("favourite", sa.Boolean(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("order", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_preferences_person"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_preferences_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("room", "person", name=op.f("pk_preferences")),
    )
    op.create_index(op.f("ix_preferences_person"), "preferences", ["person"], unique=False)
    op.create_table(
        "profiles",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("status_emoji", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("status_text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("status_until", sa.String(length=24), nullable=True),
        sa.Column("time_zone", sa.String(length=64), server_default=sa.text("''"), nullable=False),
        sa.Column("locale", sa.String(length=16), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_profiles_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_profiles")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_recovery_codes_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_person"), "recovery_codes", ["person"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("room", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=36), nullable=False),
        sa.Column("reporter", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("closed_at", sa.String(length=24), nullable=True),
        sa.Column("closed_by", sa.String(length=36), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["reporter"], ["people.id"], name=op.f("fk_reports_reporter"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room"], ["rooms.id"], name=op.f("fk_reports_room"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("message", "reporter", name=op.f("uq_reports_message_reporter")),
    )
    op.create_index(op.f("ix_reports_reporter"), "reports", ["reporter"], unique=False)
    op.create_index(op.f("ix_reports_room"), "reports", ["room"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("about", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("created_at", sa.String(length=24), nullable=False),
        sa.Column("expires_at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_tickets_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_tickets")),
    )
    op.create_index(op.f("ix_tickets_person"), "tickets", ["person"], unique=False)
    op.create_table(
        "invitation_uses",
        sa.Column("invitation", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation"], ["invitations.id"], name=op.f("fk_invitation_uses_invitation"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_invitation_uses_person"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("invitation", "person", name=op.f("pk_invitation_uses")),
    )
    op.create_index(op.f("ix_invitation_uses_person"), "invitation_uses", ["person"], unique=False)
    op.add_column("members", sa.Column("admin", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("members", sa.Column("silenced_until", sa.String(length=24), nullable=True))
    op.add_column(
        "people", sa.Column("state", sa.String(length=20), server_default=sa.text("'active'"), nullable=False)
    )
    op.add_column("people", sa.Column("picture", sa.String(length=32), nullable=True))
    op.add_column("people", sa.Column("invited_by", sa.String(length=36), nullable=True))
    op.create_index(op.f("ix_people_role"), "people", ["role"], unique=False)
    op.add_column("rooms", sa.Column("kind", sa.String(length=20), server_default=sa.text("'public'"), nullable=False))
    op.add_column("rooms", sa.Column("announcement", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("rooms", sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("rooms", sa.Column("picture", sa.String(length=32), nullable=True))
    op.add_column("rooms", sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("rooms", sa.Column("slow_mode", sa.BigInteger(), server_default=sa.text("0"), nullable=False))
    op.add_column("rooms", sa.Column("retention_days", sa.BigInteger(), nullable=True))
    op.add_column("rooms", sa.Column("opened_by", sa.String(length=36), nullable=True))
    op.add_column("rooms", sa.Column("people_key", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_rooms_people_key"), "rooms", ["people_key"], unique=True)
    op.add_column("sessions", sa.Column("id", sa.String(length=36), nullable=True))
    op.add_column(
        "sessions", sa.Column("kind", sa.String(length=20), server_default=sa.text("'browser'"), nullable=False)
    )
    op.add_column("sessions", sa.Column("agent", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("sessions", sa.Column("address", sa.String(length=64), server_default=sa.text("''"), nullable=False))
    op.add_column("sessions", sa.Column("seen_at", sa.String(length=24), nullable=True))
    op.add_column("sessions", sa.Column("name", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("sessions", sa.Column("rights", sa.Text(), nullable=True))
    op.add_column("sessions", sa.Column("rooms", sa.Text(), nullable=True))
    op.create_index(op.f("ix_sessions_id"), "sessions", ["id"], unique=True)
    op.execute("UPDATE rooms SET kind = 'open' WHERE temporary")
