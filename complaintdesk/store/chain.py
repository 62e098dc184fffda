"""The hash chain of a case: each event carries the hash of the one before it.

The first event's ``prev`` is a hash over the case's identity, so that a reference or landlord cannot
be exchanged under a history. A body is hashed with a salt of its own (a short one could be guessed
from its hash) and stands apart, so that it can be erased and the chain still hold.
"""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from complaintdesk.models.events import Event
from complaintdesk.store.canon import body_text, canonical, instant, quoted

EventRow = tuple[int, int, int, str, str, str, str, str | None, str, str, str]
"""A row of ``event`` in the order of its columns."""
WordsRow = tuple[int, int, str, str]
"""A row of ``words``."""


def genesis(case_id: int, ref: str, landlord: str) -> str:
    """``prev`` of a case's first event."""
    return _hash(canonical([case_id, ref, landlord]))


def digest(salt: str, body: str) -> str:
    """Hash over canonical [salt, body]; ``body`` is canonical text already."""
    return _hash(f"[{quoted(salt)},{body}]")


def link(case_id: int, seq: int, kind: str, at: str, recorded_at: str, who: str, digested: str, prev: str) -> str:
    """Hash of one event: over canonical [case_id, seq, kind, at, recorded_at, who, digested, prev].

    Written out by hand, since it is a bulk append's innermost step; a test holds it to ``canonical``.
    """
    return _hash(
        f'[{case_id},{seq},{quoted(kind)},"{at}","{recorded_at}",{quoted(who)},"{digested}","{prev}"]',
    )


def rows(
    case_id: int, seq: int, pos: int, prev: str, events: Sequence[Event], key: str | None
) -> tuple[list[EventRow], list[WordsRow]]:
    """Table rows for ``events``, to be numbered from ``seq`` + 1 and placed from ``pos`` + 1; ``key`` on the last.

    ValueError for a naive moment, a missing ``recorded_at`` or a body that is not JSON; it names no value.
    """
    made: list[EventRow] = []
    words: list[WordsRow] = []
    for event in events:
        if event.recorded_at is None:
            raise ValueError(f"the {event.kind} event does not say when it was recorded")
        seq, pos = seq + 1, pos + 1
        salt = secrets.token_hex(16)
        body = body_text(event.body)
        digested = digest(salt, body)
        at = instant(event.at)
        recorded_at = at if event.recorded_at == event.at else instant(event.recorded_at)
        own = link(case_id, seq, event.kind, at, recorded_at, event.who, digested, prev)
        made.append((pos, case_id, seq, event.kind, at, recorded_at, event.who, None, digested, prev, own))
        words.append((case_id, seq, salt, body))
        prev = own
    if made and key:
        pos, case_id, seq, kind, at, recorded_at, who, _, digested, before, own = made[-1]
        made[-1] = (pos, case_id, seq, kind, at, recorded_at, who, key, digested, before, own)
    return made, words


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
