"""Taking in a complaint: one page, what it would mean beside it, and a case at the end."""

from complaintdesk.errors import StoreBusy
from tests.screens.casework import DAMP, LIFT, window
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


async def test_rare_fields_stand_behind_a_line_and_open_where_one_is_asked_for(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        assert not here.box("express_request").display
        await here.fill(resident="Okafor, A", words="I write for my constituent, who asks for help.")
        await here.press("ctrl+s")
        await here.until(lambda: here.screen.said.startswith("Not yet"))
        assert "Salix 4.3.1" in here.screen.said
        await here.until(lambda: here.app.focused in here.box("express_request").query("*"))
        await here.press("n", "ctrl+s")
        await here.on("CaseScreen")
        assert here.desk.case(here.screen.ref).feedback == "mp_enquiry"


async def test_the_same_person_is_chosen_from_earlier_cases_and_what_is_known_stands_beside(tmp_path) -> None:
    async with window(tmp_path, size=(120, 40)) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(resident="Okafor, A", address="12 Acacia Avenue, Salford")
        await here.until(lambda: here.screen.beside is not None and here.screen.beside.cases)
        here.box("person").focus_inside()
        await here.press("c")
        await here.until(lambda: here.box("person").value == DAMP)
        await here.until(lambda: here.screen.beside.known)
        assert "Known of them" in here.text
        await here.fill(words="The damp is back again.")
        await here.press("ctrl+s")
        await here.on("Confirm")
        await here.press("y")
        await here.on("CaseScreen")
        assert "Adjustment: Large print" in here.desk.case(here.screen.ref).alerts
        assert here.desk.look(here.screen.ref).case.person == DAMP


async def test_a_complaint_grows_out_of_a_case_from_its_act_menu(tmp_path) -> None:
    async with window(tmp_path, start=DAMP) as here:
        await here.press("full_stop")
        await here.on("ActMenu")
        await here.press("c")
        await here.on("IntakeScreen")
        assert here.box("resident").value == "Okafor, A"
        assert here.box("linked").value == DAMP
        assert here.box("linked").display
        await here.fill(words="The neighbour below has damp as well.")
        await here.until(lambda: here.desk.draft(f"intake {DAMP}") is not None)
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        new = here.desk.case(here.screen.ref)
        assert [(one.ref, one.how) for one in new.links] == [(DAMP, "Has to do with")]
        assert [one.ref for one in here.desk.case(DAMP).links] == [new.ref]
        assert here.desk.draft(f"intake {DAMP}") is None


async def test_a_call_is_logged_set_out_and_given_away_by_the_keyboard_alone(tmp_path) -> None:
    """Some hundred and fifty keys: at an officer's four a second well under a minute."""
    typed = 0

    async def say(words: str = "") -> None:
        nonlocal typed
        for key in words:
            await here.pilot.press("space" if key == " " else {",": "comma", ".": "full_stop"}.get(key, key))
        await here.pilot.press("tab")
        typed += len(words) + 1

    async with window(tmp_path) as here:
        await here.press("c")
        await here.on("IntakeScreen")
        await say()
        await say()
        await say("Begum, R")
        await say("4 Elm Court")
        await say()
        await say()
        await say("there is water coming through my ceiling again")
        await say("stop it, mend the ceiling")
        await say()
        await say("The leak came back")
        await say("Repairs")
        await say("Sam Khan")
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert f"{LIFT} is open for the same person" in here.screen.words
        await here.press("y")
        await here.on("CaseScreen")
        case = here.desk.case(here.screen.ref)
        assert (case.feedback, case.owner, case.channel) == ("complaint", "Sam Khan", "telephone")
        assert [one.text for one in case.elements] == ["The leak came back"]
        assert case.wanted == "stop it, mend the ceiling"
        assert typed < 160
