"""Real histories from a file: one determination of the Housing Ombudsman a line, as JSON, dates only.

A line reads ``{"ref", "landlord", "policy", "source", "history": [{"event", "stage", "on"}, ...]}``. Decision: all
or nothing. Every line is looked at, the report names each bad one with its reason, and one bad line leaves no
histories at all. A stage 2 step without the day of escalation has that day taken from the first stage 2 event, and
says so in the event itself.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from complaintdesk.errors import BadInput
from complaintdesk.intake.limits import fitted
from complaintdesk.models.events import Event
from complaintdesk.models.moments import read_day, read_moment
from complaintdesk.models.terms import CLOCK_EVENTS, MOVE_A_DAY

MOST_BYTES: Final = 20_000_000
ATTRIBUTION: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
    " Sourced from the UK Housing Ombudsman."
)
"""Goes wherever these histories are shown or passed on."""
_SAME_DAY: Final = ("received", "acknowledged", "extended", "responded", "escalated")
"""Which of two events on one day comes first within a stage; others come after these."""


@dataclass(frozen=True, slots=True)
class History:
    """One case as a line tells it. ``events`` stand in order, days at 12:00 in London."""

    ref: str
    landlord: str
    policy: str
    source: str
    events: tuple[Event, ...]
    line: int
    inferred: bool = False
    """Whether the day of escalation was taken from the first stage 2 event."""

    @property
    def landlord_key(self) -> str:
        """The key its landlord gets in a store."""
        return landlord_key(self.landlord)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one line: what stops the file, or what a person should know. Line 0 is the whole file."""

    line: int
    says: str

    def __str__(self) -> str:
        """The remark as a report prints it."""
        return f"line {self.line}: {self.says}" if self.line else self.says


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file. ``histories`` is empty where anything is ``bad``; ``digest`` knows the same file again."""

    digest: str
    histories: tuple[History, ...] = ()
    bad: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = field(default=())

    def taken(self) -> tuple[History, ...]:
        """The histories; raises BadInput with every bad line where there are some."""
        if self.bad:
            count = len(self.bad)
            head = (
                f"Nothing was taken from this file: {count} {'thing is' if count == 1 else 'things are'} wrong with it."
            )
            raise BadInput("\n".join([head, *map(str, self.bad)]), "Put them right and take the file again.")
        return self.histories


def landlord_key(name: str) -> str:
    """A key made from a landlord's name: small letters, digits and hyphens.

    >>> landlord_key("London & Quadrant Housing Trust")
    'london-and-quadrant-housing-trust'
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ")).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return key or f"landlord-{sha256(name.encode()).hexdigest()[:8]}"


def read_file(path: Path, *, infer: bool = True, policies: Collection[str] = ()) -> Report:
    """:func:`read` for a file. BadInput where it cannot be opened or is larger than 20 MB."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB.", "Split it.")
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or 'it is no file'}.", "Check its name.") from None
    return read(data, infer=infer, policies=policies)


def read(data: bytes, *, infer: bool = True, policies: Collection[str] = ()) -> Report:
    """Read the lines of ``data``; blank ones are skipped.

    With ``infer`` off a line that lacks the day of escalation is bad. Where ``policies`` are named, any other is bad.
    """
    histories: list[History] = []
    bad: list[Remark] = []
    warnings: list[Remark] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            history = _history(line, number, infer)
            if policies and history.policy not in policies:
                raise BadInput(f"there is no policy {history.policy!r}; known are {', '.join(sorted(policies))}")
            if history.ref in lines:
                raise BadInput(f"{history.ref} stands on line {lines[history.ref]} already")
        except BadInput as error:
            bad.append(Remark(number, error.sentence.rstrip(".")))
            continue
        lines[history.ref] = number
        histories.append(history)
        warnings += (Remark(number, f"{history.ref}: {says}") for says in _oddities(history, line))
    if not histories and not bad:
        bad.append(Remark(0, "The file holds no histories"))
    return Report(sha256(data).hexdigest(), () if bad else tuple(histories), tuple(bad), tuple(warnings))


def _history(line: bytes, number: int, infer: bool) -> History:
    told = _json(line)
    ref, landlord, policy, source = (_text(told, name) for name in ("ref", "landlord", "policy", "source"))
    entries = told.get("history")
    if not isinstance(entries, list) or not entries:
        raise BadInput(f"{ref}: 'history' is not a list of events")
    steps = [_step(entry, ref) for entry in entries]
    if not any(event == "received" for event, *_ in steps):
        raise BadInput(f"{ref}: there is no 'received' event")
    second = sorted(on for _, stage, on, _ in steps if stage == 2)
    inferred = bool(second) and not any(event == "escalated" for event, *_ in steps)
    if inferred:
        if not infer:
            raise BadInput(f"{ref}: a stage 2 step is told, but not the day of escalation")
        steps.append(("escalated", 2, second[0], {"inferred": True, "parts": [], "words": ""}))
    steps.sort(key=_in_order)
    events = tuple(
        Event(event, read_moment(on, ref), _body(told, event, extra, source), seq)
        for seq, (event, _, on, extra) in enumerate(steps, 1)
    )
    return History(ref, landlord, policy, source, events, number, inferred)


def _json(line: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start + 1}") from None
    except (ValueError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise BadInput(f"not JSON{where}") from None
    if not isinstance(told, dict):
        raise BadInput("not a JSON object in braces")
    return told


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    text = fitted("subject", value) if isinstance(value, str) else ""
    if not text:
        raise BadInput(f"'{name}' is missing or is no text")
    return text


def _step(entry: object, ref: str) -> tuple[str, int, str, dict[str, Any]]:
    """(event, stage, ISO day, what else its body holds)."""
    if not isinstance(entry, dict):
        raise BadInput(f"{ref}: an event is not a JSON object in braces")
    event, stage, on = entry.get("event"), entry.get("stage"), entry.get("on")
    if event not in CLOCK_EVENTS:
        raise BadInput(f"{ref}: there is no event {str(event)[:40]!r}")
    if type(stage) is not int or stage not in (1, 2) or (stage == 1 and event == "escalated"):
        raise BadInput(f"{ref}: '{event}' has no stage that can be; it is 1 or 2, and 2 for 'escalated'")
    extra: dict[str, Any] = {}
    if event in MOVE_A_DAY:
        extra["until"] = read_day(entry.get("until"), f"{ref}: 'until' of an extension").isoformat()
    return str(event), stage, read_day(on, f"{ref}: '{event}'").isoformat(), extra


def _in_order(step: tuple[str, int, str, dict[str, Any]]) -> tuple[str, int, int]:
    """By day; then stage 1, the escalation, stage 2; then as a case goes its way."""
    event, stage, on, _ = step
    return on, 1 if event == "escalated" else stage * 2 - 2, _SAME_DAY.index(event) if event in _SAME_DAY else 9


def _body(told: Mapping[str, Any], event: str, extra: Mapping[str, Any], source: str) -> dict[str, Any]:
    body: dict[str, Any] = {"source": source, **extra}
    if event == "received":
        body |= {
            "resident": "Not named",
            "subject": f"Determination {_text(told, 'ref')}",
            "words": f"Dates only, as the Ombudsman's determination tells them: {source}",
            "channel": "",
            "feedback": "complaint",
            "policy": _text(told, "policy"),
        }
    return body


def _oddities(history: History, line: bytes) -> Iterator[str]:
    """What is strange in a line that can still be taken."""
    entries = _json(line)["history"]
    days = [entry["on"] for entry in entries]
    if days != sorted(days):
        yield "its events did not stand in order of date; they were put in order"
    kinds = [event.kind for event in history.events]
    if kinds[0] != "received":
        yield f"'{kinds[0]}' comes before 'received' and counts for nothing"
    for kind in ("received", "escalated"):
        if kinds.count(kind) > 1:
            yield f"only the first '{kind}' counts"
    escalated = min((e["on"] for e in entries if e["event"] == "escalated"), default="")
    if escalated:
        for entry in entries:
            if entry["stage"] == 2 and entry["on"] < escalated:
                yield f"'{entry['event']}' of stage 2 comes before the escalation and counts at stage 1"
            if entry["stage"] == 1 and entry["on"] > escalated:
                yield f"'{entry['event']}' of stage 1 comes after the escalation and counts at stage 2"
