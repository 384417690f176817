"""Runs the migrations on the connection and inside the transaction that `schema.prepare` gives."""

from alembic import context

from madang.store.account_tables import accounts

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=accounts.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
