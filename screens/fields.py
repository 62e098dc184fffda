"""The fields of a form, drawn by kind: a box each, with label, control and what the desk makes of the value.

Decision: a box knows how to show and give back its value and nothing else. Whether a value is right is
the desk's to say; its note stands beside the box and never holds anyone back from leaving it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Checkbox, Input, Select, Static, TextArea

from complaintdesk.models.acting import FieldNote
from complaintdesk.models.forms import Field
from screens.controls import LineInput, LinesArea, Mark, PickOne, TooLong, YesNo, one_line

LONGEST_INSIDE = 45
"""Characters of a hint that an empty line has room for in the smallest window."""


class FieldBox(Vertical):
    """One field: its label, its control, its note. Subclasses say which control and how its value reads."""

    DEFAULT_CSS = """
    FieldBox { height: auto; margin: 0; }
    FieldBox > .row { height: auto; }
    FieldBox .label { width: 22; padding: 0 1; color: $muted; }
    FieldBox:focus-within > .row > .label { color: $foreground; text-style: bold; }
    FieldBox .control { width: 1fr; height: auto; }
    FieldBox .note { height: auto; padding: 0 1 0 24; color: $muted; display: none; }
    FieldBox .note.-said { display: block; }
    FieldBox .note.-wrong { color: $error; text-style: bold; }
    """

    @dataclass
    class Changed(Message):
        """The value is another one now."""

        box: "FieldBox"

        @property
        def control(self) -> "FieldBox":
            """The box it happened in."""
            return self.box

    @dataclass
    class Left(Message):
        """The cursor went from this box to elsewhere: time to look at the value."""

        box: "FieldBox"

        @property
        def control(self) -> "FieldBox":
            """The box it happened in."""
            return self.box

    def __init__(self, field: Field) -> None:
        super().__init__(classes=f"kind-{field.kind}")
        self.field = field
        self.wrong = False

    def compose(self) -> ComposeResult:
        """Label and control on one row, the note below."""
        with Horizontal(classes="row"):
            yield Static(Content(self.label), classes="label")
            with Vertical(classes="control"):
                yield from self.controls()
        yield self.note_widget()

    @property
    def label(self) -> str:
        """The label, with a star where the field is needed."""
        return one_line(self.field.label) + (" *" if self.field.required else "")

    def note_widget(self) -> Static:
        """The line that shows the hint, then what the desk says."""
        hint = one_line(self.hint)
        return Static(Content(hint), classes="note -said" if hint else "note")

    @property
    def hint(self) -> str:
        """What stands below the field while the desk says nothing; a field to type in shows its hint inside."""
        return self.field.hint

    def controls(self) -> Iterator[Widget]:
        """The widgets that take the value."""
        raise NotImplementedError

    @property
    def value(self) -> object:
        """The value as it stands, in the shape ``models.forms.Field`` names."""
        raise NotImplementedError

    @property
    def empty(self) -> bool:
        """Whether nothing has been said here."""
        return not self.value

    def show_note(self, note: FieldNote | None) -> None:
        """Show what the desk makes of the value; None: the field's own hint again."""
        self.wrong = note is not None and not note.ok
        words = one_line((note.words if note else "") or self.hint)
        line = self.query(".note").last(Static)
        said = f"!! {words}" if self.wrong else words
        if str(line.content) != said:
            line.update(Content(said))
        line.set_class(bool(words), "-said")
        line.set_class(self.wrong, "-wrong")
        self.set_class(self.wrong, "-wrong")

    @property
    def note(self) -> str:
        """The words beside the field now."""
        line = self.query(".note").last(Static)
        return str(line.content) if line.has_class("-said") else ""

    def focus_inside(self) -> None:
        """Put the cursor into the first control."""
        for widget in self.query("*").results(Widget):
            if widget.focusable:
                widget.focus()
                return

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    @on(Checkbox.Changed)
    def _control_changed(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self))

    @on(TooLong)
    def _too_long(self, event: TooLong) -> None:
        event.stop()
        self.show_note(FieldNote(self.field.name, ok=False, words=event.words))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Say so; the desk looks at the value, the person goes on."""
        self.post_message(self.Left(self))


class LineBox(FieldBox):
    """kinds ``line`` and ``money``."""

    def controls(self) -> Iterator[Widget]:
        """One input."""
        yield LineInput(self.field.value or "", "" if self.hint else self.field.hint)

    @property
    def hint(self) -> str:
        """It stands in the line, unless it is too long for that."""
        return self.field.hint if len(self.field.hint) > LONGEST_INSIDE else ""

    @property
    def value(self) -> object:
        """The line."""
        return self.query_one(LineInput).value


class DateBox(LineBox):
    """kinds ``date``, ``moment`` and ``period``: typed as people type them, read back beside the field."""

    DEFAULT_CSS = """
    DateBox { layout: horizontal; }
    DateBox > .row { width: 46; }
    DateBox > .note { width: 1fr; padding: 0 1; }
    """

    def controls(self) -> Iterator[Widget]:
        """One input; the hint is too long for it."""
        yield LineInput(self.field.value or "")

    @property
    def hint(self) -> str:
        """It stands beside the line."""
        return self.field.hint


class TextBox(FieldBox):
    """kind ``text``: many lines."""

    def controls(self) -> Iterator[Widget]:
        """One text area."""
        yield LinesArea(self.field.value or "", self.field.hint)

    @property
    def hint(self) -> str:
        """It stands in the area."""
        return ""

    @property
    def value(self) -> object:
        """The text."""
        return self.query_one(LinesArea).text


class PartsBox(TextBox):
    """kind ``parts``: one part of the complaint a line."""

    def controls(self) -> Iterator[Widget]:
        """One text area, a part a line."""
        rows = self.field.value if isinstance(self.field.value, (tuple, list)) else ()
        yield LinesArea("\n".join(one_line(row) for row in rows), self.field.hint)

    @property
    def value(self) -> object:
        """The parts; empty lines are none."""
        return tuple(line.strip() for line in self.query_one(LinesArea).text.split("\n") if line.strip())


class ChoiceBox(FieldBox):
    """kind ``choice``."""

    def controls(self) -> Iterator[Widget]:
        """A list that opens."""
        yield PickOne(self.field.choices, self.field.value, required=self.field.required)

    @property
    def value(self) -> object:
        """The key chosen; empty: none."""
        return self.query_one(PickOne).chosen


class CaseBox(ChoiceBox):
    """kind ``case``: another case, of those the page has found."""

    def offer(self, cases: Iterable[tuple[str, str]]) -> None:
        """Offer these cases, reference and words; the one that stands in it stays."""
        pick = self.query_one(PickOne)
        chosen = pick.chosen
        found = [(key, words) for key, words in cases]
        if chosen and chosen not in dict(found):
            found.insert(0, (chosen, chosen))
        pick.offer(found)


class FlagBox(FieldBox):
    """kind ``flag``: yes or no. Always said, so never empty."""

    def controls(self) -> Iterator[Widget]:
        """A mark to set with space."""
        yield YesNo(self.field.value)

    @property
    def value(self) -> object:
        """Whether it is set."""
        return self.query_one(YesNo).value

    @property
    def empty(self) -> bool:
        """A flag is yes or no, never nothing."""
        return False


class SeveralBox(FieldBox):
    """kind ``several``: a mark for each choice; a line with commas where the policy offers none."""

    def controls(self) -> Iterator[Widget]:
        """The marks, one below the other."""
        chosen = self.field.value if isinstance(self.field.value, (tuple, list)) else ()
        for key, words in self.field.choices:
            yield Mark(words, key in chosen)
        if not self.field.choices:
            yield LineInput(", ".join(map(one_line, chosen)), "with commas between")

    @property
    def value(self) -> object:
        """The keys marked, in their order."""
        if not self.field.choices:
            return tuple(one.strip() for one in self.query_one(LineInput).value.split(",") if one.strip())
        marks = (mark.value for mark in self.query(Mark))
        return tuple(key for (key, _), is_set in zip(self.field.choices, marks, strict=True) if is_set)
