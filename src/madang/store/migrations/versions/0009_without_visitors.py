"""People are looked up by name without passing all the visitors who have ever come by."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_LISTED = sa.text("role <> 'visitor'")


def upgrade() -> None:
    op.drop_index("ix_people_name_id", "people")
    op.create_index("ix_people_listed", "people", ["name", "id"], sqlite_where=_LISTED, postgresql_where=_LISTED)
