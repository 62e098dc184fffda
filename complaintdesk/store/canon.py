"""How a value becomes the text that is stored and hashed: one form, the same for ever.

Canonical JSON has sorted keys and no spaces; no floats, because two programs may print one
differently. Instants are UTC with six decimals and a Z, so that text order is time order.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any

_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


quoted = encode_basestring
"""A text as canonical JSON."""


def canonical(value: object) -> str:
    """``value`` as canonical JSON. TypeError for what JSON does not know."""
    return _encode(value)


def body_text(body: Mapping[str, Any]) -> str:
    """An event's body as stored. ValueError for a float or a lone surrogate, naming no value."""
    plain = dict(body)
    _refuse_floats(plain)
    text = _encode(plain)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("an event's body holds a lone surrogate") from None
    return text


def _refuse_floats(value: object) -> None:
    kind = type(value)
    if kind is str or kind is int or value is None or kind is bool:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if type(key) is not str:
                raise ValueError("an event's body has a key that is not text")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
    elif isinstance(value, float):
        raise ValueError("an event's body holds a float; money is pence and days are ISO text")


def instant(at: datetime) -> str:
    """An aware moment as UTC text. ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def moment(text: str) -> datetime:
    """The moment behind ``instant``'s text, in UTC."""
    return datetime.fromisoformat(text)
