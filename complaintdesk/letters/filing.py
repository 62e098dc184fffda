"""A letter as a text file: named by us, written whole or not at all, never over another.

The name is made from reference and kind alone, of signs that every file system takes. Source of the habit:
the storage notes, 'What comes in' (never join a given name to a path) and 'What goes out'.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from complaintdesk.errors import BadInput, DiskRefused
from complaintdesk.models.letter import Letter
from complaintdesk.models.terms import LETTER_KINDS

_LONGEST = 60


def save_text(letter: Letter, folder: Path, ref: str) -> Path:
    """Writes the letter's text into ``folder`` as UTF-8, readable by its owner alone, and says where.

    Raises BadInput where the folder is none, the reference holds no letter or digit, or the file is there already;
    DiskRefused where it cannot be written. In no case is anything half-written left behind.
    """
    return write_new(folder, file_name(letter.kind, ref), letter.text)


def write_new(folder: Path, name: str, text: str) -> Path:
    """Writes ``text`` under a name of ours into ``folder``, whole or not at all; raises as ``save_text`` does."""
    path = folder / name
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}.", "Choose a folder that exists.")
    partial = folder / f".{uuid4().hex}.partial"
    try:
        handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _give_name(partial, path)
    except FileExistsError:
        raise BadInput(f"{path.name} is already in {folder}.", "Move it away or choose another folder.") from None
    except OSError as error:
        raise DiskRefused(
            f"{path.name} could not be written to {folder}: {error.strerror}. Nothing was saved."
        ) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return path


def file_name(kind: str, ref: str) -> str:
    """'CD-24117-stage-1-response.txt'. Raises BadInput for a reference without a letter or digit."""
    safe = re.sub(r"[^A-Za-z0-9]+", "-", ref)[:_LONGEST].strip("-")
    if not safe or kind not in LETTER_KINDS:
        raise BadInput("A letter is filed under the reference of its case, and this one has none.")
    return f"{safe}-{kind.replace('_', '-')}.txt"


def _give_name(partial: Path, path: Path) -> None:
    """Gives the finished file its name; FileExistsError where the name is taken, even by a moment."""
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: claim the name first, then put the finished file there
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            partial.replace(path)
        except OSError:
            path.unlink(missing_ok=True)
            raise
