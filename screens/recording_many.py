"""One act on many cases on its way into their histories: the same form, asked once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from complaintdesk.models.acting import ActForm, Done, ManyDone, Refused
from screens.recording import Recording

if TYPE_CHECKING:
    from screens.app import DeskApp


class RecordingMany(Recording):
    """An act on the cases ``ids``, without a letter. ``result`` says what became of each."""

    def __init__(self, app: "DeskApp", act: str, ids: Sequence[int]) -> None:
        super().__init__(app, "", act)
        self.ids = tuple(ids)
        self.result: ManyDone | None = None

    @property
    def draft_name(self) -> str:
        """One draft for all acts of this kind on many cases."""
        return f"many/{self.act}"

    def load(self) -> "Refused | Recording":
        """Ask the desk, in a thread, for the form and for what was typed before."""
        self.form = self.fresh()
        rows = self.app.desk.queue_rows(self.ids[:1])
        self.ref = rows[0].ref if rows else ""  # what is typed is looked at on the first of them
        self.drafted = self.app.desk.draft(self.draft_name)
        return self

    def fresh(self) -> ActForm:
        """The form as the desk fills it now."""
        return self.app.desk.form_many(self.act, self.ids)

    def _do(self, values: Mapping[str, object], because: str) -> Done | Refused:
        self.result = self.app.desk.do_many(self.act, self.ids, values, key=self.key)
        return self.result.done[-1] if self.result.done else Refused(self.result.sentence)
