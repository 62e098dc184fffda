"""One act on many cases: each case its own event in its own transaction, and every refusal said."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from complaintdesk.desk.acting import act_of
from complaintdesk.desk.objecting import warned
from complaintdesk.errors import BadInput, ComplaintDeskError, StoreError
from complaintdesk.models.acting import ActForm, Done, ManyDone, Refused
from complaintdesk.models.terms import some

if TYPE_CHECKING:
    from complaintdesk.desk.desk import Desk

MOST = 500
"""Cases in one go: what can still be read through and taken back in a moment."""
NAMED = 3
"""Refused cases named in the sentence; the rest stand in the list."""


def form(desk: "Desk", act: str, ids: Sequence[int]) -> ActForm:
    """The form of an act for these cases: that of the first, asked once. BadInput where they are too many."""
    if len(ids) > MOST:
        raise BadInput(
            f"{len(ids):,} cases are marked, and at most {MOST} can be done in one go.", "Filter first, then mark."
        )
    _judged_singly(act)
    refs = [row.ref for row in desk.queue_rows(ids)]
    if not refs:
        raise BadInput("None of the marked cases is there any more.", "Mark others.")
    one = desk.form(refs[0], act)
    fields = tuple(field._replace(value="") if field.name == "to" else field for field in one.fields)
    return one._replace(
        title=f"{one.title} {_cases(len(refs))}",
        ref=_named(refs),
        resident="",
        effect=f"One entry in the history of each of {_cases(len(refs))}; one u takes all of them back.",
        fields=fields,
        warnings=(),
    )


def looked_at(desk: "Desk", act: str, ids: Sequence[int], values: Mapping[str, object]) -> Refused | tuple[str, ...]:
    """What refuses the act on every one of these cases; else what should be seen before it, for all of them together:
    on which cases it will be refused, then each caution with the cases it is about."""
    one, rows = act_of(act), desk.queue_rows(ids)
    refused: dict[str, list[str]] = {}
    cautions: dict[str, list[str]] = {}
    first: Refused | None = None
    for row in rows:
        seen = desk.look(row.ref)
        found = desk.ready(seen, one, values, "")
        if isinstance(found, Refused):
            first = first or found
            words = f"{found.sentence} ({found.clause})" if found.clause else found.sentence
            refused.setdefault(words, []).append(row.ref)
            continue
        for words in warned(seen, one, found[0]):
            cautions.setdefault(words, []).append(row.ref)
    if first is not None and sum(map(len, refused.values())) == len(rows):
        alike = f"On each of {_cases(len(rows))}: " if len(refused) == 1 else f"On none of {_cases(len(rows))}. "
        which = "" if len(refused) == 1 else f"{rows[0].ref}: "
        return first._replace(sentence=f"{alike}{which}{first.sentence}", override="", may_lift=False)
    return (
        *(f"Not done on {_cases(len(refs))} ({_named(refs)}): {words}" for words, refs in refused.items()),
        *(f"{_cases(len(refs))} ({_named(refs)}): {words}" for words, refs in cautions.items()),
    )


def do(desk: "Desk", act: str, ids: Sequence[int], values: Mapping[str, object], key: str) -> ManyDone:
    """The act on each case as it stands now. ``key`` is made once per form, so that a repeat adds nothing."""

    _judged_singly(act)

    def one(ref: str, case_id: int) -> Done | Refused:
        return desk.do(ref, act, values, seq=desk.look(ref).seq, key=f"{key}/{case_id}")

    return _each([(row.ref, row.case_id) for row in desk.queue_rows(ids)], one, "Done")


def _judged_singly(key: str) -> None:
    """What closes a case, moves it on or sends a letter is decided on that case's own merits. Raises BadInput."""
    act = act_of(key)
    if act.needs_yes or act.letters or act.letters_on:
        raise BadInput(f"{act.label}: each case is judged on its own merits, so not many at once.", "Open each case.")


def undo(desk: "Desk", done: Sequence[Done], key: str) -> ManyDone:
    """Take back what one act on many cases did, by a correcting event a case; not where somebody acted since."""
    seqs = {one.case_id: one.seq for one in done}

    def one(ref: str, case_id: int) -> Done | Refused:
        return desk.undo(ref, seq=seqs[case_id], key=f"{key}/{case_id}")

    return _each([(one.ref, one.case_id) for one in done], one, "Taken back")


def _each(cases: Sequence[tuple[str, int]], act: Callable[[str, int], Done | Refused], word: str) -> ManyDone:
    done: list[Done] = []
    refused: list[tuple[str, str]] = []
    for at, (ref, case_id) in enumerate(cases):
        try:
            result = act(ref, case_id)
        except StoreError as error:  # the next one would fail alike
            refused += [(other, error.sentence) for other, _ in cases[at:]]
            break
        except ComplaintDeskError as error:
            refused.append((ref, error.sentence))
            continue
        if isinstance(result, Done):
            done.append(result)
        else:
            refused.append((ref, f"{result.sentence} ({result.clause})" if result.clause else result.sentence))
    return ManyDone(_sentence(word, len(cases), done, refused), tuple(done), tuple(refused))


def _sentence(word: str, asked: int, done: Sequence[Done], refused: Sequence[tuple[str, str]]) -> str:
    if not refused:
        return f"{word} on {_cases(len(done))}."
    said = " ".join(f"Not {ref}: {why}" for ref, why in refused[:NAMED])
    more = f" And {_cases(len(refused) - NAMED)} more." if len(refused) > NAMED else ""
    return f"{word} on {len(done)} of {_cases(asked)}. {said}{more}"


def _cases(n: int) -> str:
    return some(n, "case")


def _named(refs: Sequence[str]) -> str:
    more = f" and {len(refs) - NAMED} more" if len(refs) > NAMED else ""
    return f"{', '.join(refs[:NAMED])}{more}"
