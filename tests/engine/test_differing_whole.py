"""``policy diff`` over a whole policy file: whichever key of whichever rule is changed, something is said."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta

import pytest

from complaintdesk.engine.differing import differences
from complaintdesk.models.policy import Length, Source
from complaintdesk.policies import read
from tests.test_docs import WHOLE

POLICY = read(WHOLE, "larch.toml")
UNTOLD = {"text", "path"}
"""The file's own text and place, which no key sets."""
KNOWN = {
    ("ClockRule", "name"): "contact",
    ("ClockRule", "runs_from"): "evidence_requested",
    ("FigureRule", "measure"): "open",
    ("Duty", "level"): "remind",
    ("LetterItem", "level"): "remind",
    ("Duty", "at"): "withdraw",
    ("LetterRule", "kind"): "survey",
    ("Retention", "runs_from"): "closed",
    ("Retention", "length"): Length(7, "years"),
    ("Policy", "review_lead"): Length(7, "weeks"),
    ("FigureRule", "feedback"): ("survey",),
    ("ClockRule", "feedback"): ("survey",),
    ("Duty", "feedback"): ("mp_enquiry",),
    ("Role", "award_up_to_pence"): 7,
    ("Duty", "when"): (("feedback", ("mp_enquiry",)),),
    ("Policy", "year_starts"): 7,
}
"""What a value is changed to where only some words are known."""


EMPTY = {"stage": 2, "review_on": date(2030, 1, 1), "target_source": Source("9.9")}
OTHERS = (
    (bool, lambda value: not value),
    (int, lambda value: value + 1),
    (date, lambda value: value + timedelta(days=1)),
    (Length, lambda value: replace(value, count=value.count + 1)),
    (tuple, lambda value: (*value, "one more")),
    (str, lambda value: f"{value} too"),
)


def other(kind, name, value):
    """Another value of the same sort; a list of words with one more."""
    if (kind, name) in KNOWN:
        return KNOWN[kind, name]
    if value is None:
        return EMPTY.get(name, Length(9, "days"))
    return next(change for sort, change in OTHERS if isinstance(value, sort))(value)


def changed(one):
    """(where, the same with one thing otherwise) for everything within a policy or a rule."""
    kind = type(one).__name__
    for part in fields(one):
        value = getattr(one, part.name)
        if part.name in UNTOLD:
            continue
        inner = value if isinstance(value, tuple) and value and is_dataclass(value[0]) else ()
        for place, each in enumerate(inner):
            yield f"{part.name}, one less", replace(one, **{part.name: value[:place] + value[place + 1 :]})
            for where, otherwise in changed(each):
                put = (*value[:place], otherwise, *value[place + 1 :])
                yield f"{part.name}[{place}].{where}", replace(one, **{part.name: put})
        if is_dataclass(value) and not isinstance(value, Length):
            for where, otherwise in changed(value):
                yield f"{part.name}.{where}", replace(one, **{part.name: otherwise})
        elif not inner and (value != () or "[str, ...]" in str(part.type)):
            new = other(kind, part.name, value)
            if new != value:
                yield f"{part.name}", replace(one, **{part.name: new})


def own(policy):
    """The policy without what it inherits: each kind of rule is in its own file."""
    drop = {}
    for name in ("duties", "figures", "exclusions", "publications", "roles"):
        drop[name] = tuple(one for one in getattr(policy, name) if not one.source.inherited_from)
    letters = [replace(one, contains=one.contains[:2]) for one in policy.letters[:2]]
    return replace(policy, **drop, letters=tuple(letters))


def test_a_policy_does_not_differ_from_itself():
    assert differences(POLICY, POLICY) == ()


def test_whatever_is_changed_in_a_whole_policy_something_is_said_of_it():
    policy = own(POLICY)
    tried = dict(changed(policy))
    assert len(tried) > 400
    silent = []
    for where, otherwise in tried.items():
        found = differences(policy, otherwise)
        if not found or any((one.a, one.a_clause) == (one.b, one.b_clause) for one in found):
            silent.append(where)
    assert silent == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("every = { months = 12 } ", "every = { months = 24 } ", ("Publications", "every 24 months")),
        ('title = "A claim was filed at court"', 'title = "A claim runs"', ("Exclusions", "A claim runs")),
        ("Is it about how we handled the claim?", "Is it ours?", ("Exclusions", "Is it ours?")),
        ('label = "Letter only"', 'label = "By letter"', ("Words offered", "By letter")),
        ('allows = ["letter"]', 'allows = ["email"]', ("Words offered", "email")),
        ('gets = ["mp_enquiry"]', 'gets = ["complaint"]', ("Roles", "complaint")),
        ('refused_words = ["backlog"]', 'refused_words = ["busy"]', ("Extensions", "busy")),
        ("review_lead = { days = 90 }", "review_lead = { days = 30 }", ("Policy", "30 days")),
        ('provisions = ["1.2", "1.3"]', 'provisions = ["1.2"]', ("Policy", "1.2")),
        ("public = true ", "", ("Figures", "")),
    ],
)
@pytest.mark.parametrize("key", ["larch", "elm"])
def test_what_was_changed_is_named_also_in_a_copy_under_another_key(old, new, said, key):
    assert WHOLE.count(old) == 1
    after = read(WHOLE.replace(old, new).replace('key = "larch"', f'key = "{key}"'), f"{key}.toml")
    found = {(one.part, one.b.partition(", after")[0].partition(", within")[0]) for one in differences(POLICY, after)}
    assert said in found


def test_which_retention_rule_comes_first_is_told():
    after = replace(POLICY, retention=POLICY.retention[::-1])
    (one,) = differences(POLICY, after)
    assert (one.part, one.a, one.b) == ("Retention", "former tenant, agreement", "agreement, former tenant")
