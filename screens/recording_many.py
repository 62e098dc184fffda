"""One act on many cases on its way into their histories: the same form, asked once."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from complaintdesk.models.acting import ActForm, Done, ManyDone, Refused
from screens.recording import Recording

if TYPE_CHECKING:
    from screens.app import DeskApp

NAMED = 6
"""Cases named of those that the list does not show."""


class RecordingMany(Recording):
    """An act on the cases ``ids``, without a letter; ``unseen`` are those that the list does not show.

    ``result`` says what became of each.
    """

    def __init__(self, app: "DeskApp", act: str, ids: Sequence[int], unseen: Collection[int] = ()) -> None:
        super().__init__(app, "", act)
        self.ids = tuple(ids)
        self._unseen = [one for one in ids if one in unseen]
        self._hidden: tuple[str, ...] = ()
        self._found: Refused | tuple[str, ...] = ()
        self.result: ManyDone | None = None

    @property
    def draft_name(self) -> str:
        """A draft belongs to the cases it was typed for: another selection begins with an empty form."""
        about = sha256(",".join(map(str, sorted(self.ids))).encode()).hexdigest()
        return f"many/{self.act}/{about[:16]}"

    def load(self) -> "Refused | Recording":
        """Ask the desk, in a thread, for the form and for what was typed before."""
        self.form = self.fresh()
        rows = self.app.desk.queue_rows(self.ids[:1])
        self.ref = rows[0].ref if rows else ""  # what is typed is looked at on the first of them
        self.drafted = self.app.desk.draft(self.draft_name)
        return self

    def fresh(self) -> ActForm:
        """The form as the desk fills it now; it says which of its cases the list does not show."""
        form = self.app.desk.form_many(self.act, self.ids)
        if not self._unseen:
            return form
        refs = [row.ref for row in self.app.desk.queue_rows(self._unseen)]
        more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
        self._hidden = (f"{len(refs)} of them not in the list that is shown: {', '.join(refs[:NAMED])}{more}.",)
        return form._replace(warnings=(*self._hidden, *form.warnings))

    def _refusal(self, values: Mapping[str, object], because: str) -> Refused | None:
        """What refuses it on every case; what is refused on some of them is told with the cautions."""
        self._found = self.app.desk.look_at_many(self.act, self.ids, values)
        return self._found if isinstance(self._found, Refused) else None

    def _cautions(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """The cautions of all the cases together. Cases that nobody sees are asked about, whatever else there is."""
        return (*self._hidden, *(self._found if not isinstance(self._found, Refused) else ()))

    def _follows(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """No dates: they would be those of one case."""
        return ()

    def _do(self, values: Mapping[str, object], because: str) -> Done | Refused:
        self.result = self.app.desk.do_many(self.act, self.ids, values, key=self.key)
        return self.result.done[-1] if self.result.done else Refused(self.result.sentence)
