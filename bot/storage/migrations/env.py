"""Alembic's entry: works on the connection that `bot.storage.migrate` hands over."""

from alembic import context

from bot.storage import schema  # noqa: F401  every table is part of the metadata
from bot.storage.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
