"""One complaint on the real screens, as an officer presses it: from the call to an order of the Ombudsman."""

from datetime import datetime

from complaintdesk.models.moments import LONDON
from tests.screens.casework import ACKNOWLEDGED, Window, window

SAID = {name: ACKNOWLEDGED[name] for name in ("responsible_for", "not_responsible_for")}
PARTS = "The boiler fails.\nNobody rang back."
BOILER = {"what": "Fit a new boiler", "due_on": "+10wd", "why": "The failures", "owner": "Jo Smith"}


async def opened(here: Window, act: str) -> None:
    """The form of an act, by its key in the act menu."""
    await here.press("full_stop")
    await here.on("ActMenu")
    await here.press(act)
    await here.on("FormScreen")


async def sent(here: Window) -> None:
    """The letter of the form: whole, recorded, and back on the case."""
    await here.press("ctrl+s")
    await here.on("LetterScreen")
    await here.until(lambda: here.screen.letter is not None)
    await here.settle()
    assert [one.field for one in here.screen.missing] == []
    await here.press("R")
    await here.on("Confirm")
    await here.press("y")
    await here.on("CaseScreen")


async def recorded(here: Window, kind: str) -> None:
    """The form goes into the history without a letter."""
    await here.press("ctrl+s")
    await here.on("CaseScreen")
    await here.until(lambda: here.screen.case.timeline[-1].kind == kind)


async def found(here: Window, finding: str) -> None:
    """The same finding on each part, and a word on why."""
    for area in here.box("findings").query("LinesArea"):
        area.focus()
        await here.pilot.pause()
        await here.paste("The records show it.")
    for choice in here.box("findings").query("PickOne"):
        choice.value = finding
    here.box("outcome").query_one("PickOne").value = finding


def on(here: Window, month: int, day: int) -> None:
    here.clock.now = datetime(2024, month, day, 11, 0, tzinfo=LONDON)


async def test_a_complaint_on_the_screens_from_the_call_to_an_order_of_the_ombudsman(tmp_path) -> None:
    async with window(tmp_path, size=(120, 40)) as here:
        # Thursday 4 April: logged, set out, given to somebody
        await here.press("c")
        await here.on("IntakeScreen")
        await here.fill(resident="Pruitt, H", address="9 Mill Lane", words="The boiler fails and nobody rings back.")
        await here.press("ctrl+s")
        await here.on("CaseScreen")
        ref = here.screen.ref
        await opened(here, "e")
        await here.fill(definition="The boiler fails.", wanted="A new boiler", parts=PARTS)
        await recorded(here, "defined")
        await opened(here, "a")
        await here.fill(to="Jo Smith")
        await recorded(here, "assigned")
        assert [one.text for one in here.desk.look(ref).case.elements] == PARTS.split("\n")

        # Acknowledged in a letter; the answer is due ten working days on
        await here.press("r")
        await here.on("FormScreen")
        await here.fill(**SAID)
        await sent(here)
        assert here.desk.case(ref).chip.word == "10wd"

        on(here, 4, 12)
        await here.press("r")
        await here.on("FormScreen")
        await found(here, "upheld")
        await here.fill(apology="We are sorry.", steps="A boiler by May.", lessons="Ring back.", relied_on="Our policy")
        await here.fill(unheard_why="She asked for it in writing.")
        await here.press("ctrl+n")
        await here.until(lambda: here.screen.query("RemedyBlock"))
        await here.press(*"action")
        await here.fill(**BOILER)
        await sent(here)
        case = here.desk.case(ref)
        assert case.elements[0].findings == ("Stage 1: Upheld. The records show it.",)
        assert case.remedies[0].what == "Fit a new boiler"

        # Stage 2, by somebody else
        on(here, 4, 16)
        await here.press("S")
        await here.on("FormScreen")
        await here.fill(words="They have not put it right")
        await here.press("ctrl+s")
        await here.on("Confirm")
        assert "Pruitt, H" in here.screen.words
        await here.press("y")
        await here.on("CaseScreen")
        await here.until(lambda: here.screen.case.stage == 2)
        await here.press("r")
        await here.on("FormScreen")
        assert here.screen.job.act == "acknowledge"
        for name in ("handler", "signatory"):  # whoever answered stage 1 may not review it
            here.box(name).query_one("LineInput").value = "Ann Reviewer"
        await here.fill(**SAID)
        await sent(here)
        assert here.desk.timeline(ref)[-1].kind == "acknowledged"
        assert here.desk.case(ref).chip[1:3] == (
            "20wd",
            "Wed 15 May",
        )  # twenty working days from 16 April, without 6 May

        # The review: one step of it, then the answer, which overturns the first part
        on(here, 4, 30)
        await opened(here, "1")
        here.box("step").query_one("PickOne").value = "visited"
        await here.fill(what="Looked at the boiler again.")
        await recorded(here, "step_taken")
        await here.press("r")
        await here.on("FormScreen")
        assert here.screen.job.act == "respond"
        await found(here, "upheld")
        for nothing in ("remedies_none", "actions_none"):
            here.box(nothing).focus_inside()
            await here.press("space")
        said = {"steps": "A boiler by June.", "lessons": "Ring back.", "relied_on": "Our policy"}
        await here.fill(apology="We are sorry.", unheard_why="They asked for a letter.", **said)
        await sent(here)
        answer = here.desk.look(ref).case.letters[-1]
        assert answer.kind == "stage_2_response"
        assert "www.housing-ombudsman.org.uk" in answer.text
        assert here.desk.case(ref).elements[0].findings[1].startswith("Stage 2: Upheld")

        # With the Ombudsman, who orders something; its tab of the case shows it
        on(here, 7, 1)
        await opened(here, "Q")
        await here.fill(who_asked="The resident", what="The roof is still open.")
        await recorded(here, "referred")
        await opened(here, "U")
        here.box("order_kind").query_one("PickOne").value = "order"
        here.box("order_concerns").query_one("PickOne").value = "matter"
        await here.fill(what="Apologise in writing.", due_on="27/8/2024")
        await recorded(here, "ordered")
        while here.screen.tab != "actions":
            await here.press("right_square_bracket")
        await here.until(lambda: "Apologise in writing." in here.text)
        assert "27 Aug" in here.text
