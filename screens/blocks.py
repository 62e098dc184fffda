"""The two fields with rows of their own: findings (one block a part) and remedies (added and removed).

Decision: a block is made of the same boxes as any form, so that labels, notes and cleaning are one
thing; its fields are named after the keys of the rows that ``models.forms.Field`` describes.
"""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from complaintdesk.models.forms import Field
from complaintdesk.models.terms import FINDINGS
from screens.awaiting import unbroken
from screens.controls import one_line
from screens.fields import CaseBox, ChoiceBox, DateBox, FieldBox, FlagBox, LineBox, PartsBox, SeveralBox, TextBox

STANDS = (("upheld", "The stage 1 decision stands"), ("overturned", "The stage 1 decision is overturned"))


def rows_of(value: object) -> tuple[Mapping[str, object], ...]:
    """The rows of a findings or remedies value, whatever a draft made of it."""
    found = value if isinstance(value, (tuple, list)) else ()
    return tuple(row for row in found if isinstance(row, Mapping))


class Block(Vertical):
    """One row of a field that has rows: a heading and a box for each key."""

    DEFAULT_CSS = """
    Block { height: auto; padding: 0 0 0 2; margin: 0 0 1 0; }
    Block > .heading { height: auto; padding: 0 1; text-style: bold; }
    Block FieldBox { margin: 0; }
    """

    def __init__(self, row: Mapping[str, object]) -> None:
        super().__init__()
        self.row = row

    @property
    def values(self) -> dict[str, object]:
        """The row as it stands; a box that is still being built has what it was given."""
        return dict(self.row) | {box.field.name: box.value for box in self.query(FieldBox) if box.is_mounted}

    def field(self, name: str, label: str, kind: str, choices: tuple[tuple[str, str], ...] = ()) -> Field:
        """A field of this row, filled from it."""
        return Field(name, label, kind, value=self.row.get(name) or "", choices=choices)


class FindingBlock(Block):
    """The finding on one part of the complaint; at stage 2 also what becomes of the earlier decision."""

    def compose(self) -> ComposeResult:
        """The part in its own words, then what was found."""
        yield Static(
            Content(f"Part {one_line(self.row.get('number', ''))}: {one_line(self.row.get('text', ''))}"),
            classes="heading",
        )
        yield ChoiceBox(self.field("finding", "Finding", "choice", tuple(FINDINGS.items())))
        yield TextBox(self.field("reason", "Reason", "text"))
        if "overturned" in self.row:
            yield ChoiceBox(self.field("overturned", "Stage 1 decision", "choice", STANDS))


class FindingsBox(FieldBox):
    """kind ``findings``: a block for each part."""

    DEFAULT_CSS = "FindingsBox > .label { width: 1fr; }"

    def compose(self) -> ComposeResult:
        """The label above, since the blocks need the width."""
        yield Static(Content(self.label), classes="label")
        rows = rows_of(self.field.value)
        if not rows:
            yield Static(Content("No parts are recorded yet: define the complaint first (e)."), classes="control")
        yield from (FindingBlock(row) for row in rows)
        yield self.note_widget()

    @property
    def value(self) -> object:
        """A row for each part, in order."""
        return tuple(block.values for block in self.query(FindingBlock))

    def focus_inside(self) -> None:
        """Into the first part of which something is wrong or not said yet."""
        boxes = list(self.query(FieldBox))
        wanted = [*(box for box in boxes if box.wrong), *(box for box in boxes if box.empty)]
        if wanted:
            wanted[0].focus_inside()
        else:
            super().focus_inside()

    @property
    def empty(self) -> bool:
        """Whether no part has a finding yet."""
        return not any(block.values["finding"] for block in self.query(FindingBlock))


class RemedyBlock(Block):
    """One thing promised to put matters right."""

    KEYS = ("kind", "what", "part", "due_on", "done_on", "pounds", "why", "owner")

    def __init__(self, row: Mapping[str, object], kinds: tuple[tuple[str, str], ...]) -> None:
        super().__init__(row)
        self.kinds = kinds

    def compose(self) -> ComposeResult:
        """A button to remove it, then its boxes."""
        with Horizontal(classes="row"):
            yield Static("Remedy", classes="heading")
            yield Button("Remove", compact=True, classes="remove")
        yield ChoiceBox(self.field("kind", "Kind", "choice", self.kinds))
        yield LineBox(self.field("what", "What will be done", "line"))
        yield LineBox(self.field("part", "For part", "line"))
        yield DateBox(self.field("due_on", "By when", "date"))
        yield DateBox(self.field("done_on", "Or done on", "date"))
        yield LineBox(self.field("pounds", "Pounds", "money"))
        yield LineBox(self.field("why", "What it answers", "line"))
        yield LineBox(self.field("owner", "Who sees to it", "line"))

    @property
    def filled(self) -> bool:
        """Whether anything was said in it."""
        return any(self.values.get(key) for key in self.KEYS)


class RemediesBox(FieldBox):
    """kind ``remedies``: rows added with the button or ctrl+n, removed with theirs, and put back."""

    DEFAULT_CSS = """
    RemediesBox > .label { width: 1fr; }
    RemediesBox .row { height: 1; }
    RemediesBox .heading { width: 24; }
    RemediesBox > Horizontal > Button, RemediesBox .remove { margin: 0 2 0 1; }
    RemediesBox #back { display: none; }
    RemediesBox.-removed #back { display: block; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._removed: list[Mapping[str, object]] = []

    def compose(self) -> ComposeResult:
        """The label, the rows, the buttons."""
        yield Static(Content(self.label), classes="label")
        yield from (RemedyBlock(row, self.field.choices) for row in rows_of(self.field.value))
        with Horizontal(classes="row"):
            yield Button("Add a remedy", compact=True, id="add")
            yield Button("Put the removed one back", compact=True, id="back")
        yield self.note_widget()

    @property
    def value(self) -> object:
        """The rows in which something was said, in order."""
        return tuple(
            {key: block.values.get(key) or "" for key in RemedyBlock.KEYS}
            for block in self.query(RemedyBlock)
            if block.filled
        )

    def focus_inside(self) -> None:
        """Into what is wrong, or the first remedy without a kind, or the first one; on no button that removes."""
        wrong = [box for box in self.query(FieldBox) if box.wrong]
        kinds = list(self.query(".kind-choice").results(FieldBox))
        wanted = [*wrong, *(box for box in kinds if box.empty), *kinds]
        if wanted:
            wanted[0].focus_inside()
        else:
            super().focus_inside()

    @on(Button.Pressed, "#add")
    async def add(self) -> None:
        """A new, empty row; the cursor goes into it."""
        await self._mount_row({})

    @on(Button.Pressed, "#back")
    async def put_back(self) -> None:
        """The row removed last, as it was."""
        if self._removed:
            await self._mount_row(self._removed.pop())
            self.set_class(bool(self._removed), "-removed")

    @on(Button.Pressed, ".remove")
    async def remove_row(self, event: Button.Pressed) -> None:
        """Take a row out; what was said in it can be put back."""
        event.stop()
        block = next(node for node in event.button.ancestors if isinstance(node, RemedyBlock))
        if block.filled:
            self._removed.append(block.values)
            self.add_class("-removed")
        await unbroken(block.remove())
        self.query_one("#add", Button).focus()
        self.post_message(self.Changed(self))

    async def _mount_row(self, row: Mapping[str, object]) -> None:
        block = RemedyBlock(row, self.field.choices)
        buttons = self.query_one("#add", Button).parent
        await unbroken(self.mount(block, before=buttons))  # type: ignore[arg-type]
        block.query(FieldBox).first().focus_inside()
        self.call_after_refresh(block.scroll_visible, animate=False)
        self.post_message(self.Changed(self))


_BOXES: dict[str, type[FieldBox]] = {
    "line": LineBox,
    "number": LineBox,
    "text": TextBox,
    "date": DateBox,
    "moment": DateBox,
    "period": DateBox,
    "choice": ChoiceBox,
    "case": CaseBox,
    "flag": FlagBox,
    "parts": PartsBox,
    "findings": FindingsBox,
    "remedies": RemediesBox,
    "several": SeveralBox,
    "money": LineBox,
}


def box_for(field: Field, values: Mapping[str, object] | None = None, *, review: bool = False) -> FieldBox:
    """The box that draws ``field``, filled from ``values`` (a draft) where they name it.

    ``review``: the form is of a later stage, which also says whether the earlier decision stands.
    """
    if field.kind == "findings" and not review:
        rows = tuple({key: row[key] for key in row if key != "overturned"} for row in rows_of(field.value))
        field = field._replace(value=rows)
    return _BOXES[field.kind](filled(field, values))


def filled(field: Field, values: Mapping[str, object] | None) -> Field:
    """The field with what ``values`` (a draft) holds for it, where they name it."""
    return field._replace(value=_merged(field, values[field.name])) if values and field.name in values else field


def _merged(field: Field, drafted: object) -> object:
    """A draft's findings on the parts there are now; any other value as it was drafted."""
    if field.kind != "findings":
        return drafted
    said = {str(row.get("number")): row for row in rows_of(drafted)}
    keep = ("finding", "reason", "overturned")
    return tuple(
        {**row, **{key: said[str(row.get("number"))].get(key, row[key]) for key in keep if key in row}}
        if str(row.get("number")) in said
        else row
        for row in rows_of(field.value)
    )
