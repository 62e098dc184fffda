"""The shelf of policies: shipped files and the landlord's own, by key and by date.

Decision: a file's name is its key (``salix.toml``); a further version of the same policy adds the day it
comes into force (``salix@2027-04-01.toml``). Own files lie in the user's policies folder and never stand in
for a shipped one in silence. A changed file is seen at the next start.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from complaintdesk import paths
from complaintdesk.errors import BadDataFile, NotFound
from complaintdesk.models.policy import Policy
from complaintdesk.policy_schema import nearest, refusal, shown
from complaintdesk.resources import shipped

MOST_BYTES = 1_000_000
THE_CODE = "code-2024"
"""What every landlord's policy is held against."""


def available() -> tuple[str, ...]:
    """The names ``load`` takes, in order: keys, and keys with the date of a further version."""
    return tuple(sorted({path.stem for path in files()}))


def load(key: str) -> Policy:
    """The policy of that name, read once.

    Raises NotFound for an unknown name and BadDataFile for a file that cannot be used, also when an own
    file has the name of a shipped one.
    """
    return _load(key, ())


def read(text: str, name: str) -> Policy:
    """The policy in ``text``, as if it stood in the file ``name``. Raises BadDataFile."""
    return _read(text, name, ())


def version_for(landlord_key: str, received_on: date) -> Policy:
    """The version of a landlord's policy in force on receipt; the earliest for an older case.

    Raises NotFound for an unknown landlord, BadDataFile where two versions start on one day.
    """
    names = [name for name in available() if name.partition("@")[0] == landlord_key]
    versions = sorted((load(name) for name in names), key=lambda policy: policy.in_force_from)
    if not versions:
        raise _unknown(landlord_key)
    for earlier, later in pairwise(versions):
        if earlier.in_force_from == later.in_force_from:
            raise same_day(earlier, later)
    return next((one for one in reversed(versions) if one.in_force_from <= received_on), versions[0])


def same_day(earlier: Policy, later: Policy) -> BadDataFile:
    """The refusal of two versions of one policy that start on one day."""
    from complaintdesk.policy_places import placed

    name, found = Path(later.path).name, f"is {later.in_force_from}, as in {Path(earlier.path).name}"
    wrong = refusal(name, "policy.in_force_from", found, "a day of its own for each version")
    return placed(name, later.text, wrong)


def files() -> list[Path]:
    """Every policy file there is: the shipped ones by name, then the landlord's own by name."""
    own = paths.policies_folder()
    try:
        mine = sorted(own.glob("*.toml")) if own.is_dir() else []
    except OSError as error:
        raise BadDataFile(f"The folder of own policies {own} cannot be read: {error.strerror}.") from None
    return [*sorted(shipped("policies").glob("*.toml")), *mine]


def named(name: str) -> Policy:
    """The policy of that key, or the one in the file of that name. Raises NotFound and BadDataFile."""
    path = Path(name)
    try:
        is_file = path.suffix == ".toml" or len(path.parts) > 1 or path.is_file()
    except OSError:  # no name that a file could have
        is_file = False
    return read_file(path) if is_file else load(name)


def checked(name: str) -> Policy:
    """As :func:`named`, where a file must also be called by its key. Raises NotFound and BadDataFile."""
    policy = named(name)
    return _called(Path(policy.path), policy)


def read_file(path: Path) -> Policy:
    """The policy in one file, wherever it lies and whatever its name. Raises BadDataFile."""
    return _read_file(path, ())


def on_the_shelf(path: Path) -> Policy:
    """One of :func:`files`, whose name must be its alone and agree with what stands in it. Raises BadDataFile."""
    if path != next((one for one in files() if one.stem == path.stem), path):
        raise _taken(path)
    return _read_named(path, ())


def _unknown(key: str) -> NotFound:
    known = available()
    hint = nearest(key, known) or f"Known: {', '.join(known)}."
    return NotFound(f"There is no policy {shown(key)}.", hint)


def _load(key: str, through: tuple[str, ...]) -> Policy:
    """``through`` are the keys that led here by falling back, so that a ring is seen."""
    return _cached(key, through, paths.policies_folder())


@lru_cache(maxsize=128)
def _cached(key: str, through: tuple[str, ...], _folder: Path) -> Policy:
    """The folder is part of the question, so that another home has its own answers."""
    found = [path for path in files() if path.stem == key]
    if not found:
        raise _unknown(key)
    if len(found) > 1:
        raise _taken(found[1])
    return _read_named(found[0], through)


def _taken(path: Path) -> BadDataFile:
    return BadDataFile(
        f"{path}: the name {path.stem!r} belongs to a shipped policy. Allowed: another key, "
        f"or {path.stem}@ and the day a new version comes into force.",
        "Rename the file and its key; the shipped policy is not replaced in silence.",
    )


def _read_named(path: Path, through: tuple[str, ...]) -> Policy:
    return _called(path, _read_file(path, through))


def _called(path: Path, policy: Policy) -> Policy:
    """The policy, whose file must be called by its key and, for a further version, its day."""
    from complaintdesk.policy_places import placed

    key, at, day = path.stem.partition("@")
    if policy.key != key:
        wrong = refusal(path.name, "policy.key", f"is {policy.key!r}", f"{key!r}, as the file is named")
        raise placed(path.name, policy.text, wrong)
    if at and day != policy.in_force_from.isoformat():
        found = f"is {policy.in_force_from}"
        wrong = refusal(path.name, "policy.in_force_from", found, f"{day}, as the file is named")
        raise placed(path.name, policy.text, wrong)
    return policy


def _read_file(path: Path, through: tuple[str, ...]) -> Policy:
    from dataclasses import replace

    text = text_of(path)
    return replace(_read(text, path.name, through), path=str(path))


def text_of(path: Path) -> str:
    """What stands in a policy file. Raises BadDataFile."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        # Editors on Windows may put a byte order mark in front; it is no part of the text.
        text = raw.decode("utf-8-sig")
    except OSError as error:
        why = "it is a folder" if isinstance(error, IsADirectoryError) else error.strerror or "no ordinary file"
        raise BadDataFile(f"{path}: cannot be read ({why}).", "Name a policy file that you may read.") from None
    except UnicodeDecodeError as error:
        raise refusal(path.name, "the file", f"is not UTF-8 at byte {error.start + 1}", "text saved as UTF-8") from None
    if len(raw) > MOST_BYTES:
        raise refusal(path.name, "the file", "is too long for a policy", f"up to {MOST_BYTES:,} bytes")
    return text


def _read(text: str, name: str, through: tuple[str, ...]) -> Policy:
    from complaintdesk import policy_reader

    def base(key: str) -> Policy:
        if key in through:
            raise refusal(name, "policy.falls_back_to", f"is {key!r}, which leads back here", "a policy below this one")
        try:
            return _load(key, (*through, key))
        except NotFound as error:
            found = f"is {key!r}, and there is none"
            raise refusal(name, "policy.falls_back_to", found, ", ".join(available()), error.hint) from None

    return policy_reader.policy(text, name, base)
