"""The register of what was not taken on: whole complaints, parts of them, and reviews."""

from typing import TYPE_CHECKING

from complaintdesk.models.lists import RefusalRow
from complaintdesk.models.moments import london

if TYPE_CHECKING:
    from complaintdesk.desk.files import Files

KINDS = ("exclusion", "review_refusal")


def refusals(desk: "Files", landlord: str = "") -> tuple[RefusalRow, ...]:
    """Every refusal, the latest first. Refusals are few: each case is looked at whole, so nothing is kept twice."""
    if landlord:
        desk.landlord(landlord)
    found = []
    for ref in desk.reader.cases_with(KINDS, landlord):
        seen = desk.look(ref)
        for one in seen.case.records:
            if one.kind in KINDS:
                parts = tuple(map(str, one.said.get("excluded_parts") or ()))
                whole = "whole" if one.kind == "exclusion" else "stage 2"
                found.append(
                    RefusalRow(
                        on=london(one.at).date(),
                        ref=ref,
                        landlord=seen.landlord.key,
                        ground=str(one.said.get("ground") or ""),
                        ground_words=str(one.said.get("ground_said") or one.said.get("ground") or ""),
                        scope="part" if parts else whole,
                        parts=parts,
                        area=seen.case.area,
                        theme=seen.case.theme,
                        reason=str(one.said.get("reason") or ""),
                        decided_by=str(one.said.get("decided_by") or ""),
                        review_on=one.due_on,
                        letter=not one.said.get("no_letter"),
                    )
                )
    return tuple(sorted(found, key=_latest))


def _latest(row: RefusalRow) -> tuple[int, str]:
    return -row.on.toordinal(), row.ref
