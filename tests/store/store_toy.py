"""A small stand-in for the desk: what follows from a case's events, and short ways to make events.

Also run by other processes of the tests, so it imports nothing but the store.
"""

import time
from datetime import UTC, datetime, timedelta

from complaintdesk.models.events import Event
from complaintdesk.store.rows import NO_DAY, CaseFacts, ClockFacts, Derived, ElementFacts, LandlordRow, RecordFacts

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SALIX = LandlordRow("salix", "Salix Homes", "salix", closures=(("2026-12-24", "Christmas Eve"),), settings={"n": 1})
ALDER = LandlordRow("alder", "Alder Housing", "alder", "scotland")


def happened(kind, at=NINE, who="Jo", **body):
    return Event(kind, at, body, 0, who, at + timedelta(minutes=1))


def received(at=NINE, who="Jo", **body):
    return happened("received", at, who, **({"resident": "A Resident", "subject": "Damp"} | body))


def until(ask):
    """Wait for what must come."""
    while not ask():
        time.sleep(0.001)


def derive(landlord, case_id, ref, events):
    """Ten days to answer, ten more where extended; closed by ``closed``; parts and remedies from their events."""
    first = events[0]
    day = first.at.date().toordinal()
    extended = any(e.kind == "extended" for e in events)
    state = "open"
    owner = ""
    parts: tuple[str, ...] = ()
    remedies: list[RecordFacts] = []
    for event in events:
        if event.kind in ("closed", "reopened"):
            state = "closed" if event.kind == "closed" else "open"
        if event.kind == "assigned":
            owner = event.body["to"]
        if event.kind == "defined":
            parts = tuple(event.body["parts"])
        if event.kind == "responded":
            remedies = [
                RecordFacts("remedy", n, 1, w, "apology", owner, NO_DAY, NO_DAY, NO_DAY, 0)
                for n, w in enumerate(event.body.get("remedies", []), 1)
            ]
    due = NO_DAY if state == "closed" else day + (20 if extended else 10)
    body = first.body
    return Derived(
        CaseFacts(
            policy=landlord.policy,
            feedback="complaint",
            stage=1,
            status=state,
            resident=body.get("resident", ""),
            address=body.get("address", ""),
            subject=body.get("subject", ""),
            owner=owner,
            area="",
            theme="",
            next_clock="" if state == "closed" else "respond",
            next_stage=0 if state == "closed" else 1,
            next_due=due,
            extended=extended,
            provisional=False,
            received_on=first.at.date().isoformat(),
            words=body.get("words", ""),
        ),
        (
            ClockFacts(
                "acknowledge", 1, "landlord", day, day, NO_DAY, day + 5, day + 5, False, NO_DAY, NO_DAY, NO_DAY, "1"
            ),
            ClockFacts("respond", 1, "landlord", day, day, NO_DAY, day + 10, due, False, NO_DAY, NO_DAY, NO_DAY, "2"),
        ),
        tuple(ElementFacts(n, text, 0, "") for n, text in enumerate(parts, 1)),
        tuple(remedies),
    )
