"""The demo's stories, played by the desk's own acts: what its rules refuse does not come about.

Decision: the words and their order are data (``data/demo/stories.toml``, ``books.toml``). A story ends where an act is
refused, and ``refused`` says which; a test holds that none is, on any day.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from complaintdesk.desk.acting import act_of, fields
from complaintdesk.desk.rehearsing import Rehearsal
from complaintdesk.engine.records import open_records
from complaintdesk.engine.working_days import Calendar
from complaintdesk.intake import demo, demo_data
from complaintdesk.intake.demo_data import Place, Told
from complaintdesk.models.acting import Done, Refused
from complaintdesk.models.moments import FIRST, LONDON, london

_BOOK_ON = 128
"""Working days before the demo's day on which a line of the book that names none was written."""
_NOT_TYPED = frozenset({"act", "on", "by", "case", "only"})
_FORGOTTEN = 0.15
"""The share of what was promised that is late in the demo."""
_BACK = re.compile(r"@-(\d+)")
_EVERY = "every remedy"
_GAP = timedelta(minutes=17)


def play(desk: Rehearsal, day: date, seed: int) -> tuple[str, ...]:
    """Play every story at every landlord, as seen from ``day``; what was refused, which should be nothing."""
    chance = Random(f"{seed}/{day.isoformat()}/stories")  # noqa: S311  made-up cases, no secret
    names = list(demo_data.people()["story_residents"])
    chance.shuffle(names)
    refused = [*_keep_promises(desk, day, chance)]
    for n, place in enumerate(demo_data.places()):
        at_one = _Landlord(desk, place, n, day)
        refused += at_one.book()
        for number, story in enumerate(demo_data.stories()):
            if place.landlord.key in story.get("only", (place.landlord.key,)):
                name = names[(number * len(demo_data.places()) + n) % len(names)]
                refused += _Story(at_one, number, story, demo.resident(name, place, chance), chance).play()
    return tuple(refused)


def _keep_promises(desk: Rehearsal, day: date, chance: Random) -> tuple[str, ...]:
    """Put down on the closed cases that came from elsewhere that what they promised was done by its day."""
    refused: list[str] = []
    places = {place.landlord.key: _Landlord(desk, place, 0, day) for place in demo_data.places()}
    now = desk.at
    for held in tuple(desk.files):
        desk.at = now
        case = desk.look(held.ref).case
        desk.who, desk.at = case.owner, max(event.recorded_at or event.at for event in case.events)
        promised = open_records(case, ("remedy",)) if case.status != "open" else ()
        for one in sorted(promised, key=lambda one: one.due_on or day):
            if one.due_on is None or one.due_on >= day or chance.random() < _FORGOTTEN:
                continue
            desk.at = max(datetime.combine(one.due_on, time(10, 5), LONDON).astimezone(UTC), desk.at + _GAP)
            at, said = places[held.landlord], {"which": one.key, "what_was_done": "Done, and the resident told."}
            asked = at.asked(held.ref, "action_done")
            refused += at.do(held.ref, "action_done", asked | said | {"done_on": "today"}, "promises")
    return tuple(refused)


class _Landlord:
    """One landlord while its book and its stories are played."""

    def __init__(self, desk: Rehearsal, place: Place, number: int, day: date) -> None:
        self.desk, self.place, self.number, self.day = desk, place, number, day
        self.key = place.landlord.key
        self.told = demo_data.books()[self.key]
        self.calendar: Calendar = desk.landlord(self.key).calendar

    def book(self) -> list[str]:
        """Write the landlord's book."""
        said = self.told["posts"]
        self.desk.at, self.desk.who = self.moment(_BOOK_ON), said["leader"]
        ref, refused = self.desk.book(self.key), []
        for step in sorted(self.told["entries"], key=lambda one: -int(one.get("on", _BOOK_ON))):
            self.desk.at = max(self.moment(step.get("on", _BOOK_ON)), self.desk.at + timedelta(minutes=3))
            values = {name: self.dated(value) for name, value in step.items() if name not in _NOT_TYPED}
            if "which" in values:
                people = self.desk.look(ref).case.records
                values["which"] = next(one.key for one in people if one.said.get("name") == values["which"])
            refused += self.do(ref, step["act"], self.asked(ref, step["act"]) | values, "book")
        return refused

    def moment(self, back: int) -> datetime:
        """In the morning of the working day so many before the day of the demo, not the same at each landlord."""
        early = self.day - timedelta(days=2 * back + 30)
        day = self.calendar.add(early, max(self.calendar.between(early, self.day) - back, 1))
        return datetime.combine(day, time(9, 10 + 7 * self.number), LONDON).astimezone(UTC)

    def dated(self, value: Any) -> Any:
        """``@-30`` as the day thirty days before this moment, ``@year`` as the last reporting year over by then."""
        if value == "@year":
            today = london(self.desk.at).date()
            ended = today.year if today.month >= self.desk.landlord(self.key).policy().year_starts else today.year - 1
            return f"{ended - 1}/{ended % 100:02d}"
        found = _BACK.fullmatch(value) if isinstance(value, str) else None
        if not found:
            return value
        return max(london(self.desk.at).date() - timedelta(days=int(found[1])), FIRST).isoformat()

    def asked(self, ref: str, act: str) -> dict[str, object]:
        """What the act's form asks, with what is known."""
        seen = self.desk.look(ref)
        return {one.name: one.value for one in fields(seen, act_of(act), self.desk.me(seen))}

    def do(self, ref: str, act: str, values: Mapping[str, Any], story: str) -> list[str]:
        """Do one act; what refused it."""
        seq = self.desk.look(ref).seq
        done = self.desk.do(ref, act, values, seq=seq, key=f"{ref}/{seq}")
        if isinstance(done, Done):
            return []
        return [f"{self.key}, {story}: {act} at {self.desk.at:%Y-%m-%d %H:%M}: {done.sentence} ({done.field})"]


class _Story:
    """One story at one landlord: who is in it, and the complaint and its answer as the situation has them."""

    def __init__(self, at: _Landlord, number: int, told: Told, resident: demo_data.Resident, chance: Random) -> None:
        self.at, self.told, self.resident = at, told, resident
        officers = [one.name for one in at.place.staff if one.role == "officer"]
        posts: Mapping[str, str] = at.told["posts"]
        self.names = {
            **posts,
            "resident": resident.name,
            "officer": officers[number % 2],
            "colleague": officers[1 + number % 2],
        }
        self.text = demo.filled(_about(told["about"][at.number]), chance) if "about" in told else {}
        if self.text:
            self.names["part"] = self.text["parts"][-1]["text"]
        self.owners: dict[str, str] = {}

    def play(self) -> list[str]:
        """Play it to its end, or to the first act that is refused."""
        desk, at = self.at.desk, self.at
        before = 0
        for back, step in _in_order(self.told["steps"], at.key):
            # Not everything happens on the same day at all five.
            desk.at = desk.at + _GAP if back == before else at.moment(back + at.number % 3)
            before = back
            number = str(step.get("case", 1))
            ref = self.names.get(f"case{number}", "")
            said = {name: at.dated(self._of(value)) for name, value in step.items() if name not in _NOT_TYPED}
            desk.who = self._of(step["by"]) if "by" in step else self.owners.get(number, self.names["officer"])
            refused = self._step(step["act"], number, ref, said)
            if refused:
                return refused
        return []

    def _step(self, act: str, number: str, ref: str, said: dict[str, Any]) -> list[str]:
        if act == "receive":
            done = self.at.desk.receive(self.at.key, {**self._received(), **said}, key=f"{self.told['name']}{number}")
            if isinstance(done, Refused):
                return [f"{self.at.key}, {self.told['name']}: receive: {done.sentence} ({done.field})"]
            self.names[f"case{number}"] = done.ref
            return []
        if act == "assign" and not ref:
            return []
        if said.get("which") == _EVERY:
            return self._every_remedy(ref, said)
        asked = self.at.asked(ref, act)
        usual = self._usual(act, asked, self.at.desk.look(ref).case.stage) if self.text else {}
        if said.get("remedies") == "extra":
            said["remedies"] = self._remedies(self.text["remedies"] + demo_data.people()["story_remedies"])
        if said.get("findings") == "situation":
            said["findings"] = usual.get("findings", ())
        if act == "assign":
            self.owners[number] = str(said["to"])
        known = asked | {name: value for name, value in usual.items() if name in asked}
        return self.at.do(ref, act, known | said, self.told["name"])

    def _every_remedy(self, ref: str, said: Mapping[str, Any]) -> list[str]:
        """Put down that all that was promised is done."""
        promised = open_records(self.at.desk.look(ref).case, ("remedy",))
        done = ({**self.at.asked(ref, "action_done"), **said, "which": one.key} for one in promised)
        return [told for values in done for told in self.at.do(ref, "action_done", values, self.told["name"])]

    def _of(self, value: Any) -> Any:
        """A text for this landlord, with its names filled in."""
        if isinstance(value, list):
            value = value[self.at.number]
        return value.format_map(self.names) if isinstance(value, str) else value

    def _received(self) -> dict[str, Any]:
        who = self.resident
        said = {name: self.text.get(name, "") for name in ("subject", "words", "wanted", "area", "theme")}
        kind = {"feedback": "complaint"} if self.text else {}
        return {
            **kind,
            "channel": "telephone",
            "resident": who.name,
            "address": who.address,
            "contact": who.contact,
            **said,
        }

    def _usual(self, act: str, asked: Mapping[str, Any], stage: int) -> dict[str, Any]:
        """What the situation has to say in an act's form."""
        text = self.text
        found = {
            "definition": text["definition"],
            "wanted": text["wanted"],
            "responsible_for": f"All that is complained of ({text['area'].lower()}).",
            "not_responsible_for": "Nothing: all of it is ours to put right.",
            "contact_method": "Telephone or e-mail, as given.",
            "compensation_asked": "Yes." if any(one.get("pence") for one in text["remedies"]) else "No.",
            "relied_on": text["relied_on"],
            "words": text["escalation"] if act == "escalate" else "",
        }
        if act == "define":
            found["parts"] = tuple(part["text"] for part in text["parts"])
        if act in ("respond", "close"):
            found |= self._answer(asked.get("findings") or (), stage)
        return {name: value for name, value in found.items() if value}

    def _answer(self, asked: Any, stage: int) -> dict[str, Any]:
        parts = {part["text"]: part for part in self.text["parts"]}
        findings = []
        for one in asked:
            part = parts.get(one["text"], self.text["parts"][0])
            before, reason = part["finding"], part["reason"]
            now = self.text.get("review_finding", before) if stage == 2 else before
            stands = "" if stage == 1 else "upheld" if now == before else "overturned"
            reason = self.text["review"] if stage == 2 else reason
            findings.append({**one, "finding": now, "reason": reason, "overturned": stands})
        given = {one["finding"] for one in findings}
        outcome = given.pop() if len(given) == 1 else "partly_upheld"
        answers = [one for one in demo_data.people()["second_answers"] if one["finding"] == outcome]
        said = self.text if stage == 1 or not answers else answers[self.at.number % len(answers)]
        remedies = self._remedies(said["remedies"])
        return {
            "findings": tuple(findings),
            "outcome": outcome,
            **{name: said[name] for name in ("apology", "steps", "lessons")},
            "remedies": remedies,
            "remedies_none": not remedies,
            "actions_none": not remedies,
        }

    def _remedies(self, told: Any) -> tuple[dict[str, str], ...]:
        return tuple(
            {
                "kind": one["kind"],
                "what": one["what"],
                "due_on": f"+{one['days']}wd" if one.get("days") else "",
                "pounds": f"{one['pence'] / 100:.2f}" if one.get("pence") else "",
                "why": one.get("why", ""),
                "owner": self.names["officer"],
            }
            for one in told
        )


def _about(subject: str) -> Told:
    return next(one for one in demo_data.situations() if one["subject"].startswith(subject))


def _in_order(steps: Any, landlord: str) -> list[tuple[int, Told]]:
    """(working days before the demo's day, step) of those that happen at the landlord, in the order of their days."""
    back, found = 0, []
    for step in steps:
        back = int(step.get("on", back))
        if landlord in step.get("only", (landlord,)):
            found.append((back, step))
    return sorted(found, key=lambda one: -one[0])
