"""The wheel holds exactly the two packages with the data inside, and finds its data when installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_the_two_packages_with_the_data_inside(tmp_path):
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert built.returncode == 0, built.stderr.decode()
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name.split("/")[0] for name in names} == {"complaintdesk", "screens"}
    shipped = {
        f"complaintdesk/data/{path.relative_to(ROOT / 'data').as_posix()}"
        for path in (ROOT / "data").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith("complaintdesk/data/")} == shipped
    code = {
        path.relative_to(ROOT).as_posix()
        for folder in ("complaintdesk", "screens")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".tcss", ".mako") and "__pycache__" not in path.parts
    }
    assert code <= names
