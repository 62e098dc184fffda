"""Whether the clocks and extensions of one policy file make sense together.

Decision: what would leave the engine without an answer (a response that runs from an acknowledgement the
policy never asks for, a stage without a limit for extensions) is refused when the file is read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.models.figures import MEASURES
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CLOCK_MET_BY, CUSTOMER_CLOCKS, FEEDBACK_KINDS, FINDINGS, WINDOWS
from complaintdesk.policy_schema import Faults, nearest, refusal, shown

Values = dict[str, Any]


def check_clocks(name: str, clocks: Mapping[int, Values]) -> None:
    """Stage, party, start and target fit each clock, and no two clocks claim the same case.

    ``clocks`` are those that could be read, by their number in the file. Raises BadDataFile for all that is wrong.
    """
    faults = Faults()
    for number in clocks:
        with faults.noted():
            _check_clock(name, number, clocks)
    faults.settle()


def _check_clock(name: str, number: int, clocks: Mapping[int, Values]) -> None:
    values = clocks[number]
    where, clock, stage = f"clock[{number}]", values["name"], values.get("stage")
    feedback = set(values.get("feedback", ("complaint",)))
    if (stage is None) != (clock == "evidence"):
        allowed = "no stage for evidence" if stage else "1, 2"
        raise refusal(name, f"{where}.stage", f"is {stage}" if stage else "is missing", allowed)
    customers = clock in CUSTOMER_CLOCKS
    if (values["party"] == "customer") != customers:
        raise refusal(name, f"{where}.party", f"is {values['party']!r}", "customer" if customers else "landlord")
    starts = _starts(clock, stage)
    if values["runs_from"] not in starts:
        raise refusal(name, f"{where}.runs_from", f"is {values['runs_from']!r}", ", ".join(starts))
    if (stage != 1 or customers) and feedback != {"complaint"}:
        allowed = "complaint alone, as only complaints have a stage 2, customer windows and evidence"
        raise refusal(name, f"{where}.feedback", f"is {', '.join(sorted(feedback))}", allowed)
    _check_target(name, where, values)
    for other, earlier in clocks.items():
        same = (earlier["name"], earlier.get("stage")) == (clock, stage)
        if other < number and same and feedback & set(earlier.get("feedback", ("complaint",))):
            raise refusal(name, where, f"is the same clock as clock[{other}]", "one for each name, stage and feedback")


def _starts(clock: str, stage: int | None) -> tuple[str, ...]:
    """The events this clock may run from; anything else would run backwards or in a ring."""
    if stage is None:
        return ("evidence_requested",)
    if clock in CUSTOMER_CLOCKS:
        return ("responded",)
    opening = "received" if stage == 1 else "escalated"
    return (opening, "acknowledged") if clock == "respond" else (opening,)


def _check_target(name: str, where: str, values: Values) -> None:
    """A target has its clause and lies before the limit."""
    if "target" not in values:
        lone = next((key for key in values if key.startswith("target_")), "")
        if lone:
            raise refusal(name, f"{where}.target", f"is missing beside {lone}", "a target, or none of its keys")
        return
    if "target_clause" not in values:
        raise refusal(name, f"{where}.target_clause", "is missing", "the clause the target rests on")
    target, length = values["target"], values["length"]
    if target.unit != length.unit or target.count >= length.count:
        raise refusal(name, f"{where}.target", f"is {target}", f"less than the length of {length}, in its unit")


def check_extensions(name: str, clocks: Mapping[int, Values], extensions: Iterable[Values]) -> None:
    """Each stage that has a response has its limit, and a response from the acknowledgement has one to run from."""
    faults, limited = Faults(), {one["stage"] for one in extensions}
    if not clocks:
        faults.append(refusal(name, "clock", "is missing", "at least one [[clock]]"))
    responses = {number: values for number, values in clocks.items() if values["name"] == "respond"}
    for stage in sorted({values["stage"] for values in responses.values()} - limited):
        allowed = f"an [[extension]] for stage {stage}; where the policy is silent, the Code's"
        faults.append(refusal(name, "extension", "is missing", allowed))
    for number, values in responses.items():
        for kind in values.get("feedback", ("complaint",)):
            if values["runs_from"] == "acknowledged" and not any(
                one["name"] == "acknowledge"
                and one.get("stage") == values["stage"]
                and kind in one.get("feedback", ("complaint",))
                for one in clocks.values()
            ):
                found = "is 'acknowledged', but no acknowledge clock"
                allowed = f"with an acknowledge clock for {kind}"
                faults.append(refusal(name, f"clock[{number}].runs_from", found, allowed))
    faults.settle()


def check_choices(name: str, head: Values, rules: Mapping[str, Mapping[int, Values]]) -> None:
    """Each word a policy offers belongs to a field that is chosen from; owner and lead can be reckoned with."""
    from complaintdesk.engine.publishing import LEADS

    faults = Faults()
    roles = sorted(one["key"] for one in rules["role"].values())
    if head.get("owner", "") not in (*roles, ""):
        faults.append(_unknown(name, "policy.owner", head["owner"], "a role of this file", roles))
    if "review_lead" in head and head["review_lead"].unit not in LEADS:
        found = f"is {head['review_lead']}"
        faults.append(refusal(name, "policy.review_lead", found, f"a number of {' or '.join(LEADS)}"))
    kinds = [one["key"] for one in rules["choice"].values() if one["field"] == "feedback"] or FEEDBACK_KINDS
    for sort, key in (("clock", "feedback"), ("role", "gets")):
        for number, values in rules[sort].items():
            wrong = [one for one in values.get(key, ()) if one not in kinds]
            what = "a kind of feedback of this file ([[choice]])"
            faults += [_unknown(name, f"{sort}[{number}].{key}", one, what, kinds) for one in wrong]
    for number, values in rules["window"].items():
        near = nearest(values["name"], WINDOWS, 0.75)
        if near and values["name"] not in WINDOWS:
            found, allowed = f"is {shown(values['name'])}", f"{', '.join(WINDOWS)}, or a name unlike these"
            faults.append(refusal(name, f"window[{number}].name", found, allowed, near))
    _check_publications(faults, name, rules)
    _check_fields(faults, name, rules["choice"])
    faults.settle()


def _unknown(name: str, where: str, word: str, what: str, known: Iterable[str]) -> BadDataFile:
    known = list(known)
    allowed = f"{what}: {', '.join(known)}" if known else f"{what}; there is none"
    return refusal(name, where, f"names {shown(word)}", allowed, nearest(word, known))


def _check_publications(faults: Faults, name: str, rules: Mapping[str, Mapping[int, Values]]) -> None:
    from complaintdesk.engine.fields import FIELDS
    from complaintdesk.engine.publishing import year_end

    occasions = {one["key"] for one in rules["choice"].values() if one["field"] == "occasion"}
    occasions |= {key for key, _ in FIELDS["occasion"].choices}
    for number, values in rules["publication"].items():
        where = f"publication[{number}]"
        if "every" not in values and ("after" not in values or "year_ends" in values):
            faults.append(refusal(name, f"{where}.every", "is missing", "a length; without one: 'after' alone"))
        wrong = (one for one in values.get("after", ()) if one not in occasions)
        faults += [_unknown(name, f"{where}.after", one, "an occasion", sorted(occasions)) for one in wrong]
        for key in ("year_ends", "large_by"):
            try:
                year_end(values.get(key, "31 March"), 2023)
            except ValueError:
                found = f"is {shown(values[key])}"
                faults.append(refusal(name, f"{where}.{key}", found, "a day such as '31 March'"))
        for key in ("within", "large_by"):
            if key in values and "year_ends" not in values:
                faults.append(refusal(name, f"{where}.year_ends", f"is missing beside {key}", "the year's last day"))
        if ("large_by" in values) != ("large_over" in values):
            faults.append(refusal(name, f"{where}.large_by", "needs large_over", "both, or neither"))


def _check_fields(faults: Faults, name: str, choices: Mapping[int, Values]) -> None:
    from complaintdesk.engine.fields import FIELDS

    known = {"feedback", *(field.name for field in FIELDS.values() if field.kind in ("choice", "several", "remedies"))}
    adds: dict[str, bool] = {}
    for number, values in choices.items():
        where, field = f"choice[{number}]", values["field"]
        if field not in known:
            faults.append(_unknown(name, f"{where}.field", field, "a field with choices", sorted(known)))
            continue
        if field == "feedback" and values["key"] not in FEEDBACK_KINDS:
            found, allowed = f"is {shown(values['key'])}", f"a kind of feedback: {', '.join(FEEDBACK_KINDS)}"
            faults.append(refusal(name, f"{where}.key", found, allowed, nearest(values["key"], FEEDBACK_KINDS)))
        if adds.setdefault(field, values.get("adds", False)) != values.get("adds", False):
            found = f"is told otherwise than for the {field} before it"
            allowed = "all words of one field add to the usual ones, or none does"
            faults.append(refusal(name, f"{where}.adds", found, allowed))
        if "allows" in values and field != "restrictions":
            faults.append(refusal(name, f"{where}.allows", "is given", "only where the field is 'restrictions'"))


def check_retention(name: str, rules: Mapping[str, Mapping[int, Values]]) -> None:
    """Each rule says what it is for, and whether it keeps for a time, for good, or as long as something is so."""
    from complaintdesk.engine.fields import FIELDS

    own = {one["key"]: one.get("adds") for one in rules["choice"].values() if one["field"] == "document_class"}
    classes = {*own, *(key for key, _ in FIELDS["document_class"].choices if all(own.values()))}
    faults = Faults()
    for number, values in rules["retention"].items():
        where = f"retention[{number}]"
        if "feedback" not in values and "documents" not in values:
            faults.append(refusal(name, f"{where}.feedback", "is missing", "kinds of feedback; or 'documents'"))
        for one in values.get("documents", ()):
            if one not in classes:
                allowed = f"a word of 'document_class': {', '.join(sorted(classes))}"
                faults.append(refusal(name, f"{where}.documents", f"names {shown(one)}", allowed))
        if "permanent" in values and "length" in values:
            faults.append(refusal(name, f"{where}.length", "is given beside 'permanent'", "one of them"))
        if "length" not in values and "permanent" not in values and "tenancy" not in values:
            faults.append(refusal(name, f"{where}.length", "is missing", "a period, 'permanent', or 'tenancy' alone"))
        if ("length" in values) != ("runs_from" in values):
            missing = "runs_from" if "length" in values else "length"
            faults.append(refusal(name, f"{where}.{missing}", "is missing", "'length' and 'runs_from' together"))
        if "at_most" in values and "length" not in values:
            faults.append(refusal(name, f"{where}.at_most", "is given", "only beside 'length'"))
    faults.settle()


def check_figures(name: str, figures: Mapping[int, Values], policy: Policy) -> None:
    """What a figure measures is there to be measured, and its measure takes what it is told."""
    from complaintdesk.engine.records import RECORDS

    known = {
        "feedback": list(FEEDBACK_KINDS),
        "clock": [one for one in CLOCK_MET_BY if one not in CUSTOMER_CLOCKS],
        "finding": list(FINDINGS),
        "record": sorted(RECORDS),
        "feedback or record": [*FEEDBACK_KINDS, *sorted(RECORDS)],
    }
    faults = Faults()
    for number, values in figures.items():
        where, kind = f"figure[{number}]", MEASURES[values["measure"]]
        wrong = [one for one in values.get("of", ()) if kind.of and one not in known[kind.of]]
        faults += [_unknown(name, f"{where}.of", one, f"a {kind.of}", known[kind.of]) for one in wrong]
        if kind.of in ("clock", "record", "feedback or record") and "of" not in values:
            faults.append(refusal(name, f"{where}.of", "is missing", f"a list of: {kind.of}"))
        if kind.stage and "stage" not in values:
            faults.append(refusal(name, f"{where}.stage", "is missing", "1, 2"))
        if "day" in values and values["day"] not in kind.days:
            allowed = ", ".join(kind.days) or "no day for this measure"
            found = f"is {shown(values['day'])}"
            faults.append(refusal(name, f"{where}.day", found, allowed, nearest(values["day"], kind.days)))
        for key in ("of", "where", "length", "stage", "feedback", "done_words"):
            if key in values and not kind.takes(key):
                faults.append(refusal(name, f"{where}.{key}", "is given", f"no '{key}' for this measure"))
        for one in values.get("by", ()):
            if one not in kind.by:
                faults.append(_unknown(name, f"{where}.by", one, "what this measure is broken down by", kind.by))
        if kind.where and not wrong:
            faults += _unsaid(name, f"{where}.where", values, policy)
    faults.settle()


def _unsaid(name: str, where: str, values: Values, policy: Policy) -> Iterator[BadDataFile]:
    """The words of ``where`` that nothing of what is measured can have."""
    from complaintdesk.engine.facts import known_words
    from complaintdesk.engine.records import RECORDS

    measured = {"cases": ["why"], "on_time": []}
    fields = measured.get(values["measure"], [RECORDS[one].value for one in values.get("of", ()) if one in RECORDS])
    words = [known_words(one, policy) for one in fields] if values["measure"] != "on_time" else [("extended",)]
    for one in values.get("where", ()) if all(words) else ():
        if not any(one in some for some in words):
            yield _unknown(
                name, where, one, "a word it is counted by", dict.fromkeys(w for some in words for w in some)
            )
