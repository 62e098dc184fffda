"""Records take the place of remedies; a case says its channel, person and flags. Derived rows are made anew.

The indexes of words, too: no longer with FTS5's secure-delete."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE {} USING fts5(ref, resident, address, subject, words,"
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
)


def upgrade() -> None:
    op.drop_table("remedy_row")
    op.create_table(
        "record_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("said_on", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("settled_on", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_record_row")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_record_row_kind", "record_row", ["kind", "said_on"])
    op.create_index("ix_record_row_link", "record_row", ["value"], sqlite_where=sa.text("kind = 'link'"))
    op.create_table(
        "owed_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("unless", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_owed_row")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_owed_row_due", "owed_row", ["due", "case_id", "n", "since", "until", "unless"])
    op.create_index(
        "ix_owed_row_landlord", "owed_row", ["landlord", "due", "case_id", "n", "since", "until", "unless"]
    )
    op.create_index("ix_owed_row_owner", "owed_row", ["owner", "due", "case_id", "n", "since", "until", "unless"])
    op.drop_table("element_row")
    op.create_table(
        "element_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("overturned", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_element_row")),
        sqlite_with_rowid=False,
    )
    op.drop_table("case_row")
    op.create_table(
        "case_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("resident", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("next_clock", sa.String(), nullable=False),
        sa.Column("next_stage", sa.Integer(), nullable=False),
        sa.Column("next_due", sa.Integer(), nullable=False),
        sa.Column("extended", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.String(), nullable=False),
        sa.Column("last_at", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("escalated_on", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Integer(), nullable=False),
        sa.Column("closed_why", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'closed')", name=op.f("ck_case_row_status")),
        sa.ForeignKeyConstraint(["id"], ["register.case_id"], name=op.f("fk_case_row_id_register")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_row")),
        sa.UniqueConstraint("ref", name=op.f("uq_case_row_ref")),
    )
    op.create_index(
        "ix_case_row_closed_landlord", "case_row", ["landlord"], unique=False, sqlite_where=sa.text("status = 'closed'")
    )
    op.create_index(
        "ix_case_row_closed_owner", "case_row", ["owner"], unique=False, sqlite_where=sa.text("status = 'closed'")
    )
    op.create_index(
        "ix_case_row_open",
        "case_row",
        ["next_due", "ref", "landlord", "owner"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_case_row_open_landlord",
        "case_row",
        ["landlord", "next_due", "ref", "owner"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "ix_case_row_open_owner",
        "case_row",
        ["owner", "next_due", "ref", "landlord"],
        unique=False,
        sqlite_where=sa.text("status = 'open'"),
    )
    op.create_index("ix_case_row_person", "case_row", ["person"])
    for name in ("tally", "tally_day"):
        op.execute(f"DELETE FROM {name}")
    for name in ("ft_open", "ft_closed"):  # made anew: their settings go, too
        op.execute(f"DROP TABLE {name}")
        op.execute(SEARCH.format(name))
