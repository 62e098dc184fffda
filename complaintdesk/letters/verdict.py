"""What one item of the checklist found, and the makers of the simplest items."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from complaintdesk.letters import words
from complaintdesk.models.letter import LetterFacts


@dataclass(frozen=True, slots=True)
class Verdict:
    """Met, and where; or what is missing, and the form field that mends it.

    ``prints`` are the words that meet the item. An item is only met when the finished letter holds them, so that
    a template that leaves a field out cannot pass.
    """

    met: bool
    where: str
    field: str = ""
    prints: tuple[str, ...] = ()


Item = Callable[[LetterFacts], Verdict]


def found(where: str, *prints: str) -> Verdict:
    """Met by words that the letter prints."""
    return Verdict(True, where, prints=tuple(filter(None, prints)))


def lacks(what: str, field: str = "") -> Verdict:
    """Not met; ``field`` mends it, or '' where another act must come first."""
    return Verdict(False, what, field)


def not_needed(why: str) -> Verdict:
    """Met because the policy asks for it only in a case that this is not."""
    return Verdict(True, f"Not needed: {why}")


def text(name: str, label: str, missing: str) -> Item:
    """Met by the text in the field ``name``."""

    def item(facts: LetterFacts) -> Verdict:
        value: str = getattr(facts, name)
        return found(label, value) if words.filled(value) else lacks(missing, name)

    return item


def on_day(name: str, label: str, missing: str, field: str = "") -> Item:
    """Met by the date in ``name``, as the letter prints it."""

    def item(facts: LetterFacts) -> Verdict:
        value: date | None = getattr(facts, name)
        return found(f"{label}: {words.day(value)}", words.day(value)) if value else lacks(missing, field)

    return item


def saying(name: str, label: str, missing: str, *needs: tuple[str, ...]) -> Item:
    """Met by a text in ``name`` that has at least one word of each group in ``needs``, in any case of letters.

    For what a policy wants said in a paragraph whose wording is the landlord's own.
    """

    def item(facts: LetterFacts) -> Verdict:
        value: str = getattr(facts, name)
        plain = " ".join(value.casefold().replace("’", "'").split())
        hits = [next((word for word in group if word in plain), "") for group in needs]
        return found(label, value) if value and all(hits) else lacks(missing, name)

    return item


def both(*items: Item) -> Item:
    """Met when all ``items`` are; otherwise the first that is not speaks."""

    def item(facts: LetterFacts) -> Verdict:
        verdicts = [each(facts) for each in items]
        missing = next((verdict for verdict in verdicts if not verdict.met), None)
        if missing:
            return missing
        return found(verdicts[0].where, *(said for verdict in verdicts for said in verdict.prints))

    return item


def where(asked: Callable[[LetterFacts], bool], item: Item, otherwise: str) -> Item:
    """Asks for ``item`` only where ``asked``; ``otherwise`` says why not."""

    def conditional(facts: LetterFacts) -> Verdict:
        verdict = item(facts)
        return verdict if verdict.met or asked(facts) else not_needed(otherwise)

    return conditional


def if_any(name: str, label: str, otherwise: str) -> Item:
    """Met by the text in ``name`` where there is one, which the letter must then print."""
    return where(lambda facts: False, text(name, label, ""), otherwise)


def phrase(said: str, label: str) -> Item:
    """Met by a sentence that is the desk's own, where the template prints it."""
    return lambda facts: found(label, said)
