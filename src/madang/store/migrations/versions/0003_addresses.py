"""A mail address is one person's alone once they have shown that it is theirs, and not before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_constraint("uq_accounts_email", type_="unique")
    op.create_index(
        "uq_accounts_email",
        "accounts",
        ["email"],
        unique=True,
        sqlite_where=sa.text("email_verified = 1"),
        postgresql_where=sa.text("email_verified"),
    )
