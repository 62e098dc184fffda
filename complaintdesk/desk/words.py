"""How the desk says things: chips, money, kinds of event. British English, plain and kind."""

from datetime import date

from complaintdesk.engine.bands import USUAL, Bands, band
from complaintdesk.engine.days import medium, short
from complaintdesk.engine.working_days import Calendar
from complaintdesk.models.lists import Chip

CLOCK_SHORT = {
    "contact": "contact",
    "mediation": "mediate",
    "advocate": "advocate",
    "acknowledge": "ack",
    "respond": "reply",
    "evidence": "evidence",
    "action": "action",
    "promise": "promise",
}
EVENT_TITLES = {
    "received": "Received",
    "contacted": "Contact with the resident",
    "acknowledged": "Acknowledged",
    "extended": "Extended",
    "responded": "Answered",
    "window_extended": "More time to ask for stage 2",
    "escalated": "Taken to stage 2",
    "escalation_refused": "Stage 2 refused",
    "closed": "Closed",
    "withdrawn": "Withdrawn",
    "reopened": "Reopened",
    "evidence_requested": "Ombudsman asked for evidence",
    "evidence_sent": "Evidence sent to the Ombudsman",
    "mediation_offered": "Mediation offered",
    "advocate_clarified": "Advocate clarified",
    "actioned": "First action taken",
    "assigned": "Assigned",
    "noted": "Note",
    "defined": "Defined",
    "letter_sent": "Letter sent",
    "corrected": "Correction",
}


def event_title(kind: str) -> str:
    """What happened, for people: 'Taken to stage 2', 'Evidence weighed'."""
    from complaintdesk.engine.acts import ACTS  # not needed to show a list

    return EVENT_TITLES.get(kind) or next((act.done for act in ACTS.values() if act.event == kind), kind)


SENT = "sent"
"""What stands as the next clock of a case whose answer is sent and on which none runs."""


def done_word(status: str, answered: bool) -> str:
    """What stands where no clock runs."""
    if status != "open":
        return status.upper()
    return "SENT" if answered else "NO CLOCK"


def chip(
    due: date | None, clock: str, today: date, calendar: Calendar, *, bands: Bands = USUAL, done: str = ""
) -> Chip:
    """How near a case is to breach, in words. ``done`` is what to say where no clock runs ('CLOSED', 'SENT')."""
    if due is None:
        return Chip("done", done or "NO CLOCK", "")
    left = calendar.days_left(due, today)
    kind = band(due, left, today, bands)
    sure = not calendar.is_confirmed(due)
    if kind == "breached":
        return Chip(kind, "LATE" if clock == "promise" else "BREACHED", f"{-left}wd", sure)
    if kind == "today":
        return Chip(kind, "TODAY", CLOCK_SHORT.get(clock, clock), sure)
    return Chip(kind, f"{left}wd", short(due) if (due - today).days < 28 else medium(due), sure)


def money(pence: int) -> str:
    """'£1,250.00'; '' for nothing."""
    return f"£{pence / 100:,.2f}" if pence else ""
