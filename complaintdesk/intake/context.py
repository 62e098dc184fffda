"""The guess at the kind of feedback, with what is on file and how it came in taken into account."""

import re
from collections.abc import Collection

from complaintdesk.intake.clean import clean
from complaintdesk.intake.guess import Guess, guess

Before = tuple[tuple[str, str], ...]
"""(reference, subject) of the service requests on file for a property."""
_TELLING = re.compile(r"[a-z]{3,}")
_COMMON = frozenset(
    """again and are been but can could did does don fix fixed for from get got had has have her his how into its just
    mend more need needs never new nobody none not now our out over please repair repaired replace report reported
    she since some somebody someone that the them then there they this too was were what when who why will with work
    working works would you your broken leaking""".split()  # noqa: SIM905
)


def in_context(
    text: str,
    *,
    survey: bool = False,
    asked: str = "",
    enquirer: str = "",
    before: Before | None = None,
    leave_out: Collection[str] = (),
) -> Guess:
    """What kind of feedback it is. ``survey``: it was written in a survey. ``asked``: whether an MP or councillor
    expressly asks for a complaint. ``enquirer``: who that is. ``before``: the property's service requests, None where
    none is named. ``leave_out``: kinds that the landlord does not have.
    """
    if survey:
        return _survey(text, leave_out)
    found = guess(text, leave_out)
    if enquirer and "mp_enquiry" not in leave_out:
        found = Guess("mp_enquiry", f"{enquirer} asks on the resident's behalf.")
    if found.kind == "mp_enquiry" and asked == "yes":
        return Guess("complaint", "An MP or councillor expressly asks for a complaint.")
    if found.kind != "service_request" or before is None:
        return found
    for ref, subject in before:
        shared = sorted(_words(text) & _words(subject))
        if shared:
            told = ", ".join(f'"{one}"' for one in shared[:3])
            return Guess(
                "complaint", f"Looks like a complaint: {ref} asked for this before ({told}), so it was not settled."
            )
    return Guess("service_request", f"{found.why.rstrip('.')}; nothing like it is on file for this property.")


def _survey(text: str, leave_out: Collection[str]) -> Guess:
    """A remark in a survey starts no complaint: it is a request where something is asked for, else a comment."""
    found = guess(text, leave_out={"complaint", *leave_out})
    if found.kind == "complaint":
        return Guess(
            "survey" if "comment" in leave_out else "comment",
            "A remark in a survey is no complaint (Code 1.6), and this one asks for nothing to be done.",
        )
    return Guess(found.kind, f"{found.why} A remark in a survey is no complaint (Code 1.6).")


def _words(text: str) -> set[str]:
    return set(_TELLING.findall(clean(text).casefold())) - _COMMON
