"""Somebody who works at a desk in a test: a store, a clock that is told the time, and forms filled in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from complaintdesk.desk import Desk
from complaintdesk.desk.setting_up import Own, make_store
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.moments import LONDON

CONTACTS = {"telephone": "01632 960001", "email": "complaints@landlord.example", "website": "www.landlord.example"}
SAID = {
    "definition": "Water comes through the ceiling, and visits were missed.",
    "wanted": "The roof mended and an apology.",
    "parts": ("The leak was not mended.", "Two visits were missed."),
    "responsible_for": "The roof and the ceiling.",
    "not_responsible_for": "Nothing in this complaint.",
    "handler": "Jo Smith",
    "handler_role": "Investigating manager",
    "update_interval": "every 10 working days",
    "contact_method": "by telephone",
    "compensation_asked": "Not so far.",
}
ANSWER = {
    "findings": (
        {"number": 1, "finding": "upheld", "reason": "The roof was left open for three weeks.", "overturned": "upheld"},
        {"number": 2, "finding": "not_upheld", "reason": "Both visits are on the log.", "overturned": "upheld"},
    ),
    "outcome": "partly_upheld",
    "relied_on": "Our repairs policy, section 3.",
    "apology": "We are sorry that the roof was left open.",
    "steps": "The roof is mended and the ceiling painted.",
    "remedies": (
        {"kind": "action", "what": "Mend the roof", "due_on": "30/9/2026", "why": "Rain comes in", "owner": "Repairs"},
    ),
    "lessons": "Roofers are booked on the day of the first call.",
    "unheard_why": "She asked for it in writing.",
    "signatory": "Jo Smith",
}
CONTACT = {"said": "Rang and listened."}
EARLY = {"why": "early", "reason": "All is put right.", "decided_by": "Ada Bell", "lessons": "none"}
"""Closing what was answered before its target date."""


def london(text: str) -> datetime:
    """A London moment: '2026-03-12 10:00'."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@dataclass
class Officer:
    """One person on one store; ``at`` is what their clock shows."""

    store: Path
    name: str = "Jo Smith"
    at: datetime = field(default_factory=lambda: london("2026-03-12 10:00"))
    keys: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.desk = Desk.open(self.store, self.name, now=lambda: self.at)

    def key(self) -> str:
        return f"{self.name}/{next(self.keys)}"

    def receive(self, landlord: str, **said: object) -> str:
        values = {"resident": "Amara Okafor", "address": "12 Larch Walk", "words": "The ceiling leaks again.", **said}
        done = self.desk.receive(landlord, values, key=self.key())
        assert isinstance(done, Done), done
        return done.ref

    def filled(self, ref: str, act: str, **said: object) -> dict[str, object]:
        form = self.desk.form(ref, act)
        given = SAID | ANSWER | (CONTACT if act == "contact" else {}) | {"handler": self.name, "signatory": self.name}
        values = {one.name: one.value for one in form.fields}
        values |= {name: given[name] for name in values if name in given}
        return {**values, **said}

    def try_to(self, ref: str, act: str, *, override: str = "", **said: object) -> Done | Refused:
        form = self.desk.form(ref, act)
        values = self.filled(ref, act, **said)
        return self.desk.do(ref, act, values, seq=form.seq, key=self.key(), override=override)

    def do(self, ref: str, act: str, **said: object) -> Done:
        done = self.try_to(ref, act, **said)
        assert isinstance(done, Done), done
        return done

    def undo(self, ref: str) -> Done | Refused:
        return self.desk.undo(ref, seq=self.desk.case(ref).seq, key=self.key())


def new_store(path: Path, *landlords: str) -> Path:
    """A store for these policies, its landlords reachable as letters must say."""
    make_store(path, landlords, "Jo Smith", Own(contacts=CONTACTS))
    return path
