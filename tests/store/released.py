"""Makes the small store kept beside the tests, once for each released schema:

    python tests/store/released.py tests/store/schema-1.db.gz

Its words are fixed; salts and therefore hashes are new each time, so a released file is never made again.
"""

import gzip
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from store_toy import ALDER, NINE, SALIX, derive, happened, received

from complaintdesk.store.rows import NewCase, StaffRow
from complaintdesk.store.writing import Writer, create


def fill(path: Path) -> None:
    """Three cases, one closed, with everything a store can hold."""
    create(path)
    writer = Writer(path)
    for landlord in (SALIX, ALDER):
        writer.save_landlord(landlord)
    writer.save_staff(StaffRow("Sam", "SM", "officer", "North", "salix"))
    writer.keep_policy("salix", "2024-03-01", "[policy]\nkey = 'salix'\n")
    writer.save_draft("intake", "Jo", {"words": "half a sentence"}, NINE)
    writer.save_setting("Jo", "theme", "dark")
    first = received(words="Damp in the bedroom since January", resident="Okafor, A", address="1 High Street")
    acts = [
        happened("defined", NINE + timedelta(hours=1), parts=["damp", "missed visit"]),
        happened("assigned", to="Sam"),
    ]
    writer.append_many(
        [
            NewCase(
                "salix", [first, *acts, happened("responded", NINE + timedelta(days=9), remedies=["We are sorry"])], "a"
            ),
            NewCase("alder", [received(NINE.replace(year=2025)), happened("closed")], "b"),
        ],
        derive,
    )
    writer.append(None, 0, [received(resident="Brontë, Z")], derive, key="c", landlord="salix")
    writer.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "new.db")
        Path(sys.argv[1]).write_bytes(gzip.compress((Path(folder) / "new.db").read_bytes(), mtime=0))
