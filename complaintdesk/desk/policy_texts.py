"""Whether the policy files still say what the store keeps of them: a file that changes in place moves dates that were.

The rule: each text the store keeps must still stand, word for word, in a file of that policy's key. Files are compared
as texts and not read as policies, so that opening a desk pays next to nothing for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from complaintdesk import policies
from complaintdesk.errors import BadDataFile, ComplaintDeskError
from complaintdesk.paths import Place
from complaintdesk.resources import shipped
from complaintdesk.store.reading import Reader
from complaintdesk.store.rows import PolicyText

if TYPE_CHECKING:
    from complaintdesk.models.policy import Policy
    from complaintdesk.store.writing import Writer


class Changed(NamedTuple):
    """A policy version whose kept text stands in no file of its key any more."""

    key: str
    in_force_from: str
    now: str
    """``ours``: its file comes with the program, and a new version of it brought the change; ``own``: somebody changed
    the landlord's file; ``gone``: no file of the key has that day."""

    @property
    def sentence(self) -> str:
        """What happened, and to what."""
        which = f"The policy {self.key} in force from {self.in_force_from}"
        said = {
            "ours": "reads differently in this version of complaintdesk",
            "own": "was changed in its file after cases began under it",
            "gone": "stands in no file any more, though cases began under it",
        }
        return f"{which} {said[self.now]}: their dates may have moved"

    @property
    def hint(self) -> str:
        """What to do."""
        follow = "run `complaintdesk rebuild`: the lists follow the file, and its new text is kept beside the old"
        said = {
            "ours": f"Nothing is lost. To go on with it {follow}.",
            "own": f"Give the change a file of its own, {self.key}@DAY.toml, and put the old text back; or {follow}.",
            "gone": "Put its file back as it was; a change gets a file of its own.",
        }
        return said[self.now]


def changed(reader: Reader) -> tuple[Changed, ...]:
    """The versions whose text, as the store kept it last, is in no file of their key."""
    kept = {(one.key, one.in_force_from): one for one in reader.policies()}
    there = {one.key: _texts(one.key) for one in kept.values()} if kept else {}
    gone = (one for one in kept.values() if _plain(one.text) not in there[one.key])
    return tuple(Changed(one.key, one.in_force_from, _now(one)) for one in gone)


def notice(reader: Reader) -> str:
    """The same in a line for whoever opens the desk; '' where every text stands."""
    found = changed(reader)
    if not found:
        return ""
    more = f" And {len(found) - 1} more: see `complaintdesk doctor`." if len(found) > 1 else ""
    return f"{found[0].sentence}. {found[0].hint}{more}"


def follow(writer: "Writer", reader: Reader) -> None:
    """Keep the text of each changed version as its file says it now, beside the one kept before."""
    for one in changed(reader):
        policy = _in_file(one.key, one.in_force_from)
        if policy is not None:
            writer.keep_policy(one.key, one.in_force_from, policy.text, anew=True)


def changed_in(store: Place) -> tuple[Changed, ...]:
    """The same of the store at that place. Raises a StoreError."""
    reader = Reader(store)
    try:
        return changed(reader)
    finally:
        reader.close()


def _in_file(key: str, day: str) -> "Policy | None":
    """The policy of that key and day as a file has it now, where one has and can be read."""
    for name in policies.available():
        if name.partition("@")[0] == key:
            try:
                policy = policies.load(name)
            except ComplaintDeskError:
                continue
            if policy.in_force_from.isoformat() == day:
                return policy
    return None


def _texts(key: str) -> frozenset[str]:
    """The texts of the files of that key; one that cannot be read is said where it is used."""
    found = set()
    for path in policies.files():
        if path.stem.partition("@")[0] == key:
            try:
                found.add(_plain(policies.text_of(path)))
            except BadDataFile:
                continue
    return frozenset(found)


def _now(kept: PolicyText) -> str:
    policy = _in_file(kept.key, kept.in_force_from)
    if policy is None:
        return "gone"
    return "ours" if Path(policy.path).parent == shipped("policies") else "own"


def _plain(text: str) -> str:
    """Whatever an editor or a copy made of the ends of lines."""
    return "\n".join(text.splitlines())
