"""What SQLModel cannot say: triggers that keep the truth as it is, and the full-text index.

The BEFORE INSERT triggers are there because INSERT OR REPLACE deletes without firing a delete trigger
when ``recursive_triggers`` is off, as it is for anybody else's connection.
"""


def _frozen(name: str, exists: str) -> tuple[str, ...]:
    no = f"SELECT RAISE(ABORT, '{name} rows are never changed')"
    return (
        f"CREATE TRIGGER IF NOT EXISTS {name}_no_update BEFORE UPDATE ON {name} BEGIN {no}; END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_no_delete BEFORE DELETE ON {name} BEGIN {no}; END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_no_replace BEFORE INSERT ON {name} WHEN {exists} BEGIN {no}; END",
    )


TRIGGERS: tuple[str, ...] = (
    *_frozen(
        "event",
        "EXISTS (SELECT 1 FROM event WHERE pos = NEW.pos)"
        " OR EXISTS (SELECT 1 FROM event WHERE case_id = NEW.case_id AND seq = NEW.seq)"
        " OR EXISTS (SELECT 1 FROM event WHERE key = NEW.key)",
    ),
    *_frozen(
        "register",
        "EXISTS (SELECT 1 FROM register WHERE case_id = NEW.case_id)"
        " OR EXISTS (SELECT 1 FROM register WHERE ref = NEW.ref)"
        " OR EXISTS (SELECT 1 FROM register WHERE year = NEW.year AND n = NEW.n)",
    ),
    *_frozen(
        "policy_text",
        "EXISTS (SELECT 1 FROM policy_text WHERE key = NEW.key AND in_force_from = NEW.in_force_from)",
    ),
    "CREATE TRIGGER IF NOT EXISTS words_no_update BEFORE UPDATE ON words"
    " WHEN NEW.case_id IS NOT OLD.case_id OR NEW.seq IS NOT OLD.seq OR NEW.salt IS NOT NULL OR NEW.body IS NOT NULL"
    " BEGIN SELECT RAISE(ABORT, 'words may be erased, never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS words_no_delete BEFORE DELETE ON words"
    " BEGIN SELECT RAISE(ABORT, 'words may be erased, never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS words_no_replace BEFORE INSERT ON words"
    " WHEN EXISTS (SELECT 1 FROM words WHERE case_id = NEW.case_id AND seq = NEW.seq)"
    " BEGIN SELECT RAISE(ABORT, 'words may be erased, never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS store_clock_no_delete BEFORE DELETE ON store_clock"
    " BEGIN SELECT RAISE(ABORT, 'the store clock stays'); END",
    "CREATE TRIGGER IF NOT EXISTS store_clock_forward BEFORE UPDATE ON store_clock"
    " WHEN NEW.pos < OLD.pos OR NEW.edits < OLD.edits"
    " BEGIN SELECT RAISE(ABORT, 'the store clock never goes back'); END",
)

INDEXES = ("ft_open", "ft_closed")
"""Open and closed cases are searched apart: a search among the open ones does not wade through the closed."""
SEARCH = tuple(
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5(ref, resident, address, subject, words,"
    " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')"
    for name in INDEXES
)
SEARCH_FORGETS = tuple(f"INSERT INTO {name}({name}) VALUES('optimize')" for name in INDEXES)
"""Leaves in the index only words that cases still have; for when words are erased.

Decision: an index that takes replaced words out at once ("secure-delete") costs each act milliseconds for nothing,
since those words still stand in the events. Words are erased from there, and then from here.
"""

FIRST_CLOCK = "INSERT OR IGNORE INTO store_clock(id, pos, edits) VALUES (1, 0, 0)"
REVISION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As alembic itself would make it."""
