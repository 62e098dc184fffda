"""Rows in memory, and a short way to ask for one of Salix's figures."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from complaintdesk import policies
from complaintdesk.engine.periods import read_period
from complaintdesk.reports import CaseLine, ClockLine, PartLine, RecordLine, figure

_numbers = count(1)
APRIL, TODAY = "2024-04", date(2025, 6, 2)


def day(text):
    return date.fromisoformat(text)


def case(received="2024-04-10", feedback="complaint", area="Repairs", theme="Damp", **more):
    n = next(_numbers)
    days = {name: day(more[name]) for name in ("escalated", "closed") if more.get(name)}
    return CaseLine(f"CD-{n}", n, feedback, area, theme, f"case {n}", day(received), **{**more, **days})


def clock(name="respond", stage=1, due="2024-04-22", met="", base="", ended="", of=None):
    days = [day(one) if one else None for one in (met, ended)]
    return ClockLine(of or case(), name, stage, day(base or due), day(due), *days)


def part(of, number, finding, answered="2024-04-22", stage=1, overturned=""):
    return PartLine(of, number, stage, finding, day(answered), overturned)


def entry(kind, said="2024-04-10", *, of=None, value="", what="", due="", settled="", pence=0, amount=0.0):
    days = [day(one) if one else None for one in (due, settled)]
    return RecordLine(of or case(), kind, value, what or f"{kind} of {said}", day(said), *days, pence, amount)


@dataclass
class Held:
    """The rows a desk would hand in."""

    some_cases: list = field(default_factory=list)
    some_clocks: list = field(default_factory=list)
    some_parts: list = field(default_factory=list)
    entries: list = field(default_factory=list)

    def cases(self):
        return self.some_cases

    def clocks(self, name, stage):
        return [one for one in self.some_clocks if (one.name, one.stage) == (name, stage)]

    def parts(self):
        return self.some_parts

    def records(self, kinds):
        return [one for one in self.entries if one.kind in kinds]

    def figure(self, key, period=APRIL, today=TODAY, policy="salix"):
        loaded = policies.load(policy)
        rule = next(one for one in loaded.figures if one.key == key)
        return figure(rule, self, read_period(period, today, loaded.year_starts), today, loaded)
