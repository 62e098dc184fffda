"""What an act's form may ask on any case, and what a record may hold: what the reader of policy files checks by."""

from collections.abc import Mapping
from typing import Final

from complaintdesk.engine.acts import ACTS
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.records import RECORDS

_WHO: Final = ("handler", "handler_role")
_ENDS: Final = ("ombudsman_text", "support", "signatory")
_UNDERSTOOD: Final = (
    *("definition", "wanted", "parts", "responsible_for", "not_responsible_for", "unclear", *_WHO),
    *("update_interval", "contact_method", "compensation_asked", "thanks", "process", *_ENDS),
)
_DECIDED: Final = (
    *("findings", "outcome", "apology", "steps", "remedies", "remedies_none", "actions_none", "lessons"),
    *("definition", "thanks", "ombudsman_text", "signatory"),
)
LETTER_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "acknowledgement": _UNDERSTOOD,
    "extension_notice": ("until", "reason", "progress", "good_reason", "update_interval", *_WHO, *_ENDS),
    "stage_1_response": (*_DECIDED, "wanted", "relied_on", "escalation", "support", *_WHO),
    "stage_2_acknowledgement": _UNDERSTOOD,
    "stage_2_response": (*_DECIDED, "wanted", "relied_on", "designated_person", *_WHO),
    "clarification": ("definition", "parts", "unclear", "thanks", *_WHO, *_ENDS),
    "update": ("progress", "update_interval", *_WHO, *_ENDS),
    "refusal": ("ground", "reason", "signposting", "thanks", *_WHO, *_ENDS),
    "escalation_refusal": ("ground", "reason", "signposting", *_WHO, *_ENDS),
    "closure": (*_DECIDED, "why", "reason", "agreed", "escalation", "support"),
    "restriction_notice": ("restrictions", "reason", "exception", "due_on", *_ENDS),
    "representative_authority": _ENDS,
    "service_request_update": ("progress", "thanks", "complaint_route", "signatory", *_WHO),
    "survey": ("questions", "complaint_route", "signatory"),
    "complaint_route": ("complaint_route", "process", "thanks", *_ENDS),
}
"""The fields that the templates of each kind of letter print. A test holds it against the templates."""

INTAKE_FIELDS: Final = (
    *("when", "words", "wanted", "parts", "owner", "complainant", "members", "concerns", "relation", "authority"),
    *("asked_on", "asked_how", "express_request", "need", "noticed_by", "vulnerability", "prefers"),
    *("contact_preference", "linked", "link", "trigger", "happened_on", "known_on", "legal", "dissatisfied"),
    *("unclear", "definition", "area", "enquirer"),
)
"""What the intake page asks that other forms ask too. A test holds it against the page."""


def own_fields(act: Act) -> tuple[str, ...]:
    """What the form of an act asks, whatever its letter asks besides."""
    if act.opens:
        return INTAKE_FIELDS
    return tuple(dict.fromkeys((*act.fields, *(name for _, names in act.also for name in names), *act.last)))


def letter_fields(act: Act) -> tuple[str, ...]:
    """What the form asks besides for its letter; what stands on the file is printed from there."""
    there = {*own_fields(act), *(name for kind in act.moves for name in RECORDS[kind].says)}
    kinds = dict.fromkeys(kind for _, kind in (*act.letters, *act.letters_on))
    return tuple(dict.fromkeys(name for kind in kinds for name in LETTER_FIELDS[kind] if name not in there))


def asked_by(act: Act) -> tuple[str, ...]:
    """Every field that a form of the act has, on one case or another."""
    return tuple(dict.fromkeys((*own_fields(act), *letter_fields(act), *(name for name, _ in act.says))))


def held_by_record(kind: str) -> tuple[str, ...]:
    """The fields that an entry of a kind may hold: of its line, and of every act that makes or changes one."""
    acts = [act for act in ACTS.values() if act.adds == kind or kind in act.moves]
    names = (name for act in acts for name in (*act.fields, act.stamps) if name not in ("", "when", "which"))
    return tuple(dict.fromkeys((*RECORDS[kind].says, *names)))
