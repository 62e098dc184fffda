"""Slips that each key on its own would let pass: days and periods of one file that cannot both be meant."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from complaintdesk.engine.publishing import last_day_before
from complaintdesk.models.policy import Length
from complaintdesk.policy_schema import Faults, refusal, shown

Values = dict[str, Any]
Tables = Mapping[int, Values]
APRIL = 4
"""The month a reporting year begins in where the file names none."""
_ABOUT = {"working_days": 7 / 5, "days": 1, "weeks": 7, "months": 365.25 / 12, "years": 365.25}
"""Days in a unit, near enough to see which of two periods was meant to be the longer one."""
_BEFORE_STAGE_1 = re.compile(
    r"\bstage[ _-]?(0|zero|nought|nil)\b|\b(informal|pre)[ _-]stage\b|\bpre-?stage\b", re.IGNORECASE
)


def check_slips(name: str, head: Values, rules: Mapping[str, Tables]) -> None:
    """Raises BadDataFile for all that is found."""
    faults = Faults()
    begins, review = head.get("in_force_from"), head.get("review_on")
    if isinstance(begins, date) and isinstance(review, date) and review <= begins:
        faults.append(refusal(name, "policy.review_on", f"is {review}", f"a day after it comes into force, {begins}"))
    _check_years(faults, name, rules["publication"], head.get("year_starts", APRIL))
    _check_kept(faults, name, rules["retention"])
    for number, values in rules["choice"].items():
        for key in ("key", "label"):
            if _BEFORE_STAGE_1.search(values[key].replace("_", " ")):
                allowed = "a word for no stage, as none stands before stage 1 (Code 5.2)"
                faults.append(refusal(name, f"choice[{number}].{key}", f"is {shown(values[key])}", allowed))
    faults.settle()


def _longer(one: Length, other: Length) -> bool:
    return one.count * _ABOUT[one.unit] > other.count * _ABOUT[other.unit]


def _check_years(faults: Faults, name: str, publications: Tables, year_starts: int) -> None:
    """A year published for ends as the reporting year does; the time for it ends before the next one's."""
    ends = last_day_before(year_starts)
    for number, values in publications.items():
        where = f"publication[{number}]"
        if values.get("year_ends", ends) != ends:
            allowed = f"'{ends}', the day before the reporting year begins (policy.year_starts is {year_starts})"
            faults.append(refusal(name, f"{where}.year_ends", f"is {shown(values['year_ends'])}", allowed))
        if "every" in values and "within" in values and _longer(values["within"], values["every"]):
            allowed = f"no longer than 'every', {values['every']}"
            faults.append(refusal(name, f"{where}.within", f"is {values['within']}", allowed))


def _check_kept(faults: Faults, name: str, rules: Tables) -> None:
    """Keeping with authority is keeping longer, and each rule has something left that no rule before it takes."""
    for number, values in rules.items():
        where = f"retention[{number}]"
        if "length" in values and "at_most" in values and _longer(values["length"], values["at_most"]):
            allowed = f"at least the length of {values['length']}"
            faults.append(refusal(name, f"{where}.at_most", f"is {values['at_most']}", allowed))
        before = [(other, one) for other, one in rules.items() if other < number]
        firsts = [
            next((other for other, one in before if _takes(one, key, word, values.get("tenancy", ""))), 0)
            for key in ("feedback", "documents")
            for word in values.get(key, ())
        ]
        if firsts and all(firsts):
            found = f"never counts, as retention[{firsts[0]}] fits all of it first"
            faults.append(refusal(name, where, found, "the narrower rule first: the first that fits counts"))


def _takes(rule: Values, key: str, word: str, tenancy: str) -> bool:
    return word in rule.get(key, ()) and rule.get("tenancy", "") in ("", tenancy)
