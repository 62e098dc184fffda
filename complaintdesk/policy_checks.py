"""Whether the clocks and extensions of one policy file make sense together.

Decision: what would leave the engine without an answer (a response that runs from an acknowledgement the
policy never asks for, a stage without a limit for extensions) is refused when the file is read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from complaintdesk.models.figures import MEASURES
from complaintdesk.models.policy import Policy
from complaintdesk.models.terms import CLOCK_MET_BY, CUSTOMER_CLOCKS, FEEDBACK_KINDS, FINDINGS
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


def check_duties(name: str, duties: Mapping[int, Values], roles: set[str]) -> None:
    """What a duty tells its condition to look at is there to be looked at; names every one that is not."""
    from complaintdesk.engine.acts import ACTS
    from complaintdesk.engine.book_acts import TRAINED
    from complaintdesk.engine.conditions import CONDITIONS
    from complaintdesk.engine.facts import FACTS
    from complaintdesk.engine.fields import FIELDS
    from complaintdesk.engine.records import RECORDS
    from complaintdesk.engine.vocabulary import PEOPLE

    known = {
        "field": set(FIELDS),
        "record": set(RECORDS),
        "role": roles,
        "person": set(PEOPLE) | set(FIELDS),
        "event": {act.event for act in ACTS.values()} | {"received"},
        "subject": {one.removeprefix("trained_") for one in TRAINED},
    }
    faults = Faults()
    for number, values in duties.items():
        where, condition = f"duty[{number}]", CONDITIONS.get(values["needs"])
        if condition is None:
            continue
        of = values.get("of", ())
        if bool(of) != bool(condition.of):
            found, allowed = (
                ("is given", "no 'of' here") if of else ("is missing", "a list of " + ", ".join(condition.of))
            )
            faults.append(refusal(name, f"{where}.of", found, allowed))
            continue
        for place, one in enumerate(of):
            kind = condition.of[min(place, len(condition.of) - 1)].rstrip("*")
            parts = [(kind, one)]
            if kind == "record.field":
                record, _, field = one.partition(".")
                parts = [("record", record), ("field", field)]
            elif kind == "record:word":
                parts = [("record", one.partition(":")[0])]
            for sort, word in parts:
                if sort in known and word not in known[sort]:
                    faults.append(
                        refusal(
                            name, f"{where}.of", f"names {shown(word)}", f"a {sort}: {', '.join(sorted(known[sort]))}"
                        )
                    )
        if "length" in values and not condition.has_length:
            faults.append(refusal(name, f"{where}.length", "is given", "no length for this condition"))
        for fact, _ in values.get("when", ()):
            if fact not in FIELDS and fact not in FACTS:
                faults.append(
                    refusal(name, f"{where}.when", f"names {shown(fact)}", f"a field of a form, or {', '.join(FACTS)}")
                )
    faults.settle()


def check_words(name: str, duties: Mapping[int, Values], policy: Policy) -> None:
    """A duty asks for words that can be said: those of a field's choices under ``policy``, or those that a fact has."""
    from complaintdesk.engine.conditions import CONDITIONS
    from complaintdesk.engine.facts import known_words
    from complaintdesk.engine.fields import FIELDS
    from complaintdesk.engine.records import RECORDS

    faults = Faults()
    for number, values in duties.items():
        of = values.get("of", ())
        takes = CONDITIONS[values["needs"]].of if values["needs"] in CONDITIONS else ()
        asked = [("when", fact, word, word) for fact, words in values.get("when", ()) for word in words]
        if "word*" in takes:
            asked += [("of", of[0], word, word) for word in of[1:]]
        if "record:word*" in takes:
            split = ((one, *one.partition(":")[::2]) for one in of)
            asked += [("of", RECORDS[kind].value, word, one) for one, kind, word in split if word]
        for key, field, word, found in asked if values["level"] != "off" else ():
            where, known = f"duty[{number}].{key}", known_words(field, policy)
            if key == "of" and field not in FIELDS:
                faults.append(refusal(name, where, f"names {shown(found)}", "a record of that kind, without a word"))
            elif known and word not in known:
                allowed = f"a word of '{field}': {', '.join(known)}"
                faults.append(refusal(name, where, f"names {shown(found)}", allowed, nearest(word, known)))
    faults.settle()


def check_choices(name: str, head: Values, rules: Mapping[str, Mapping[int, Values]]) -> None:
    """Each word a policy offers belongs to a field that is chosen from; years, owner and lead can be reckoned with."""
    from complaintdesk.engine.fields import FIELDS
    from complaintdesk.engine.publishing import LEADS, year_end

    roles = {one["key"] for one in rules["role"].values()}
    if head.get("owner", "") not in roles | {""}:
        raise refusal(name, "policy.owner", f"names {shown(head['owner'])}", f"a role: {', '.join(sorted(roles))}")
    if "review_lead" in head and head["review_lead"].unit not in LEADS:
        raise refusal(name, "policy.review_lead", f"is {head['review_lead']}", f"a number of {' or '.join(LEADS)}")
    occasions = {one["key"] for one in rules["choice"].values() if one["field"] == "occasion"}
    occasions |= {key for key, _ in FIELDS["occasion"].choices}
    for number, values in rules["publication"].items():
        if "every" not in values and ("after" not in values or "year_ends" in values):
            raise refusal(name, f"publication[{number}].every", "is missing", "a length; without one: 'after' alone")
        for one in values.get("after", ()):
            if one not in occasions:
                found, allowed = f"names {shown(one)}", f"an occasion: {', '.join(sorted(occasions))}"
                raise refusal(name, f"publication[{number}].after", found, allowed)
        try:
            year_end(values.get("year_ends", "31 March"), 2023)
        except ValueError:
            found = f"is {shown(values['year_ends'])}"
            raise refusal(name, f"publication[{number}].year_ends", found, "a day such as '31 March'") from None
    known = {"feedback", *(field.name for field in FIELDS.values() if field.kind in ("choice", "several"))}
    adds: dict[str, bool] = {}
    for number, values in rules["choice"].items():
        if values["field"] == "feedback" and values["key"] not in FEEDBACK_KINDS:
            found = f"is {shown(values['key'])}"
            raise refusal(name, f"choice[{number}].key", found, f"a kind of feedback: {', '.join(FEEDBACK_KINDS)}")
        if adds.setdefault(values["field"], values.get("adds", False)) != values.get("adds", False):
            found = f"is told otherwise than for the {values['field']} before it"
            allowed = "all words of one field add to the usual ones, or none does"
            raise refusal(name, f"choice[{number}].adds", found, allowed)
        if values["field"] not in known:
            found = f"names {shown(values['field'])}"
            raise refusal(name, f"choice[{number}].field", found, f"a field with choices: {', '.join(sorted(known))}")


def check_figures(name: str, figures: Mapping[int, Values]) -> None:
    """What a figure measures is there to be measured, and its measure takes what it is told."""
    from complaintdesk.engine.records import RECORDS

    known = {
        "feedback": set(FEEDBACK_KINDS),
        "clock": set(CLOCK_MET_BY) - set(CUSTOMER_CLOCKS),
        "finding": set(FINDINGS),
        "record": set(RECORDS),
        "feedback or record": set(FEEDBACK_KINDS) | set(RECORDS),
    }
    faults = Faults()
    for number, values in figures.items():
        where, kind = f"figure[{number}]", MEASURES[values["measure"]]
        for one in values.get("of", ()) if kind.of else ():
            if one not in known[kind.of]:
                allowed = f"a {kind.of}: {', '.join(sorted(known[kind.of]))}"
                faults.append(refusal(name, f"{where}.of", f"names {shown(one)}", allowed))
        if kind.of in ("clock", "record", "feedback or record") and "of" not in values:
            faults.append(refusal(name, f"{where}.of", "is missing", f"a list of: {kind.of}"))
        if kind.stage and "stage" not in values:
            faults.append(refusal(name, f"{where}.stage", "is missing", "1, 2"))
        if "day" in values and values["day"] not in kind.days:
            allowed = ", ".join(kind.days) or "no day for this measure"
            faults.append(refusal(name, f"{where}.day", f"is {shown(values['day'])}", allowed))
        for key, takes in (("of", kind.of), ("where", kind.where), ("length", kind.length)):
            if key in values and not takes:
                faults.append(refusal(name, f"{where}.{key}", "is given", f"no '{key}' for this measure"))
    faults.settle()
