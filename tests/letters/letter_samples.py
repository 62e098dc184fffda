"""Letters to test with: a made-up complaint that leaves nothing open, and how an example of a ledger is proved."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from complaintdesk import letters, policies
from complaintdesk.models.case import Element, Remedy
from complaintdesk.models.letter import Check, Letter, LetterFacts, Promise

POLICIES = ("code-2024", "salix", "slh", "his", "calico", "saha")
ACK, MORE_TIME, STAGE_1 = "acknowledgement", "extension_notice", "stage_1_response"
ACK_2, STAGE_2 = "stage_2_acknowledgement", "stage_2_response"
KINDS = (ACK, MORE_TIME, STAGE_1, ACK_2, STAGE_2)
"""The five that run a complaint from its receipt to its final answer; every landlord sends them."""
EVERY = tuple(
    (key, rule.kind)
    for key in POLICIES
    for rule in policies.load(key).letters
    if not all(item.source.inherited_from for item in rule.contains)
)
"""Every kind of letter of each policy, but for those that it takes over whole."""
AT_STAGE_2 = (ACK_2, STAGE_2, "escalation_refusal")

LIFT = "The lift was out of service for four days in March."
CALLS = "Nobody rang back when you called the office."
ELEMENTS = (
    Element(
        1,
        LIFT,
        ((1, "partly_upheld", "The first repair did not last."), (2, "upheld", "The motor was known to be worn.")),
        "overturned",
    ),
    Element(
        2,
        CALLS,
        ((1, "not_upheld", "Our records show two calls back."), (2, "not_upheld", "The records hold good.")),
        "upheld",
    ),
)
MOTOR = Remedy("action", "Fit a new door motor", date(2024, 5, 31), why="It failed twice", owner="Repairs Manager")
PAINT = Promise("Paint the landing", date(2024, 5, 3), "Repairs", "The painter is ill.")
MONEY = Remedy("compensation", "Goodwill payment", date(2024, 5, 10), 7500, "Four days of climbing to the sixth floor")


def part(number: int, text: str, finding: str = "", reason: str = "", overturned: str = "", stage: int = 1) -> Element:
    """A part with what was found at one stage; without a finding, nothing was."""
    return Element(number, text, ((stage, finding, reason),) if finding or reason else (), overturned)


def complete(policy_key: str, kind: str, **changes: Any) -> LetterFacts:
    """Facts that leave no item of this letter open, changed as asked; a change of date changes the Ombudsman too."""
    policy = policies.load(policy_key)
    reached = {} if kind in KINDS else {"telephone": "01632 960001", "email": "complaints@landlord.example"}
    written_on = changes.pop("written_on", date(2024, 4, 18))
    standing: dict[str, Any] = {**letters.standing(policy_key)}
    facts = LetterFacts(
        kind=kind,
        written_on=written_on,
        landlord=policy.landlord,
        contacts=replace(policy.contacts, **reached),
        ombudsman=letters.contact_on(written_on),
        reference="CD-24130",
        resident="Rosa Begum",
        address="Flat 61, Kestrel House\nMill Lane",
        stage=2 if kind in AT_STAGE_2 else 1,
        subject="Lift out of service",
        received_on=date(2024, 4, 2),
        definition="You are unhappy about the lift in Kestrel House and about our telephone service.",
        wanted="A lift that works, and an answer when you ring.",
        parts=(LIFT, CALLS),
        responsible_for="The lift and our telephone service.",
        not_responsible_for="The street lights outside, which belong to the council.",
        unclear="On which days did you ring us?",
        handler="Sam Ode",
        handler_role="Service Manager",
        update_interval="every Friday by text message",
        contact_method="by text message",
        compensation_asked="Yes, you would like a refund of the service charge.",
        respond_due=date(2024, 4, 22),
        until=date(2024, 4, 30),
        original_due=date(2024, 4, 22),
        reason="We are waiting for the surveyor's report.",
        progress="We have spoken with the lift engineer and read the call records.",
        elements=ELEMENTS,
        outcome="partly_upheld",
        relied_on="Section 4 of our repairs policy.",
        apology="We are sorry that you had to climb the stairs for four days.",
        steps="We will renew the motor and check the lift every month.",
        remedies=(MOTOR, MONEY),
        lessons="Worn motors are now replaced at the yearly service.",
        escalate_until=date(2024, 5, 7),
        refer_from=date(2024, 6, 13),
        signatory="Sam Ode, Service Manager",
        ground="4.4.1, the issue is older than twelve months",
        signposting="The county highways department looks after the road.",
        promises=(PAINT,),
        why="resolved",
        agreed="You accept the new motor and a refund of one month's charge.",
        representative="Ada Begum, your daughter",
        restrictions="Please write to us by email or letter only.",
        exception="We ring you on the first Monday of each month.",
        review_on=date(2024, 10, 18),
        questions="How satisfied are you with how we dealt with your complaint?",
        **standing,
    )
    return replace(facts, **changes)


def written(policy_key: str, kind: str, width: int = 72, **changes: Any) -> Letter:
    """The complete letter, changed as asked."""
    return letters.write(policies.load(policy_key), complete(policy_key, kind, **changes), width)


def missing(letter: Letter) -> dict[str, Check]:
    """The lines of the checklist that are not met, warnings too, by item."""
    return {check.item: check for check in letter.checks if not check.met}


def flat(text: str) -> str:
    """A text with every run of white space as one space: how it reads, however it is wrapped."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Example:
    """One example of a ledger: what is changed in the complete letter, and what must follow."""

    ledger: tuple[str, ...]
    kind: str
    changes: dict[str, Any]
    lacks: frozenset[str] = frozenset()
    """Exactly these items are missing that the complete letter had."""
    prints: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    """Words the letter must not have."""
    names: tuple[str, ...] = ()
    """Words of the missing item's line."""
    clause: str = ""
    """What every missing item's line cites."""
    level: str = "block"
    note: str = field(default="", compare=False)

    def prove(self, policy_key: str) -> None:
        """Fails unless the example holds under the policy."""
        letter = written(policy_key, self.kind, **self.changes)
        open_before = set(missing(written(policy_key, self.kind)))
        lacking = missing(letter)
        assert set(lacking) - open_before == self.lacks, {item: check.where for item, check in lacking.items()}
        for item in self.lacks:
            check = lacking[item]
            assert check.level == self.level
            assert (check in letter.missing) == (self.level == "block")
            assert all(word in check.where for word in self.names), check.where
            assert self.clause in ("", check.clause), check
        text = flat(letter.text)
        assert all(flat(words) in text for words in self.prints), (self.prints, letter.text)
        assert not any(flat(words) in text for words in self.silent), letter.text
        if not self.lacks:
            assert letter.missing == ()


def example(ledger: str, kind: str, lacks: Iterable[str] = (), **more: Any) -> Any:
    """A parameter for pytest, named after its rows of the ledger; what is no key of Example is a change of facts."""
    keys = {"prints", "silent", "names", "clause", "level", "note"}
    said = {key: value for key, value in more.items() if key in keys}
    changes = {key: value for key, value in more.items() if key not in keys}
    ids = tuple(ledger.split())
    made = Example(ids, kind, changes, frozenset([lacks] if isinstance(lacks, str) else lacks), **said)
    name = " ".join(filter(None, (ledger, made.note or kind)))
    return pytest.param(made, id=name, marks=pytest.mark.clause(*ids))
