"""Standing paragraphs, the Ombudsman's dated details, and letters saved as files."""

import stat
import tomllib
from datetime import date
from pathlib import Path

import pytest
from letter_samples import ACK, KINDS, POLICIES, written

from complaintdesk import letters
from complaintdesk.errors import BadDataFile, BadInput, DiskRefused
from complaintdesk.letters import filing, ombudsman, paragraphs
from complaintdesk.models.letter import Letter
from complaintdesk.resources import shipped

LETTER = Letter(ACK, "Stage 1 acknowledgement", "Dear Rosa – thank you.\n", ())


@pytest.mark.parametrize("policy_key", POLICIES)
def test_every_landlord_has_its_paragraphs(policy_key: str) -> None:
    standing = letters.standing(policy_key)
    assert tuple(standing) == paragraphs.KEYS
    assert all(standing[key] for key in paragraphs.KEYS if key != "designated_person")
    assert bool(standing["designated_person"]) == (policy_key in {"slh", "his", "saha"})
    assert all("\n" not in text and "{" not in text and "  " not in text for text in standing.values())


def test_a_further_landlord_has_the_default_paragraphs() -> None:
    assert letters.standing("mine") == letters.standing("code-2024")
    assert letters.standing("../../etc") == letters.standing("code-2024")


def test_changing_the_answer_changes_nobody_elses() -> None:
    letters.standing("salix")["thanks"] = ""
    assert letters.standing("salix")["thanks"]


@pytest.mark.parametrize("text", ["thanks = 1", 'poem = "x"', "jargon = [1]", "thanks = ", "thanks = '\xff"])
def test_a_paragraph_file_that_cannot_be_used_says_why(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "paragraphs.toml").write_text(text, encoding="latin-1")
    monkeypatch.setattr(paragraphs, "shipped", lambda *parts: tmp_path / "paragraphs.toml")
    paragraphs._read.cache_clear()
    try:
        with pytest.raises(BadDataFile, match=r"cannot be read|Allowed"):
            letters.standing("own")
    finally:
        paragraphs._read.cache_clear()


def test_the_ombudsmans_blocks_say_how_sure_each_fact_is() -> None:
    file = tomllib.loads(shipped("letters", "ombudsman.toml").read_text(encoding="utf-8"))
    assert [block["id"] for block in file["block"]] == ["liverpool", "preston"]
    assert all(block["certainty" if number == 0 else "from_certainty"] for number, block in enumerate(file["block"]))


@pytest.mark.parametrize(
    ("day", "post", "by_email"),
    [
        (date(2021, 6, 1), "L33 7WQ", True),
        (date(2026, 1, 12), "L33 7WQ", True),
        (date(2026, 1, 13), "PR2 0ET", False),
        (date(2099, 12, 31), "PR2 0ET", False),
    ],
)
def test_the_block_is_that_of_the_letters_own_date(day: date, post: str, by_email: bool) -> None:
    contact = letters.contact_on(day)
    assert (contact.post[-1], contact.new_cases_by_email) == (post, by_email)
    text = written("code-2024", ACK, written_on=day).text
    assert post in text
    assert ("info@housing-ombudsman.org.uk" in text) == by_email


def test_the_wait_before_the_direct_way_ended_in_october_2022() -> None:
    assert letters.contact_on(date(2022, 9, 30)).direct_since is None
    assert letters.contact_on(date(2022, 10, 1)).direct_since == date(2022, 10, 1)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "block"),
        ("[[block]]\nname = 1", r"block\[1\].name"),
        ("[[block", "cannot be read"),
        ('[[block]]\nname="n"\ntelephone="1"\nemail="e"\nwebsite="w"\npost="x"', r"block\[1\].post"),
        ('[[block]]\nname="n"\ntelephone="1"\nemail="e"\nwebsite="w"\npost=[]\nfrom="soon"', r"block\[1\].from"),
        (
            '[[block]]\nname="n"\ntelephone="1"\nemail="e"\nwebsite="w"\npost=[]\n[direct_referral]\nwithout_wait_from=1',
            "without_wait_from",
        ),
    ],
)
def test_a_damaged_file_of_the_ombudsman_names_block_and_key(
    text: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ombudsman.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(ombudsman, "shipped", lambda *parts: tmp_path / "ombudsman.toml")
    ombudsman._read.cache_clear()
    try:
        with pytest.raises(BadDataFile, match=where):
            letters.contact_on(date(1999, 1, 1))
    finally:
        ombudsman._read.cache_clear()


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_is_saved_under_reference_and_kind_and_read_back_word_for_word(kind: str, tmp_path: Path) -> None:
    letter = written("his", kind)
    path = letters.save_text(letter, tmp_path, "CD-24130")
    assert path == tmp_path / f"CD-24130-{kind.replace('_', '-')}.txt"
    assert path.read_bytes().decode("utf-8") == letter.text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ref", ["../../etc/passwd", "CON", "nul.", 'a/b\\c:d*?"<>|', "x" * 500, "ÉÉ1", " CD 1 . "])
def test_a_name_is_made_of_signs_every_system_takes(ref: str, tmp_path: Path) -> None:
    path = letters.save_text(LETTER, tmp_path, ref)
    assert path.parent == tmp_path
    assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.")
    assert path.name.endswith("-acknowledgement.txt")
    assert len(path.name) < 120


@pytest.mark.parametrize("ref", ["", "  ", "..", "///"])
def test_a_reference_that_names_nothing_is_refused(ref: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        letters.save_text(LETTER, tmp_path, ref)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = letters.save_text(LETTER, tmp_path, "CD-1")
    with pytest.raises(BadInput, match="already"):
        letters.save_text(Letter(ACK, "", "other", ()), tmp_path, "CD-1")
    assert path.read_text(encoding="utf-8") == LETTER.text
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "CD-1-acknowledgement.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInput):
        letters.save_text(LETTER, tmp_path, "CD-1")
    assert not (tmp_path / "elsewhere").exists()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no folder"):
        letters.save_text(LETTER, tmp_path / "none", "CD-1")


def _no_links(self: Path, target: Path) -> None:
    raise OSError(95, "Operation not supported")


def test_a_disk_without_links_saves_as_well_and_writes_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", _no_links)
    path = letters.save_text(LETTER, tmp_path, "CD-1")
    assert path.read_text(encoding="utf-8") == LETTER.text
    with pytest.raises(BadInput):
        letters.save_text(LETTER, tmp_path, "CD-1")
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filing.os, "fsync", full)
    with pytest.raises(DiskRefused, match="No space left"):
        letters.save_text(LETTER, tmp_path, "CD-1")
    assert list(tmp_path.iterdir()) == []
