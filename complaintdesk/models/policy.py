"""A landlord's policy as values: clocks, extensions, windows, readings, duties, letters, roles, contacts.

Each rule carries its :class:`Source`; the reader (``complaintdesk.policies``) refuses one without a
clause. Decision: rules differ between landlords in data alone, so nothing here names a landlord.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from complaintdesk.models.terms import KEPT_FROM


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from, and how it was read where the text leaves a choice."""

    clause: str
    """The number or heading in the document, as people cite it: ``4.7.2`` or ``Code 6.4``."""
    ledger: tuple[str, ...] = ()
    """Rows of the clause ledger this rule carries: ``salix-4.7.2a``."""
    quote: str = ""
    """At most 25 words of the clause, quoted."""
    reading: str = ""
    """The reading chosen where the text is ambiguous, silent or contradicts itself."""
    why: str = ""
    """Why that reading."""
    certainty: str = ""
    """For what rests on the Code only: ``verified``, ``second-hand`` or ``unconfirmed``."""
    inherited_from: str = ""
    """Key of the policy a duty or letter content was inherited from; ``clause`` then names it too: ``Code 6.4``."""


@dataclass(frozen=True, slots=True)
class Length:
    """A period with its unit: working days, (calendar) days, weeks or months. ``count`` is 0 or more."""

    count: int
    unit: str

    def __str__(self) -> str:
        """The period in words: ``1 working day``, ``8 weeks``."""
        words = self.unit.replace("_", " ")
        return f"{self.count} {words[:-1] if self.count == 1 else words}"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock a policy runs: from which event, how long, for which kinds of feedback."""

    name: str
    stage: int | None
    """1 or 2; None for a clock that belongs to no stage (evidence)."""
    party: str
    """``landlord`` or ``customer``."""
    runs_from: str
    """The starting event; ``acknowledged`` makes the clock provisional until there is one."""
    length: Length
    source: Source
    target: Length | None = None
    """An earlier internal target from the same day zero; missing it is no breach."""
    target_source: Source | None = None
    feedback: tuple[str, ...] = ("complaint",)


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How far the respond clock of a stage may be extended without a separate good reason."""

    stage: int
    at_most: Length
    source: Source
    grounds: tuple[str, ...] = ()
    """The grounds the policy allows, in words; empty: any."""
    refuses: tuple[str, ...] = ()
    """Grounds the policy refuses outright (``workload``)."""
    refused_words: tuple[str, ...] = ()
    """Other words in which people give such a ground (``backlog``)."""


@dataclass(frozen=True, slots=True)
class OutOfHours:
    """The rule that moves day zero of what comes in from the customer out of working hours."""

    events: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Window:
    """A limit that warns or opens a question but runs no clock on a case (12 months to complain)."""

    name: str
    length: Length | None
    runs_from: str
    """In words: ``the day the customer knew of the issue``."""
    effect: str
    """``warn``, ``ask`` or ``show``."""
    source: Source


@dataclass(frozen=True, slots=True)
class Reading:
    """A day-count or extension row of the policy that is no clock of its own: topic and what was read."""

    topic: str
    says: str
    source: Source


@dataclass(frozen=True, slots=True)
class Duty:
    """A condition that stands before an act: it blocks, warns or reminds."""

    at: str
    """The act: ``acknowledge``, ``respond`` ..."""
    needs: str
    """A condition the engine knows (``engine.gates.CONDITIONS``)."""
    level: str
    """``block``, ``warn`` or ``remind``."""
    says: str
    """One sentence for a person: what the policy asks for."""
    source: Source
    stage: int | None = None
    """Only at this stage; None: at any."""
    override: str = ""
    """The role that may go on with a reason; empty: nobody."""
    feedback: tuple[str, ...] = ()
    """Only for these kinds; empty: any."""
    of: tuple[str, ...] = ()
    """What the condition looks at, where it needs telling: fields, kinds of record, roles, events."""
    when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Only where each of these fields or facts has one of these words."""
    length: Length | None = None
    """The period a condition counts, where it counts one."""

    def is_for(self, stage: int, feedback: str) -> bool:
        """Whether it speaks of cases of that kind at that stage."""
        return self.stage in (None, stage) and (not self.feedback or feedback in self.feedback)

    @property
    def asks(self) -> str:
        """The condition with what it looks at: 'filled (reason) where decision is refused'."""
        of = f" ({', '.join(self.of)})" if self.of else ""
        where = " and ".join(f"{name} is {' or '.join(words)}" for name, words in self.when)
        return f"{self.needs}{of}" + (f" where {where}" if where else "")

    @property
    def place(self) -> tuple[object, ...]:
        """What tells it from every other duty of a policy; a landlord's own takes the place of an inherited one."""
        return (self.at, self.stage, self.needs, self.of, self.when)


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One content a letter must have. Met by a filled field or a fact of the case, never by a heading."""

    item: str
    """A content the letter checks know (``letters.checklist.ITEMS``)."""
    says: str
    """For a person: what the letter must say."""
    source: Source
    level: str = "block"


@dataclass(frozen=True, slots=True)
class LetterRule:
    """What one kind of letter must contain under this policy."""

    kind: str
    contains: tuple[LetterItem, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role the policy names, and what it may do."""

    key: str
    title: str
    may: tuple[str, ...]
    source: Source
    gets: tuple[str, ...] = ()
    """Kinds of feedback that go to its holder when they come in."""
    award_up_to_pence: int | None = None
    """The most an award by this role may be; None: the policy names no sum."""
    always: bool = False
    """Whether somebody must hold it at any time."""


@dataclass(frozen=True, slots=True)
class FigureRule:
    """A figure the landlord reports, and how it is measured."""

    key: str
    title: str
    measure: str
    """A key of ``models.figures.MEASURES``."""
    says: str
    """Its definition, for a person."""
    source: Source
    of: tuple[str, ...] = ()
    """What is measured: kinds of feedback or record, a clock, findings; empty: what the measure usually takes."""
    where: tuple[str, ...] = ()
    """Only what is counted by one of these words."""
    by: tuple[str, ...] = ()
    """What it is broken down by (``models.figures.GROUPINGS``)."""
    stage: int = 0
    """0: not told."""
    day: str = ""
    """The day that puts something into a period; empty: the measure's usual one."""
    feedback: tuple[str, ...] = ()
    """Kinds of feedback counted; empty: what the measure usually takes."""
    length: Length | None = None
    public: bool = False
    """Whether its list is for publication: it names no case."""
    done_words: str = ""
    """How what is done is called beside a count: 'improvements made'."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of feedback that a measure of cases counts."""
        return self.feedback or ("complaint",)

    @property
    def asks(self) -> str:
        """What it measures, in the policy file's words: 'on_time (respond), stage 1, by area'."""
        words = self.measure + (f" ({', '.join(self.of)})" if self.of else "")
        words += f", stage {self.stage}" if self.stage else ""
        words += f", {self.day}" if self.day else ""
        words += f", only {' or '.join(self.where)}" if self.where else ""
        words += f", of {' or '.join(self.feedback)}" if self.feedback else ""
        words += f", within {self.length}" if self.length else ""
        return words + (f", by {' and '.join(self.by)}" if self.by else "")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One ground on which the policy does not take on a complaint, or refuses its second stage."""

    ground: str
    """Its key, for duties, registers and figures."""
    title: str
    """In words, as letters print it."""
    source: Source
    acts: tuple[str, ...] = ("exclude", "refuse_escalation")
    """The acts that may stand on it."""
    asks: str = ""
    """A question that goes with it: 'Is it about our handling?' Yes takes the ground away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One word that a field of a form offers under this policy: a class, a restriction, a kind of feedback."""

    field: str
    key: str
    """What the record holds: ``email_or_letter``. People never read it."""
    label: str
    """What people read in its place: 'Email or letter only'."""
    source: Source
    says: str = ""
    """The test or meaning that stands beside it where it is chosen."""
    adds: bool = False
    """Whether it stands beside the field's usual words; else the policy's words take their place."""
    allows: tuple[str, ...] = ()
    """For a restriction: the ways of contact it leaves open; empty: all."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Something the landlord publishes or checks, again and again."""

    name: str
    source: Source
    every: Length | None = None
    """None: only after one of the occasions."""
    year_ends: str = ""
    """'31 March': one is owed for each year that ends then, or each part of it; empty: counted from the last time."""
    after: tuple[str, ...] = ()
    """Occasions (``merger``) after which one is owed, whenever the last one was."""
    within: Length | None = None
    """How long after the end of the year, or part of it, there is time for it."""
    large_by: str = ""
    """'30 September': the day in place of ``within`` where there are more homes than ``large_over``."""
    large_over: int = 0
    role: str = ""
    """The role it falls to; empty: nobody in particular."""
    instead: tuple[str, ...] = ()
    """The inherited ones, by name, that it stands in place of."""

    @property
    def asks(self) -> str:
        """When it is owed: 'every 12 months, after merger'."""
        said = [f"every {self.every}"] if self.every else []
        said += [f"within {self.within} of its end"] if self.within else []
        said += [f"by {self.large_by} with more than {self.large_over:,} homes"] if self.large_by else []
        return ", ".join((*said, *(f"after {one.replace('_', ' ')}" for one in self.after)))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept, and from when; the first rule of a policy that fits a case or a document counts."""

    name: str
    title: str
    """For a person: 'Complaint of a former tenant'."""
    source: Source
    feedback: tuple[str, ...] = ()
    """The kinds of feedback whose cases it is for."""
    documents: tuple[str, ...] = ()
    """The classes of document it is for (words of ``document_class``)."""
    tenancy: str = ""
    """``live``, ``ended`` or ``none``: only where the person's tenancy stands so; empty: however it stands."""
    runs_from: str = ""
    """A word of ``terms.KEPT_FROM``."""
    length: Length | None = None
    """None: kept as long as the rule fits, or for good."""
    at_most: Length | None = None
    """How long it may be kept with recorded authority."""
    permanent: bool = False

    @property
    def asks(self) -> str:
        """'complaint, tenancy ended: 3 years from the end of the tenancy, with authority up to 5 years'."""
        what = ", ".join((*self.feedback, *self.documents)).replace("_", " ")
        where = f", tenancy {self.tenancy}" if self.tenancy else ""
        if self.permanent:
            return f"{what}{where}: for good"
        if self.length is None:
            return f"{what}{where}: as long as that is so"
        more = f", with authority up to {self.at_most}" if self.at_most else ""
        return f"{what}{where}: {self.length} from {KEPT_FROM[self.runs_from]}{more}"


@dataclass(frozen=True, slots=True)
class Contacts:
    """How the landlord is reached, as its own policy or letterhead prints it. Empty strings print nothing."""

    name: str = ""
    team: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""
    post: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """One version of one landlord's complaints policy."""

    key: str
    title: str
    landlord: str
    version: str
    in_force_from: date
    in_force_note: str
    """How sure the date is, where the document gives only a month or none."""
    review_on: date | None
    document: str
    """Title of the source document."""
    clocks: tuple[ClockRule, ...]
    extensions: tuple[ExtensionRule, ...]
    windows: tuple[Window, ...] = ()
    readings: tuple[Reading, ...] = ()
    duties: tuple[Duty, ...] = ()
    letters: tuple[LetterRule, ...] = ()
    roles: tuple[Role, ...] = ()
    figures: tuple[FigureRule, ...] = ()
    """Inherited ones first; a figure of the same key stands in place of the inherited one."""
    exclusions: tuple[Exclusion, ...] = ()
    choices: tuple[Choice, ...] = ()
    publications: tuple[Publication, ...] = ()
    retention: tuple[Retention, ...] = ()
    """How long cases and documents are kept; empty: the policy sets no period, and nothing is disposed of."""
    provisions: tuple[str, ...] = ()
    """What a self-assessment has a row for, by number; the inherited ones where the file names none."""
    approval: str = ""
    """How far the document has come, where it says so: ``draft``."""
    owner: str = ""
    """The role that looks after the policy, and is reminded of its review."""
    review_lead: Length | None = None
    """How long before the review its owner is reminded."""
    directorate: str = ""
    first_issued: str = ""
    contacts: Contacts = field(default_factory=Contacts)
    out_of_hours: OutOfHours | None = None
    cited_as: str = ""
    """What stands before a clause where several policies meet: ``Salix`` in ``Salix 4.7.2``."""
    falls_back_to: str = ""
    """Key of the policy whose duties and letter contents apply where this one is silent; empty: none."""
    nation: str = "england-and-wales"
    """Whose bank holidays count, until the landlord's settings say otherwise."""
    year_starts: int = 4
    """The month its reporting year begins in."""
    text: str = ""
    """The file's own text, kept so that a store can keep every version it used."""
    path: str = ""

    @cached_property
    def reminding(self) -> tuple[Duty, ...]:
        """The duties that remind: a few of hundreds, asked for at every case that is derived."""
        return tuple(one for one in self.duties if one.level == "remind")

    def extension(self, stage: int) -> ExtensionRule | None:
        """The rule that limits extensions at ``stage``; None where the file has none."""
        return next((rule for rule in self.extensions if rule.stage == stage), None)

    def window(self, name: str) -> Window | None:
        """The window by that name; None where the policy has none."""
        return next((one for one in self.windows if one.name == name), None)

    def period(self, name: str) -> Length | None:
        """The length of the window or clock by that name; None where there is none."""
        window = self.window(name)
        return window.length if window else next((one.length for one in self.clocks if one.name == name), None)

    def exclusion(self, ground: str) -> Exclusion | None:
        """The ground by that key; None where the policy does not know it."""
        return next((one for one in self.exclusions if one.ground == ground), None)

    def role_title(self, key: str) -> str:
        """What a role is called; its key in words where the policy has no such role."""
        return next((one.title for one in self.roles if one.key == key), key.replace("_", " "))

    def offers(self, field: str) -> tuple[Choice, ...]:
        """The words this policy has for a field of a form."""
        return tuple(one for one in self.choices if one.field == field)

    def choice(self, field: str, key: str) -> Choice | None:
        """The policy's own word by that key; None where it has none."""
        return next((one for one in self.offers(field) if one.key == key), None)

    def letter(self, kind: str) -> LetterRule | None:
        """What a letter of ``kind`` must contain, or None where this policy sends none."""
        return next((rule for rule in self.letters if rule.kind == kind), None)
