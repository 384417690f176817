"""People and rooms are looked up by name, a page at a time, however many there are."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("ix_people_name_id", "people", ["name", "id"])
    op.create_index("ix_rooms_name_id", "rooms", ["name", "id"])
