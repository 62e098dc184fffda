"""How the Housing Ombudsman is reached, on the day a letter is written: ``data/letters/ombudsman.toml``.

Decision: contact details are dated data and no template holds any, so that a letter prints the block in force
on its own date and letters already sent keep theirs. Source: the Code, 6.5, 6.16 and 6.19.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from complaintdesk.errors import BadDataFile
from complaintdesk.models.letter import OmbudsmanContact
from complaintdesk.resources import shipped

_TEXTS = ("name", "telephone", "email", "website")
_FILE = "letters/ombudsman.toml"


@lru_cache(maxsize=64)
def contact_on(day: date) -> OmbudsmanContact:
    """The Ombudsman's details in force on ``day``: those of the last block that began on or before it.

    Where the block takes no new cases by e-mail, ``new_cases_by_email`` is False and ``note`` says how they are
    taken. Raises BadDataFile where the file cannot be used, naming the block and the key.
    """
    blocks, direct_since = _read()
    found = next((contact for begins, contact in reversed(blocks) if begins <= day), blocks[0][1])
    return replace(found, direct_since=direct_since) if direct_since and direct_since <= day else found


@lru_cache(maxsize=1)
def _read() -> tuple[tuple[tuple[date, OmbudsmanContact], ...], date | None]:
    """((first day, details) in order of time, the day the law's wait before direct referral ended)."""
    try:
        file = tomllib.loads(shipped("letters", "ombudsman.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDataFile(f"{_FILE} cannot be read: {error}.") from None
    blocks = tuple(_block(number, block) for number, block in enumerate(file.get("block", []), 1))
    begins = [day for day, _ in blocks]
    if not blocks or sorted(set(begins)) != begins:
        raise BadDataFile(f"{_FILE}: block. Allowed: at least one, each with a later `from` than the one before it.")
    wait = file.get("direct_referral", {}).get("without_wait_from")
    if wait is not None and not _is_day(wait):
        raise _unfit("direct_referral.without_wait_from", wait, "a date like 2022-10-01")
    return blocks, wait


def _block(number: int, block: Mapping[str, Any]) -> tuple[date, OmbudsmanContact]:
    where = f"block[{number}]"
    for key in _TEXTS:
        if not isinstance(block.get(key), str) or not block[key]:
            raise _unfit(f"{where}.{key}", block.get(key), "a line of text")
    post = block.get("post")
    if not isinstance(post, list) or not all(isinstance(line, str) for line in post):
        raise _unfit(f"{where}.post", post, "a list of lines of text")
    begins = block.get("from", date.min if number == 1 else None)
    if not _is_day(begins):
        raise _unfit(f"{where}.from", begins, "a date like 2026-01-13; only the first block may do without")
    contact = OmbudsmanContact(
        **{key: block[key] for key in _TEXTS},
        post=tuple(post),
        web_form=str(block.get("web_form", "")),
        note=str(block.get("new_cases_note", "")),
        new_cases_by_email=block.get("new_cases_by_email", True) is not False,
    )
    return begins, contact


def _is_day(value: object) -> bool:
    return type(value) is date


def _unfit(where: str, found: object, allowed: str) -> BadDataFile:
    return BadDataFile(f"{_FILE}: {where} is {ascii(found)[:60]}. Allowed: {allowed}.")
