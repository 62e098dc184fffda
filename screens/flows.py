"""What a person does to a case, start to end: the same coroutines whichever screen they began on.

Decision: a flow opens its screens and dialogs, hands back what was recorded (``Done``) or None, and
leaves moving the cursor to the screen that called it. What is not possible is said with its clause.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4
from weakref import WeakKeyDictionary

from complaintdesk.errors import Conflict
from complaintdesk.models.acting import ActChoice, Done, ManyDone, Refused
from complaintdesk.models.terms import some
from screens.acts import ActMenu
from screens.awaiting import ask
from screens.case import CaseScreen, Order
from screens.confirm import Confirm, Told
from screens.explain import ExplainScreen
from screens.form import FormScreen
from screens.intake import LAST_LANDLORD, IntakeScreen, draft_of
from screens.letter import Edit, LetterScreen
from screens.recording import Recording, refusal
from screens.recording_many import RecordingMany
from screens.timeline import TimelineScreen

if TYPE_CHECKING:
    from screens.app import DeskApp

T = TypeVar("T")


async def act(app: "DeskApp", ref: str, act_key: str, *, letter_first: bool = False) -> Done | None:
    """One act from its form to the history; 'reply' is the next letter due. An act that cannot be says why."""
    if act_key == INTAKE:
        return await intake(app, ref)
    job = Recording(app, ref, act_key)
    loaded = await asyncio.to_thread(job.load)
    if isinstance(loaded, Refused):
        await ask(app, Told(f"{ref}: not now", refusal(loaded)))
        return None
    if letter_first and job.has_letter:
        done = await _letter_first(app, job)
    elif job.form.fields or job.has_letter:
        done = await ask(app, FormScreen(job))
    else:
        result = await job.record({})
        done = result if isinstance(result, Done) else None
        if isinstance(result, Refused):
            await ask(app, Told(f"{job.form.title}: not recorded", refusal(result)))
    if done is not None:
        tell(app, done, undoes=not job.sent and act_key != REVEAL)
        if act_key == REVEAL:
            await _people(app, ref)
    return done


async def _people(app: "DeskApp", ref: str) -> None:
    """What was asked to be seen stands on the People tab."""
    if isinstance(app.screen, CaseScreen):
        await app.screen.open_tab("people")
    else:
        await ask(app, CaseScreen(ref, tab="people"))


async def _letter_first(app: "DeskApp", job: Recording) -> Done | None:
    """The letter as it would go out with what is known; its form is opened only to mend it."""
    screen = LetterScreen(job, job.values, about=job.about)
    await asyncio.to_thread(screen.read)
    outcome = await ask(app, screen)
    if isinstance(outcome, Edit):
        return await ask(app, FormScreen(job, mend=outcome.field))
    if outcome is not None:
        await job.drop_draft()
    return outcome


_LAST: "WeakKeyDictionary[DeskApp, str | tuple[Done, ...]]" = WeakKeyDictionary()
"""The case of each window's last act: ``u`` in a list means that one, since the cursor has gone on by then. After an
act on many cases all that it did."""


async def assign_many(
    app: "DeskApp", ids: Sequence[int], unseen: Collection[int], unmark: Callable[[Iterable[int]], None]
) -> Done | None:
    """Assign cases by one form; the desk does them one by one and says which were refused. ``unmark``: the others.

    ``unseen``: those that the list does not show.
    """
    job = RecordingMany(app, "assign", ids, unseen)
    await asyncio.to_thread(job.load)
    done: Done | None = await ask(app, FormScreen(job))
    if done is None or job.result is None:
        return None
    unmark(one.case_id for one in job.result.done)
    _LAST[app] = job.result.done
    app.notice(f"Saved. {job.result.sentence} u takes it back.")
    if job.result.refused:
        await ask(app, Told(job.result.sentence.partition(". ")[0], *_refused(job.result)))
    return done


def _refused(result: ManyDone) -> list[str]:
    return [f"{ref}: {why}" for ref, why in result.refused]


async def _undo_many(app: "DeskApp", done: tuple[Done, ...]) -> Done | None:
    """Take back one act on many cases, after asking."""
    refs = ", ".join(one.ref for one in done[:8]) + (f" and {len(done) - 8} more" if len(done) > 8 else "")
    effect = "It stays in the history of each, struck through."
    dialog = Confirm("Take back?", f"Takes back: Assigned, on {some(len(done), 'case')}", refs, effect, yes="Take back")
    if not await ask(app, dialog):
        return None
    result = await asyncio.to_thread(app.desk.undo_many, done, key=uuid4().hex)
    _LAST.pop(app, None)
    app.notice(f"Saved. {result.sentence}" if result.done else result.sentence)
    if result.refused:
        await ask(app, Told(result.sentence.partition(". ")[0], *_refused(result)))
    return result.done[-1] if result.done else None


def tell(app: "DeskApp", done: Done, *, undoes: bool) -> None:
    """Say that it is stored, and whether it can be taken back (a letter that went out cannot, nor a look)."""
    warned = "".join(f" Take care: {warning}" for warning in done.warnings)
    app.notice(f"Saved. {done.sentence}{warned}{' u takes it back.' if undoes else ''}")
    if undoes:
        _LAST[app] = done.ref


async def act_menu(app: "DeskApp", ref: str) -> Done | None:
    """Every act there is for the case, then the one that was picked."""
    about, choices = await asyncio.to_thread(_menu, app, ref)
    key = await ask(app, ActMenu(about, choices))
    return await act(app, ref, key) if key else None


def _menu(app: "DeskApp", ref: str) -> tuple[str, tuple[ActChoice, ...]]:
    case = app.desk.case(ref)
    return f"{case.ref}  {case.resident}", app.desk.acts(ref)


async def letter(app: "DeskApp", ref: str) -> Done | None:
    """The next letter due as it will print; ``R`` there records it as sent."""
    return await act(app, ref, "reply", letter_first=True)


async def letters(app: "DeskApp", ref: str) -> None:
    """The letters sent on the case."""
    await ask(app, CaseScreen(ref, tab="letters"))


async def open_case(app: "DeskApp", ref: str, order: Order | None = None) -> str | None:
    """Show a case until it is left; the reference of the one that was on the screen last."""
    screen = CaseScreen(ref, order)
    await ask(app, screen)
    return screen.ref


async def explain(app: "DeskApp", ref: str) -> None:
    """Why the case's clocks say what they say."""
    await ask(app, ExplainScreen(ref))


async def timeline(app: "DeskApp", ref: str) -> None:
    """Everything that happened."""
    await ask(app, TimelineScreen(ref))


async def undo(app: "DeskApp", ref: str) -> Done | None:
    """Take back this person's last act, after saying which: on the case that is open, or in a list the last of all."""
    if not isinstance(app.screen, CaseScreen | TimelineScreen):
        last = _LAST.get(app, ref)
        if not isinstance(last, str):
            return await _undo_many(app, last)
        ref = last
    case, words = await asyncio.to_thread(lambda: (app.desk.case(ref), app.desk.undo_words(ref)))
    if isinstance(words, Refused):
        await ask(app, Told(f"{ref}: nothing to take back", refusal(words)))
        return None
    effect = "It stays in the history, struck through; the clocks go back to where they were."
    dialog = Confirm("Take back?", f"{case.ref}  {case.resident}", f"Takes back: {words}", effect, yes="Take back")
    if not await ask(app, dialog):
        return None
    try:
        result = await asyncio.to_thread(app.desk.undo, ref, seq=case.seq, key=uuid4().hex)
    except Conflict as conflict:
        await ask(app, Told("Somebody else was faster; nothing was taken back", str(conflict)))
        return None
    if isinstance(result, Refused):
        await ask(app, Told(f"{ref}: not taken back", refusal(result)))
        return None
    _LAST.pop(app, None)
    app.notice(f"Saved. {result.sentence}")
    return result


INTAKE = "receive"
"""The act that is done on the intake page."""
REVEAL = "reveal"
"""The act that shows what is sensitive: that somebody looked stays on record."""


def _landlords(app: "DeskApp", grown_from: str) -> tuple[tuple[str, str], ...]:
    """Every landlord: first the one last taken in for, else the one this person works for.

    For a case that grows out of another its landlord alone.
    """
    if grown_from:
        case = app.desk.case(grown_from)
        return ((case.landlord, case.landlord_name),)
    first = app.desk.setting(LAST_LANDLORD) or app.desk.home()
    return tuple(sorted(app.desk.landlords(), key=lambda one: one[0] != first))


async def intake(app: "DeskApp", grown_from: str = "") -> Done | None:
    """Take in what comes in, from another case or by itself; what was logged is opened."""
    desk, draft = app.desk, draft_of(grown_from)
    found = await asyncio.to_thread(
        lambda: (_landlords(app, grown_from), desk.intake_fields(grown_from), desk.draft(draft), grown_from)
    )
    done = await ask(app, IntakeScreen(*found))
    if done is not None:
        warned = "".join(f" Take care: {warning}" for warning in done.warnings)
        app.notice(f"Saved. {done.sentence}{warned}")
        await open_case(app, done.ref)
    return done
