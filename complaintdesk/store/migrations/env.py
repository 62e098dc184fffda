"""Runs revisions on the connection, and inside the transaction, that ``upgrading`` hands over."""

from alembic import context

from complaintdesk.store.derived_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
