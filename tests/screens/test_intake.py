"""Taking in a complaint: one page, what it would mean beside it, and a case at the end."""

from complaintdesk.errors import StoreBusy
from tests.screens.casework import DAMP, window
from tests.screens.helpers import HOSTILE, assert_clean


async def test_a_complaint_is_logged_and_the_new_case_is_open(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(
            resident="Adeyemi, T", address="3 Oak Rd", words="The stairs are never cleaned and I complained twice."
        )
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        ref = here.screen.ref
        assert here.desk.case(ref).resident == "Adeyemi, T"
        assert here.desk.draft("intake") is None
        await here.press("escape")
        await here.on("QueueScreen")
        await here.until(lambda: here.screen.case_ref() == ref)


async def test_what_stands_beside_follows_what_is_typed(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.until(lambda: here.screen.beside is not None)
        await here.fill(when="28/3/2024 18:10", resident="Okafor, A", words="You never came, this is not good enough")
        await here.until(lambda: any(DAMP in line for line in here.screen.beside.earlier))
        told = here.desk.intake("salix", here.screen.facts())
        await here.until(lambda: here.screen.beside == told)  # the last field may still be under way
        assert told.dates[0] in " ".join(here.text.split()) or "Acknowledge, stage 1" in here.text
        await here.until(lambda: "after hours" in here.box("when").note)


async def test_nothing_is_needed_before_the_facts_and_the_missing_fact_is_named(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        for _ in range(20):
            await here.pilot.press("tab")
        await here.press("ctrl+s")
        await here.until(lambda: here.screen.said.startswith("Not yet"))
        assert here.app.focused in here.box("words").query("*")


async def test_the_draft_is_kept_and_comes_back(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(words="Half of what they said")
        await here.press("escape")
        await here.on("QueueScreen")
        assert here.desk.draft("intake")["words"] == "Half of what they said"
        await here.press("c")
        await here.on("IntakeScreen")
        assert here.box("words").value == "Half of what they said"
        await here.press("ctrl+r")
        await here.on("Confirm")
        await here.press("y")
        await here.on("IntakeScreen")
        await here.until(lambda: here.box("words").value == "")
        assert here.desk.draft("intake") is None


async def test_a_landlord_is_chosen_where_there_are_several(tmp_path) -> None:
    async with window(tmp_path, landlords=("salix", "calico")) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        choice = here.box("landlord").query_one("PickOne")
        choice.value = "calico"
        await here.until(lambda: here.screen.beside is not None and "Calico" in here.screen.beside.dates[0])
        await here.fill(resident="Hill, B", words="The gate is broken and nobody answers")
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        assert here.desk.case(here.screen.ref).landlord == "calico"


async def test_a_date_to_come_is_said_beside_its_field(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(when="1/1/2030")
        await here.press("tab")
        await here.until(lambda: here.box("when").wrong)
        assert "still to come" in here.box("when").note


async def test_a_store_that_is_busy_keeps_the_text(tmp_path, monkeypatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreBusy("Another window holds the store.", "Try again.")

    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(resident="Hill, B", words="The gate is broken")
        monkeypatch.setattr(here.desk, "receive", busy)
        await here.press("ctrl+s")
        await here.on("Told")
        await here.press("escape")
        await here.on("IntakeScreen")
        assert here.box("words").value == "The gate is broken"
        assert here.desk.draft("intake")["words"] == "The gate is broken"


async def test_hostile_text_typed_and_found_is_plain_text(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(resident="[red]Nwosu[/red]", address=HOSTILE[1], words="\n".join(HOSTILE))
        await here.until(lambda: here.screen.beside is not None and here.screen.beside.earlier)
        assert_clean(here.app)
