"""A clock keeps the day that a late acknowledgement put off; cases are found by the person they were linked with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("clock_row")  # derived: made anew in the same transaction
    op.create_table(
        "clock_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("started", sa.Integer(), nullable=False),
        sa.Column("day_zero", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("base_due", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Integer(), nullable=False),
        sa.Column("backstop", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_clock_row")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_record_row_same_person", "record_row", ["value"], sqlite_where=sa.text("kind = 'same_person'")
    )
