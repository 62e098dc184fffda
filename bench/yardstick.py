"""The bare app that every ratio on the screen is taken against: one DataTable, 50 rows, j and k to move, q to leave.

    python bench/yardstick.py [ROWS]

It imports nothing of the desk's, so that it may stand for what Textual costs by itself.
"""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import DataTable

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 50
COLUMNS = ("Ref", "Due", "Left", "Stage", "Complainant", "Subject", "Owner")
STAGES = ("Acknowledge", "Investigate", "Respond")


def row(i: int) -> tuple[str, ...]:
    return (
        f"C-{i:07d}",
        f"2026-{i % 12 + 1:02d}-{i % 28 + 1:02d}",
        f"{i % 40 - 5:+d} wd",
        STAGES[i % 3],
        f"Person {i * 7919 % 9973}",
        f"Subject of the complaint number {i}",
        f"user{i % 9}",
    )


class Bare(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [("j", "down", "Down"), ("k", "up", "Up"), ("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row", zebra_stripes=False)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        table.add_rows(row(i) for i in range(ROWS))

    def action_down(self) -> None:
        self.query_one(DataTable).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(DataTable).action_cursor_up()


if __name__ == "__main__":
    Bare().run()
