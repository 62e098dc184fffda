"""What an act asks for: fields that any front end can draw, without a form per act."""

from typing import NamedTuple

FIELD_KINDS = (
    *("line", "text", "date", "moment", "choice", "flag", "parts", "case", "findings", "remedies", "several", "money"),
    *("number", "period"),
)
"""line: one line. text: many lines. date: a day. moment: a day with or without an hour.
choice: one of ``choices``. flag: yes or no. parts: one part of the complaint a line.
case: the reference of another case; a page may offer some.
findings: for each part a finding, a reason and at stage 2 whether the earlier decision stands.
remedies: rows of kind, what, due date, day it was done, part, pence, why, owner. several: any of ``choices``.
money: pounds and pence. number: digits, with a point where it is no whole number.
period: a year, quarter or month ('2024/25', '2024-Q1')."""


class Field(NamedTuple):
    """One thing an act's form asks for. ``value`` is what stands in it when the form opens.

    Values: str for line, text, number, date ('2024-04-18' or as people type it), moment and choice; bool for
    flag; tuple of str for parts; for findings a tuple of dicts {number, text, finding, reason,
    overturned}; for remedies a tuple of dicts {kind, what, due_on, done_on, part, pounds, why, owner},
    all str; for several a tuple of keys; for money str ('150', '£150.50').
    """

    name: str
    label: str
    kind: str
    value: object = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """(key, words) pairs."""
    hint: str = ""
    fold: str = ""
    """The heading it stands behind on a long page, closed until asked for; empty: always in sight."""
