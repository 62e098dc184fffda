"""The one family of errors a person can put right.

    ComplaintDeskError            a sentence (what, where) and a hint (what to do)
    ├── BadInput                  something typed or given on a line: dates, words, options
    ├── BadDataFile               a policy, letter or calendar file: file, key, found, allowed
    ├── NotFound                  no such case, landlord, policy or person
    ├── StoreError                the store cannot be used as it is
    │   ├── StoreMissing          there is none at that path
    │   ├── StoreUnreadable       not a store, damaged, or made by a newer version
    │   ├── StoreLocked           encrypted, and no passphrase given or another one
    │   ├── StoreReadOnly         the file or its folder cannot be written
    │   ├── StoreBusy             another window held it too long
    │   ├── StoreMoved            it was moved or replaced while open
    │   ├── StoreAway             the shared store's server does not answer
    │   └── DiskRefused           full, or faulty
    └── Conflict                  somebody else was faster; who and what stand in the sentence

Neither the command line nor a screen shows a traceback for any of these. A refusal by a policy's
gate is not an error: it is a value (see ``models.acting.Refused``).
"""


class ComplaintDeskError(Exception):
    """Something a person can put right.

    ``sentence`` says what happened and where; ``hint`` says what to do, and may be empty.
    Neither holds a resident's words.
    """

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


class BadInput(ComplaintDeskError):
    """Something typed or given that cannot be taken; says what was found and what is allowed."""

    exit_code = 2


class BadDataFile(ComplaintDeskError):
    """A data file that cannot be used; the sentence names file, key, what was found, what is allowed.

    ``faults`` holds every fault of the file where several were found, the first of them in the sentence.
    """

    def __init__(self, sentence: str, hint: str = "", faults: tuple["BadDataFile", ...] = ()) -> None:
        super().__init__(sentence, hint)
        self.faults = faults or (self,)
        self.parts: dict[str, str] = {}
        """``file``, ``key``, ``found`` and ``allowed``, where the refusal is about a key; ``line`` and ``rule`` where
        they can be told."""


class NotFound(ComplaintDeskError):
    """No case, landlord, policy or person by that name."""


class StoreError(ComplaintDeskError):
    """The store cannot be used as it is."""


class StoreMissing(StoreError):
    """There is no store at the path."""


class StoreUnreadable(StoreError):
    """The file is not a complaint store, is damaged, or was made by a newer version."""


class StoreLocked(StoreError):
    """The store at ``path`` is encrypted, and was not opened by a passphrase."""

    def __init__(self, path: str, sentence: str = "", hint: str = "") -> None:
        super().__init__(
            sentence or f"The store at {path} is encrypted, and no passphrase was given.",
            hint or "Open it in a terminal, which asks for it, or name a file that holds it: COMPLAINTDESK_KEY_FILE.",
        )
        self.path = path


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written."""


class StoreBusy(StoreError):
    """Another window held the store longer than we wait."""


class StoreMoved(StoreError):
    """The store was moved or replaced while it was open; nothing was saved."""


class StoreAway(StoreError):
    """The server of a shared store cannot be reached now."""


class DiskRefused(StoreError):
    """The disk is full or refused the write; nothing was saved."""


class Conflict(ComplaintDeskError):
    """Somebody else acted on the case first; nothing was written.

    ``seq`` is the case's last event now, ``who`` and ``kind`` say whose and which; the sentence has the time.
    """

    def __init__(self, sentence: str, hint: str = "", *, seq: int = 0, who: str = "", kind: str = "") -> None:
        super().__init__(sentence, hint)
        self.seq = seq
        self.who = who
        self.kind = kind
