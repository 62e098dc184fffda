"""References: how files are numbered."""

from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.terms import BOOK


def year_of(first: Event) -> int:
    """The London year a file is numbered in by its first event; none for a landlord's book."""
    return 0 if first.body.get("feedback") == BOOK else london(first.at).year


def reference(year: int, n: int, landlord: str = "") -> str:
    """'CD-26001': the year's last two digits, then the number within it; 'BOOK-SALIX' for a landlord's book."""
    return f"CD-{year % 100:02d}{n:03d}" if year else f"BOOK-{landlord.upper()}"
