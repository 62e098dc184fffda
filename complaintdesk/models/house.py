"""What is owed beside the cases, for showing: learning, compliments, publications, plans, the assurance report."""

from datetime import date
from typing import NamedTuple

from complaintdesk.models.case_view import RecordView
from complaintdesk.models.lists import Counts, OwedCounts


class Listed(NamedTuple):
    """One record of a register, with the case it stands on."""

    ref: str
    record: RecordView
    area: str
    owner: str
    due: date | None
    marked: tuple[str, ...]
    """The marks that are set on it: to_share, may_publish, good_practice ..."""


class Told(NamedTuple):
    """Something that may be told to others: an improvement, or a compliment."""

    ref: str
    area: str
    what: str
    """The lesson, or whom the compliment is about."""
    words: str
    """What is done differently, or the customer's words."""
    on: date
    name: str = ""
    """The customer's name, where it may be shown."""


class Standing(NamedTuple):
    """Something done again and again: how it stands."""

    what: str
    state: str
    is_owed: bool
    on: date | None
    """The day it was last done."""
    clause: str
    due: date | None = None
    """The day it was or is to be done by, where it is owed by a day."""
    who: str = ""
    """Who holds the role it falls to."""
    times: str = ""
    """How often it was done this year, of how often: '1 of 2'."""


class Assessed(NamedTuple):
    """The self-assessment: every provision, those not complied with, those not answered."""

    provisions: tuple[str, ...]
    departs: tuple[str, ...]
    unanswered: tuple[str, ...]


class Holder(NamedTuple):
    """Somebody in a role, with the title of their post and their days in it."""

    name: str
    job: str
    role: str
    since: date | None
    until: date | None


class Assurance(NamedTuple):
    """What whoever seeks assurance is shown."""

    landlord: str
    policy: str
    approval: str
    """How far the policy document has come: ``draft``."""
    review: Standing
    holders: tuple[Holder, ...]
    counts: Counts
    """Open cases by band; ``breached`` are late."""
    lessons: tuple[int, int, int]
    """Learning actions: all, still open, of these late."""
    improvements: int
    satisfaction: tuple[tuple[str, int], ...]
    """Survey answers by word, and how many are open."""
    publications: tuple[Standing, ...]
    plans: tuple[Standing, ...]
    owed: OwedCounts
    """Everything owed, as the list of what is owed has it."""
    late_reviews: tuple[str, ...]
    """Restrictions on contact whose review is overdue."""
    due_to_go: tuple[str, ...]
    """Closed cases whose words are due to be disposed of by the policy or the landlord's own setting."""
    vacancies: tuple[Standing, ...] = ()
    """Roles that somebody must hold at any time."""
    assessed: Assessed = Assessed((), (), ())
    untrained: tuple[tuple[str, str, date | None], ...] = ()
    """Who handles complaints without a training that is asked for: name, subject, the day it ran out."""
    objective: tuple[int, int] = (0, 0)
    """How many of those who handle complaints have the objective on it, of how many."""
    untold: tuple[str, ...] = ()
    """Cases with a lesson that nobody was told of."""
    late_orders: tuple[str, ...] = ()
    """The Ombudsman's orders that are past their day."""
