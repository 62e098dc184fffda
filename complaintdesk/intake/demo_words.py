"""What the events of a demo case say: the texts of ``data/demo`` put into the bodies the desk records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from complaintdesk.engine.working_days import Calendar
from complaintdesk.intake.demo_data import DemoStaff, Place, Resident, Step, Told, people
from complaintdesk.models.events import Event
from complaintdesk.models.moments import london
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CHANNELS

Letters = Callable[[str, str, Sequence[Event], Event], str]
"""(landlord's key, kind of letter, history before, the event that sends it) -> the letter's text, '' for none."""
Body = dict[str, Any]

_LETTERS: Final = {
    ("acknowledged", 1): "acknowledgement",
    ("acknowledged", 2): "stage_2_acknowledgement",
    ("extended", 1): "extension_notice",
    ("extended", 2): "extension_notice",
    ("responded", 1): "stage_1_response",
    ("responded", 2): "stage_2_response",
}
_TITLES: Final = {"officer": "Complaints officer", "leader": "Service leader", "director": "Director"}


@dataclass(slots=True)
class Telling:
    """One case while its events get their words. ``text`` is a situation, or another kind of feedback, filled in."""

    place: Place
    policy: Policy
    calendar: Calendar
    feedback: str
    resident: Resident
    text: Told
    handler: DemoStaff
    reviewer: DemoStaff
    leader: DemoStaff
    chance: Random
    representative: str = ""
    stage: int = 1

    def events(self, steps: Sequence[Step], bare: Sequence[Event], letters: Letters | None) -> tuple[Event, ...]:
        """``bare`` events with bodies, who recorded them and when; with letters where they can be written."""
        told: list[Event] = []
        for step, event in zip(steps, bare, strict=True):
            if event.kind == "escalated":
                self.stage = 2
            body = {**event.body, **self._body(step, london(event.at).date())}
            recorded = event.at + timedelta(minutes=self.chance.randint(1, 25))
            if told and told[-1].recorded_at is not None:
                recorded = max(recorded, told[-1].recorded_at + timedelta(seconds=30))
            one = replace(event, body=body, who=self._who(event.kind).name, recorded_at=recorded)
            kind = _LETTERS.get((event.kind, self.stage), "")
            text = letters(self.place.landlord.key, kind, told, one) if letters and kind else ""
            told.append(replace(one, body={**body, "letter": {"kind": kind, "text": text}}) if text else one)
        return tuple(told)

    def _who(self, kind: str) -> DemoStaff:
        if kind in ("assigned", "escalation_refused", "reopened"):
            return self.leader
        return self.reviewer if self.stage == 2 and kind not in ("escalated", "evidence_requested") else self.handler

    def _body(self, step: Step, on: date) -> Body:
        made = getattr(self, f"_{step.event}")(step, on)
        return {name: value for name, value in made.items() if value is not None}

    def _said(self, *names: str) -> Body:
        return {name: self.text.get(name, "") for name in names}

    def _one_of(self, name: str) -> Any:
        found = self.chance.choice(people()[name])
        if isinstance(found, str):
            return found.format(resident=self.resident.name, handler=self.handler.name)
        return dict(found)

    def _received(self, step: Step, on: date) -> Body:
        who = self.resident
        spoken = self.chance.choices(CHANNELS[:8], (30, 26, 8, 7, 20, 4, 3, 2))[0]
        return {
            "resident": who.name,
            "address": who.address,
            "contact": who.contact,
            "representative": self.representative,
            **({"authority": True} if self.representative else {}),
            **self._said("subject", "words", "wanted", "area", "theme"),
            "channel": "letter" if self.representative else spoken,
            "taken_by": self.handler.name,
            "adjustments": who.adjustments,
            "vulnerability": who.vulnerability,
            "contact_preference": who.contact_preference,
            "feedback": self.feedback,
            "policy": self.policy.key,
        }

    def _assigned(self, step: Step, on: date) -> Body:
        to = self.reviewer if self.stage == 2 else self.handler
        why = "Had no part in stage 1." if self.stage == 2 else f"Deals with {self.text['area'].lower()}."
        return {"to": to.name, "stage": self.stage, "why": why}

    def _contacted(self, step: Step, on: date) -> Body:
        missed = self.chance.random() < 0.15
        return {
            "how": "telephone",
            "with": self.resident.name,
            "said": self._one_of("no_answer" if missed else "said"),
            "attempt": missed,
        }

    def _mediation_offered(self, step: Step, on: date) -> Body:
        return {"answer": self._one_of("mediation")}

    def _advocate_clarified(self, step: Step, on: date) -> Body:
        if self.representative:
            return {"advocate": self.representative, "authority": True}
        return dict(self._one_of("advocates"))

    def _defined(self, step: Step, on: date) -> Body:
        return {**self._said("definition", "wanted"), "parts": [part["text"] for part in self.text["parts"]]}

    def _acknowledged(self, step: Step, on: date) -> Body:
        handler = self.reviewer if self.stage == 2 else self.handler
        body: Body = {"handler": handler.name, "handler_role": _TITLES[handler.role]}
        if self.feedback != "complaint":
            return {"definition": self.text["subject"] + ".", "wanted": self.text["wanted"], **body}
        if self.stage == 2:
            asked = "; ".join(self.text["parts"][number - 1]["text"] for number in self._disputed())
            body |= {"definition": f"A review of the stage 1 answer on: {asked}.", "wanted": self.text["wanted"]}
        else:
            body |= self._defined(step, on)
        money = any(remedy.get("pence") for remedy in self.text["remedies"])
        return body | {
            "responsible_for": f"All that is complained of ({self.text['area'].lower()}).",
            "not_responsible_for": self._one_of("not_responsible_for"),
            "unclear": "",
            "update_interval": self._one_of("update_intervals"),
            "contact_method": self.resident.contact_preference or "Telephone or e-mail, as given.",
            "compensation_asked": "Yes." if money else "No.",
        }

    def _noted(self, step: Step, on: date) -> Body:
        return {"text": self._one_of("wrong_notes" if step.how == "wrong" else "notes")}

    def _corrected(self, step: Step, on: date) -> Body:
        return {"why": people()["wrong_notes_why"]}

    def _extended(self, step: Step, on: date) -> Body:
        rule = self.policy.extension(self.stage)
        reasons = [
            one
            for one in people()["extension_reasons"]
            if not rule or not rule.grounds or one["ground"] in rule.grounds
        ]
        why = self.chance.choice(reasons or people()["extension_reasons"])
        return {**why, "good_reason": self._one_of("good_reasons") if step.how == "good" else ""}

    def _responded(self, step: Step, on: date) -> Body:
        if self.feedback != "complaint":
            empty: Body = {"findings": [], "outcome": "", "apology": "", "remedies": [], "lessons": "", "relied_on": ""}
            return {**empty, "steps": self.text["steps"]}
        findings = self._review() if self.stage == 2 else self._findings()
        given = {one["finding"] for one in findings}
        outcome = given.pop() if len(given) == 1 else "partly_upheld"
        said = self._second_answer(outcome) if self.stage == 2 else self.text
        remedies = [self._remedy(one, on) for one in said["remedies"]]
        return {
            "findings": findings,
            "outcome": outcome,
            **{name: said[name] for name in ("apology", "steps", "lessons")},
            "relied_on": self.text["relied_on"],
            "remedies": remedies,
            "remedies_none": not remedies,
            "actions_none": not any(one["due_on"] for one in remedies),
        }

    def _second_answer(self, outcome: str) -> Told:
        answers: list[Told] = people()["second_answers"]
        return self.chance.choice([one for one in answers if one["finding"] == outcome] or answers)

    def _findings(self) -> list[Body]:
        return [
            {"number": number, "finding": part["finding"], "reason": part["reason"], "overturned": ""}
            for number, part in enumerate(self.text["parts"], 1)
        ]

    def _review(self) -> list[Body]:
        findings = []
        for number in self._disputed():
            before = self.text["parts"][number - 1]["finding"]
            now = self.text.get("review_finding", before)
            stands = "upheld" if now == before else "overturned"
            findings.append({"number": number, "finding": now, "reason": self.text["review"], "overturned": stands})
        return findings

    def _disputed(self) -> list[int]:
        """The parts taken to stage 2: those named, or those not wholly upheld, or the last one."""
        parts, named = self.text["parts"], self.text.get("disputed")
        return named or [n for n, part in enumerate(parts, 1) if part["finding"] != "upheld"] or [len(parts)]

    def _remedy(self, one: Told, on: date) -> Body:
        return {
            "kind": one["kind"],
            "what": one["what"],
            "due_on": self.calendar.add(on, one["days"]).isoformat() if one.get("days") else None,
            "pence": one.get("pence", 0),
            "why": one.get("why", ""),
            "owner": self.handler.name,
        }

    def _escalated(self, step: Step, on: date) -> Body:
        return {"parts": self._disputed(), "words": self.text["escalation"]}

    def _escalation_refused(self, step: Step, on: date) -> Body:
        return self._on_a_ground(self._one_of("refusals"), on)

    def _on_a_ground(self, said: Body, on: date) -> Body:
        """A decision on a ground of the policy: who took it, and since when a court has it."""
        ground = self.policy.exclusion(str(said.get("ground", "")))
        if ground is None:
            return dict(said)
        clause = ground.source.clause
        cited = clause if clause.startswith("Code") else f"{self.policy.cited_as} {clause}"
        filed_on = self.calendar.add(on - timedelta(days=30), 5).isoformat()
        return {
            **said,
            "ground_said": f"{ground.title} ({cited})",
            "filed_on": filed_on,
            "decided_by": self.leader.name,
        }

    def _closed(self, step: Step, on: date) -> Body:
        if self.feedback != "complaint":
            return {"why": "answered", "reason": self.text["steps"], "lessons": "none"}
        lists = {"early": "early_closings", "excluded": "exclusions"}
        name = lists.get(step.how) or ("second_closings" if self.stage == 2 else "closings")
        return {**self._on_a_ground(self._one_of(name), on), "lessons": "none" if step.how else self.text["lessons"]}

    def _withdrawn(self, step: Step, on: date) -> Body:
        return {"how": self._one_of("withdrawals")}

    def _reopened(self, step: Step, on: date) -> Body:
        return {"reason": self._one_of("reopenings")}

    def _evidence_requested(self, step: Step, on: date) -> Body:
        return {"what": self._one_of("evidence")}

    def _evidence_sent(self, step: Step, on: date) -> Body:
        return {"what": people()["evidence_answer"]}

    def _actioned(self, step: Step, on: date) -> Body:
        return {"what": self.text["steps"]}
