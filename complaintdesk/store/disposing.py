"""Words taken out of the store for good: out of the events, the drafts, the indexes, the file's own pages and its log.

The chain holds without them, since a body is hashed apart with a salt of its own, which goes too.
"""

import time

from complaintdesk.models.events import DISPOSED
from complaintdesk.store import faults
from complaintdesk.store.connection import Connection, Error
from complaintdesk.store.ddl import SEARCH_FORGETS

_WORDS = (
    "UPDATE words SET salt = NULL, body = NULL WHERE case_id = ? AND body IS NOT NULL AND seq NOT IN"
    " (SELECT e.seq FROM event e WHERE e.case_id = words.case_id AND e.kind = ?)"
)
DRAFTS = "DELETE FROM draft WHERE instr('/' || replace(name, ' ', '/') || '/', '/' || ? || '/') > 0"
_TRIES = 20


def erase(db: Connection, case_id: int, ref: str) -> None:
    """The words of every event but the disposals, and what anybody has typed on the case and not done."""
    db.execute(_WORDS, (case_id, DISPOSED))
    db.execute(DRAFTS, (ref,))


def forget(db: Connection) -> None:
    """Leave in the indexes only words that cases still have."""
    for statement in SEARCH_FORGETS:
        db.execute(statement)


def sweep(db: Connection) -> bool:
    """Write the whole file anew, outside any transaction, and empty the log; False where others hinder it.

    Pages that were cleared of a row may keep bytes of it where rows were moved about; only a new file has none.
    """
    for _ in range(_TRIES):
        try:
            db.execute("VACUUM")
            (busy, *_) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except Error as error:
            if faults.code_of(error) != faults.BUSY:
                raise
            busy = 1
        if not busy:
            return True
        time.sleep(0.05)
    return False
