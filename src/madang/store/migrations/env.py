"""Runs the migrations on the connection and inside the transaction that `schema.prepare` gives."""

from alembic import context

from madang.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
