"""What is in memory at the first paint: nothing of the heavy libraries may be.

The desk's own ``main`` is started by a few lines that write the names of all modules down at the moment the app says
that it has painted; nothing else of it is touched.
"""

import sys
from collections.abc import Iterator

from bench import program, stores
from bench.figures import Line
from bench.session import Session

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "holidays", "jinja2", "pydantic", "typer")
LAUNCH = """
import sys
from complaintdesk.__main__ import main
from screens.app import DeskApp
where, seen = sys.argv.pop(1), DeskApp.on_ready
def on_ready(app):
    with open(where, 'w') as out:
        out.write('\\n'.join(sys.modules))
    seen(app)
DeskApp.on_ready = on_ready
sys.exit(main())
"""


def measure(_: int) -> Iterator[Line]:
    """The line of the report about modules."""
    written = stores.scratch() / "modules.txt"
    written.unlink(missing_ok=True)
    options = program.desk_on(stores.store(stores.SMALL))[len(program.DESK) :]
    command = (sys.executable, "-c", LAUNCH, str(written), *options)
    with Session(command, {**program.surroundings(), "PYTHONPATH": str(program.ROOT)}) as run:
        run.wait_for("sort: clock")
        run.rest()
        run.leave("q")
    names = written.read_text().splitlines()
    found = sorted({name.partition(".")[0] for name in names} & set(HEAVY))
    what = f"modules of {', '.join(HEAVY)} at the first paint"
    yield Line(what, ", ".join(found) or "none", f"{len(names)} in all", len(found), 0, 0, unit="")
