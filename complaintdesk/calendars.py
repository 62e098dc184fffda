"""Bank holidays as shipped, dated tables: ``data/calendars/<nation>.tsv``.

The tables are made once from the library ``holidays`` (``python -m complaintdesk.calendars FOLDER``), so that
the desk neither imports nor computes them at start. A test compares them with the official list that
govuk-bank-holidays carries; the first line of each says how far that list reaches.
"""

import sys
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from pathlib import Path

from complaintdesk.engine.working_days import Calendar
from complaintdesk.errors import BadDataFile
from complaintdesk.models.terms import NATIONS
from complaintdesk.resources import shipped

SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
OFFICIAL_LIST_ENDS = date(2028, 12, 31)
"""The last year of the official list, as govuk-bank-holidays 0.19 carries it."""


@lru_cache(maxsize=64)
def calendar(
    nation: str = "england-and-wales",
    closures: tuple[date, ...] = (),
    opens: time = time(9),
    closes: time = time(17),
) -> Calendar:
    """The calendar of a landlord: its nation's bank holidays and its own closure days.

    ``nation`` is a key of ``terms.NATIONS``. Raises BadDataFile where the shipped table is damaged.
    """
    closed, confirmed_to = bank_holidays(nation)
    own = {day: "closed" for day in closures if day not in closed}
    return Calendar(nation, closed | own, confirmed_to=confirmed_to, opens=opens, closes=closes)


@lru_cache(maxsize=8)
def bank_holidays(nation: str) -> tuple[dict[date, str], date]:
    """(day -> name, last day the official list covers) for one nation, from the shipped table."""
    path = shipped("calendars", f"{nation}.tsv")
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    try:
        confirmed_to = date.fromisoformat(head.rpartition("confirmed to ")[2])
        named = (line.partition("\t") for line in lines)
        return {date.fromisoformat(day): name for day, _, name in named}, confirmed_to
    except ValueError as error:
        raise BadDataFile(
            f"{path.name}: a line is not a date, a tab and a name ({error}).", "Install complaintdesk again."
        ) from None


def table(nation: str) -> Iterable[str]:
    """The lines of one nation's table, freshly made from ``holidays`` (2000 to 2100)."""
    from importlib.metadata import version

    import holidays

    yield (
        f"# Bank holidays, {NATIONS[nation]}. Made from holidays {version('holidays')};"
        f" confirmed to {OFFICIAL_LIST_ENDS.isoformat()}"
    )
    days = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=range(2000, 2101), language="en_GB")
    for day, name in sorted(days.items()):
        yield f"{day.isoformat()}\t{name}"


if __name__ == "__main__":
    for key in NATIONS:
        (Path(sys.argv[1]) / f"{key}.tsv").write_text("\n".join(table(key)) + "\n", encoding="utf-8")
