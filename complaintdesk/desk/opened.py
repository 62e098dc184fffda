"""An opened store: its reading and writing side, the time it is told, the landlords it holds.

Reading goes through the bare driver; writing is imported when it is first needed (``warm`` does so in a thread
after the first paint), so that a start pays for neither.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from complaintdesk.desk import today as system_clock
from complaintdesk.desk.landlords import Landlord
from complaintdesk.desk.lists import Lists
from complaintdesk.errors import NotFound
from complaintdesk.models.moments import london
from complaintdesk.paths import Place
from complaintdesk.store.reading import Reader

if TYPE_CHECKING:
    from complaintdesk.store.writing import Writer


class Opened:
    """One person's store, opened. Methods may be called from any thread."""

    def __init__(self, reader: Reader, who: str, now: Callable[[], datetime]) -> None:
        self.reader = reader
        self.store_path: Place = reader.path
        self.banner = ""
        """What every screen says above all else; the demo says that its cases are made up."""
        self._now = now
        self._writer: Writer | None = None
        self._opening = threading.Lock()
        self._counts = threading.Lock()
        self._count_reader: Reader | None = None
        self._lists = Lists(reader, {})
        self._know_landlords()
        self.who = self._lists.who = reader.person or self._as_listed(who)

    @classmethod
    def open(cls, path: Place, who: str, *, now: Callable[[], datetime] | None = None) -> Self:
        """The desk on the store at ``path``; an older store is upgraded first. Raises a StoreError."""
        from complaintdesk.store.faults import SchemaOlder

        try:
            reader = Reader(path)
        except SchemaOlder:
            from complaintdesk.desk.deriving import derive
            from complaintdesk.store.writing import Writer

            Writer(path, derive).close()
            reader = Reader(path)
        return cls(reader, who, now or system_clock.now)

    def close(self) -> None:
        """Let go of the store."""
        with self._opening:
            if self._writer is not None:
                self._writer.close()
        with self._counts:
            if self._count_reader is not None:
                self._count_reader.close()
        self.reader.close()

    def warm(self) -> None:
        """Load what writing and letters need; call it in a thread once the first page is painted."""
        self.writer  # noqa: B018  made on first use
        import jinja2  # noqa: F401

        from complaintdesk import letters  # noqa: F401

        for one in list(self._lists.landlords.values()):
            one.policy()

    @property
    def writer(self) -> "Writer":
        """The writing side, opened when first needed."""
        with self._opening:
            if self._writer is None:
                from complaintdesk.desk.deriving import derive
                from complaintdesk.store.writing import Writer

                self._writer = Writer(self.store_path, derive)
            return self._writer

    def now(self) -> datetime:
        """This moment as the desk was told to see it."""
        return self._now()

    def today(self) -> datetime:
        """This moment in London."""
        return london(self._now())

    def notice(self) -> str:
        """What whoever opens this store should know: that a policy file changed under its cases; '' for nothing."""
        from complaintdesk.desk.policy_texts import notice

        return "" if self.banner else notice(self.reader)

    def _know_landlords(self) -> None:
        self._lists.landlords = {row.key: Landlord(row) for row in self.reader.landlords()}
        self._lists.forget()

    def _as_listed(self, who: str) -> str:
        """My name as a staff list spells it, where exactly one does; else as it was given."""
        lines = (*(f": {row.name}" for row in self.reader.staff()), *self.reader.in_books())
        meant = [one for one in lines if one.casefold().endswith(f": {who}".casefold())]
        if not meant or any(one.endswith(f": {who}") for one in meant):
            return who  # nearly always: the books need not be read at the start
        from complaintdesk.desk.staffing import roster

        rosters = (roster(self.reader, key, self._now()) for key in self._lists.landlords)
        listed = {found.name for one in rosters if (found := one.find(who)) is not None}
        return listed.pop() if len(listed) == 1 else who

    def changed(self) -> bool:
        """Whether another connection committed since last asked."""
        if not self.reader.changed():
            return False
        self._know_landlords()
        return True

    def landlords(self) -> tuple[tuple[str, str], ...]:
        """(key, name) of every landlord in the store."""
        return tuple((one.key, one.name) for one in self._lists.landlords.values())

    def landlord(self, key: str) -> Landlord:
        """The landlord by that key; NotFound names those there are."""
        try:
            return self._lists.landlords[key]
        except KeyError:
            known = ", ".join(self._lists.landlords) or "none yet"
            raise NotFound(
                f"There is no landlord '{ascii(key)[1:-1][:40]}' in this store.", f"Known: {known}."
            ) from None

    # Drafts and settings: mine alone

    def draft(self, name: str) -> dict[str, Any] | None:
        """What I had typed under that name, or None."""
        found = self.reader.draft(name, self.who)
        return found.body if found else None

    def drafts(self) -> tuple[str, ...]:
        """The names of my drafts, newest first."""
        return tuple(one.name for one in self.reader.drafts(self.who))

    def save_draft(self, name: str, values: Mapping[str, object]) -> None:
        """Keep what is typed."""
        self.writer.save_draft(name, self.who, dict(values), self._now())

    def drop_draft(self, name: str) -> None:
        """Forget a draft; nothing happens where there is none."""
        self.writer.drop_draft(name, self.who)

    def setting(self, name: str, default: str = "") -> str:
        """One of my settings."""
        return self.reader.setting(self.who, name, default)

    def set_setting(self, name: str, value: str) -> None:
        """Keep one of my settings."""
        self.writer.save_setting(self.who, name, value)
