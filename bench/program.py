"""How the desk and the yardstick are started, and in what surroundings: a home of their own, no colour switched off."""

import os
import sys
from pathlib import Path
from typing import Final

from bench import stores

ROOT: Final = Path(__file__).resolve().parent.parent
BARE: Final = (sys.executable, str(ROOT / "bench" / "yardstick.py"), "50")
_SCRIPT: Final = Path(sys.executable).with_name("complaintdesk")
INSTALLED: Final = _SCRIPT.is_file()
DESK: Final = (str(_SCRIPT),) if INSTALLED else (sys.executable, "-m", "complaintdesk")
HOW: Final = f"installed entry point {_SCRIPT.name}" if INSTALLED else "python -m complaintdesk (not installed here)"


def desk_on(store: Path) -> tuple[str, ...]:
    """The bare command on a store."""
    return (*DESK, "--store", str(store), "--as", stores.WHO)


def surroundings() -> dict[str, str]:
    """The environment of what is measured."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "SYSTEMROOT") if name in os.environ}
    home = stores.folder() / "home"
    home.mkdir(exist_ok=True)
    path = {} if INSTALLED else {"PYTHONPATH": str(ROOT)}
    return {**kept, **path, "HOME": str(home), "COMPLAINTDESK_HOME": str(home), "LC_ALL": "C.UTF-8"}
