"""Standing paragraphs: a landlord's own words for what every letter says again, as defaults of form fields.

Decision: they are plain text and no templates, because the officer edits them; dates and contact details are
printed beside them by the template. ``data/letters/<policy>/paragraphs.toml`` wins over ``default``.
"""

import tomllib
from functools import lru_cache
from typing import Any, Final

from complaintdesk.errors import BadDataFile
from complaintdesk.resources import shipped

KEYS: Final = ("thanks", "process", "escalation", "ombudsman_text", "designated_person", "support", "complaint_route")


def standing(policy_key: str) -> dict[str, str]:
    """Paragraph by form field, every one of ``KEYS``; '' where the policy has none. The caller may change the dict."""
    return {key: str(_read(policy_key).get(key) or _read("default").get(key, "")) for key in KEYS}


def jargon(policy_key: str) -> tuple[str, ...]:
    """Technical terms that a letter should explain where it uses them."""
    return tuple(_read(policy_key).get("jargon") or _read("default").get("jargon", ()))


@lru_cache(maxsize=64)
def _read(folder: str) -> dict[str, Any]:
    try:
        path = shipped("letters", folder, "paragraphs.toml")
    except BadDataFile:
        return {}
    name = f"letters/{path.parent.name}/{path.name}"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDataFile(f"{name} cannot be read: {error}.", "Mend the file.") from None
    for key, value in found.items():
        terms = key == "jargon" and isinstance(value, list) and all(isinstance(term, str) for term in value)
        if not terms and not (key in KEYS and isinstance(value, str)):
            raise BadDataFile(f"{name}: {key}. Allowed: texts named {', '.join(KEYS)}, and jargon, a list of terms.")
    return {key: _joined(value) if isinstance(value, str) else value for key, value in found.items()}


def _joined(text: str) -> str:
    """Each paragraph on one line, as the letter wraps it; a blank line keeps two apart."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
