"""The first released schema. Never edited: what changes later is a revision of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = (
    "CREATE VIRTUAL TABLE {} USING fts5(ref, resident, address, subject, words,"
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
)


def upgrade() -> None:
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
        sa.Column("clause", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_clock_row")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "who", name=op.f("pk_draft")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "element_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_element_row")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "landlord",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("nation", sa.String(), nullable=False),
        sa.Column("opens", sa.String(), nullable=False),
        sa.Column("closes", sa.String(), nullable=False),
        sa.Column("closures", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_landlord")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "policy_text",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("in_force_from", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "in_force_from", name=op.f("pk_policy_text")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remedy_row",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("pence", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_remedy_row")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "setting",
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("who", "name", name=op.f("pk_setting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "staff",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", "landlord", name=op.f("pk_staff")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "store_clock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_store_clock_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_clock")),
    )
    op.create_table(
        "tally",
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("next_due", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("status", "owner", "landlord", "next_due", name=op.f("pk_tally")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally_day",
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("next_due", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("status", "landlord", "next_due", name=op.f("pk_tally_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("landlord", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["landlord"], ["landlord.key"], name=op.f("fk_register_landlord_landlord")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_register")),
        sa.UniqueConstraint("ref", name=op.f("uq_register_ref")),
        sa.UniqueConstraint("year", "n", name=op.f("uq_register_year_n")),
    )
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
    op.create_table(
        "event",
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["register.case_id"], name=op.f("fk_event_case_id_register")),
        sa.PrimaryKeyConstraint("pos", name=op.f("pk_event")),
        sa.UniqueConstraint("case_id", "seq", name=op.f("uq_event_case_id_seq")),
    )
    op.create_index("uq_event_key", "event", ["key"], unique=True, sqlite_where=sa.text("key IS NOT NULL"))
    op.create_table(
        "words",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"], ["event.case_id", "event.seq"], name=op.f("fk_words_case_id_seq_event")
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("pk_words")),
        sqlite_with_rowid=False,
    )
    op.execute(SEARCH.format("ft_open"))
    op.execute(SEARCH.format("ft_closed"))
    op.execute("INSERT INTO store_clock(id, pos, edits) VALUES (1, 0, 0)")
