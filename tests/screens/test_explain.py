"""The explanation of a clock: the desk's own lines, and the other clocks of the case by j and k."""

from tests.screens.casework import CHARGE, DAMP, LIFT, window
from tests.screens.helpers import assert_clean


async def test_the_strip_is_the_desks_own_line_for_line(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("G", "x")
        await here.on("ExplainScreen")
        told = here.desk.explain(DAMP)
        await here.until(lambda: told.due_words in here.screen.words)
        for line in told.lines:
            assert line in here.screen.words
            assert line.rstrip() in here.text
        for line in told.what_if:
            assert line in here.screen.words
        assert "Good Friday" in here.text
        assert "clock 1 of 2" in here.text


async def test_j_and_k_show_the_other_clocks(tmp_path) -> None:
    async with window(tmp_path, start=LIFT) as here:
        await here.press("x")
        await here.on("ExplainScreen")
        await here.until(lambda: "Acknowledge" in here.screen.words)
        await here.press("j")
        await here.until(lambda: "Respond, stage 1" in here.screen.words)
        assert "clock 2 of 2" in here.text
        await here.press("j")
        assert "clock 2 of 2" in here.text
        await here.press("k")
        await here.until(lambda: "clock 1 of 2" in here.text)
        await here.press("escape")
        await here.on("CaseScreen")


async def test_a_case_without_clocks_says_so(tmp_path) -> None:
    async with window(tmp_path) as here:
        done = here.desk.receive(
            "salix", {"resident": "Hill, B", "words": "Thank you", "feedback": "compliment"}, key="thanks"
        )
        from screens import flows

        here.app.run_worker(flows.explain(here.app, done.ref), exit_on_error=False)
        await here.on("ExplainScreen")
        await here.until(lambda: "No clock runs" in here.screen.words)


async def test_it_is_clean_and_fits_80_by_24(tmp_path) -> None:
    async with window(tmp_path) as here:
        await here.press("j", "x")
        await here.on("ExplainScreen")
        await here.until(lambda: "due" in here.screen.words)
        assert here.desk.find(CHARGE)
        assert_clean(here.app)
        strip = here.screen.query_one("#strip").region
        assert strip.width <= 80
        assert strip.height <= 24
