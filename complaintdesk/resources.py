"""Where the shipped facts and texts lie: policies, letters, calendars, demo.

Decision: one function knows. An installed package holds them as ``complaintdesk/data``; a checkout
keeps them in ``data`` beside its ``pyproject.toml``, and is only looked at when that file stands there.
"""

from pathlib import Path

from complaintdesk.errors import BadDataFile

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """The path of a shipped file or folder, which exists: ``shipped("policies", "salix.toml")``.

    Raises :class:`BadDataFile` where the program was installed or copied without it.
    """
    if any(not part or part in {".", ".."} or set(part) & set("/\\:\0") for part in parts):
        raise BadDataFile(f"{'/'.join(parts)!r} is no name of a shipped file.")
    checkout = _PACKAGE.parent
    places = [_PACKAGE / "data"]
    if (checkout / "pyproject.toml").is_file():
        places.append(checkout / "data")
    for place in places:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise BadDataFile(
        f"The shipped file data/{'/'.join(parts)} is missing; looked in {' and '.join(map(str, places))}.",
        "Install complaintdesk again, or run it from a whole checkout.",
    )
