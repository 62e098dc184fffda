"""An import beside raw SQLite: beside the bare cases and events, and beside the very rows that the desk writes."""

import statistics
import time
from collections.abc import Iterator

from bench import raw, stores
from bench.figures import Line, interleaved, ratio, spread
from complaintdesk.desk.deriving import derive
from complaintdesk.desk.setting_up import make_store
from complaintdesk.store.connection import DRIVER
from complaintdesk.store.writing import Writer

IMPORTED = 10_000


def measure(rounds: int) -> Iterator[Line]:
    """The lines of the report about imports."""
    new = list(stores.cases(IMPORTED, seed=11))
    events = sum(len(case.events) for case in new)
    case_rows, event_rows = raw.case_rows(IMPORTED), raw.event_rows(IMPORTED)

    def plainly() -> float:
        db = raw.store("raw")
        start = time.perf_counter()
        db.execute("BEGIN")
        db.executemany(raw.CASE, case_rows)
        db.executemany(raw.EVENT, event_rows)
        db.execute("COMMIT")
        took = time.perf_counter() - start
        db.close()
        return took

    def brought_in() -> float:
        path = stores.scratch() / "import.db"
        stores.remove(path)
        make_store(path, stores.LANDLORDS, stores.WHO)
        writer = Writer(path)
        start = time.perf_counter()
        writer.append_many(new, derive)
        took = time.perf_counter() - start
        writer.close()
        return took

    taken = interleaved({"raw": plainly, "again": plainly, "desk": brought_in}, max(3, rounds // 2))
    noise = spread(taken["raw"], taken["again"])
    slower = ratio(taken["desk"], taken["raw"])
    rates = [
        (IMPORTED + n) / statistics.median(x for one in taken[name] for x in one)
        for name, n in (("desk", events), ("raw", len(event_rows)))
    ]
    sides = f"{rates[0] / 1e3:.0f}k rows/s", f"{rates[1] / 1e3:.0f}k rows/s"
    what = "import of 10,000 cases: time to raw executemany of cases and events"
    yield Line(what, *sides, slower, 3, 6, noise)
    yield from _same_rows(statistics.median(x for one in taken["desk"] for x in one))


def _same_rows(took: float) -> Iterator[Line]:
    """The rows that import wrote, copied table by table into an empty store of the same schema: what SQLite needs."""
    full, empty = stores.scratch() / "import.db", stores.scratch() / "floor.db"
    stores.remove(empty)
    make_store(empty, stores.LANDLORDS, stores.WHO)
    db = DRIVER.connect(str(empty), isolation_level=None)
    db.execute("PRAGMA synchronous=FULL")
    db.execute("ATTACH ? AS made", (str(full),))
    tables = ("register", "event", "words", "case_row", "clock_row", "ft_open")
    rows: dict[str, list[tuple[object, ...]]] = {}
    for table in tables:
        columns = "rowid, ref, resident, address, subject, words" if table.startswith("ft_") else "*"
        rows[table] = db.execute(f"SELECT {columns} FROM made.{table}").fetchall()
    db.execute("DETACH made")
    start = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        names = "(rowid, ref, resident, address, subject, words)" if table.startswith("ft_") else ""
        marks = ",".join("?" * len(found[0]))
        db.executemany(f"INSERT INTO {table}{names} VALUES ({marks})", found)
    db.execute("COMMIT")
    floor = time.perf_counter() - start
    db.close()
    written = sum(map(len, rows.values()))
    what = f"  to executemany of the {written:,} rows it really writes, same schema"
    yield Line(what, f"{written / took / 1e3:.0f}k rows/s", f"{written / floor / 1e3:.0f}k rows/s", took / floor)
