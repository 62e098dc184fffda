"""Where shipped files and a person's own files lie."""

from pathlib import Path

import pytest

from complaintdesk import paths, resources
from complaintdesk.errors import BadDataFile


def test_the_package_comes_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "complaintdesk"
    monkeypatch.setattr(resources, "_PACKAGE", package)
    for place in (package / "data", tmp_path / "data"):
        place.mkdir(parents=True)
        (place / "here.txt").write_text("", encoding="utf-8")
    assert resources.shipped("here.txt") == package / "data" / "here.txt"


def test_a_checkout_is_known_by_its_pyproject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "complaintdesk")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "here.txt").write_text("", encoding="utf-8")
    with pytest.raises(BadDataFile, match=r"data/here\.txt is missing.*Install complaintdesk again"):
        resources.shipped("here.txt")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    assert resources.shipped("here.txt") == tmp_path / "data" / "here.txt"


@pytest.mark.parametrize("part", ["..", "a/b", "a\\b", "", "c:x"])
def test_a_shipped_file_is_asked_for_by_plain_names(part: str) -> None:
    with pytest.raises(BadDataFile):
        resources.shipped("policies", part)


def test_one_variable_moves_everything_of_a_persons_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    asked = (paths.store_path, paths.settings_file, paths.policies_folder, paths.demo_folder, paths.log_folder)
    assert all(tmp_path in ask().parents for ask in asked)
    assert len({ask() for ask in asked}) == len(asked)
    assert list(tmp_path.iterdir()) == []


def test_without_it_the_systems_own_places_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPLAINTDESK_HOME", raising=False)
    assert "complaintdesk" in str(paths.store_path()).lower()
    assert paths.store_path().is_absolute()
