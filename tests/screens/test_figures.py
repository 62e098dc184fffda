"""F4 on the demo desk: what the desk worked out, by the keys of the screen; the cursor keeps its figure."""

from uuid import uuid4

import pytest

from complaintdesk.models.acting import Done
from complaintdesk.models.figures import Bar, Figure
from screens.app import DeskApp
from screens.figure_words import figure_words
from screens.palette import look
from tests.screens.helpers import HOSTILE, assert_clean, at_rest, rendered, settled, until


@pytest.fixture
def app(demo):
    return DeskApp(demo)


async def opened(app, pilot, landlord="salix"):
    await pilot.press("f4")
    await until(pilot, lambda: getattr(app.screen, "NAME", "") == "figures" and app.screen.view is not None)
    while app.screen.landlord != landlord:
        was = app.screen.landlord
        await pilot.press("f")
        await until(pilot, lambda was=was: app.screen.landlord != was)
    await settled(app, pilot)
    return app.screen


async def test_figures_move_by_measure_and_period_and_keep_the_figure(app, demo):
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        assert "Figures: Salix Homes, the year 2025/26" in rendered(app)
        asked = demo.figures("salix")
        place = [one.key for one in asked.figures].index("stage_1_acknowledged")
        await pilot.press(*["right_square_bracket"] * (place + 1), "left_square_bracket")
        figure = asked.figures[place]
        assert screen.rows.figure.key == "stage_1_acknowledged"
        assert f"{figure.words}  ({figure.numerator} of {figure.denominator})" in rendered(app)
        assert "(Salix 5.1, 4.7.2)" in rendered(app)
        for keys, words in ((("p",), "Mar 2026"), (("less_than_sign",), "Feb 2026"), (("p",), "Jan to Mar 2026")):
            await pilot.press(*keys)
            await until(pilot, lambda words=words: f"Salix Homes, {words}" in rendered(app))
            assert screen.rows.figure.key == "stage_1_acknowledged"
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "Apr to Jun 2026" in rendered(app))
        assert "nothing to measure" in rendered(app)
        assert_clean(app)


async def test_enter_lists_the_cases_behind_and_a_case_opens_from_there_and_back(app, demo):
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        place = [one.key for one in screen.view.figures].index("complaints_received")
        await pilot.press(*["j"] * place)
        await until(pilot, lambda: "By service area" in rendered(app))
        last, behind = screen.rows.figure.bars[-1].label, len(screen.rows.figure.behind)
        assert last not in rendered(app)
        await pilot.press(*["pagedown"] * 4)
        await until(pilot, lambda: last in rendered(app))
        await pilot.press(*["pageup"] * 4, "enter")
        await until(pilot, lambda: f"{behind} behind it" in rendered(app))
        first = screen.rows.figure.behind[0]
        await pilot.press("j", "k", "enter")
        await until(pilot, lambda: getattr(app.screen, "NAME", "") == "case")
        await until(pilot, lambda: first.ref in rendered(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.rows.figure.key == "complaints_received"


async def test_what_a_colleague_stores_is_counted_without_moving_the_cursor(app, colleague):
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(app, pilot)
        place = [one.key for one in screen.view.figures].index("complaints_received")
        await pilot.press(*["j"] * place)
        before = int(screen.rows.figure.words)
        said = {"resident": "A New One", "words": "The lift is broken.", "feedback": "complaint"}
        done = colleague.receive("salix", said, key=uuid4().hex)
        assert isinstance(done, Done)
        await until(pilot, lambda: screen.rows.figure.words == f"{before + 1}")
        assert (screen.rows.figure.key, app.focused) == ("complaints_received", screen.rows)


async def test_saving_writes_a_file_that_a_spreadsheet_opens(app, monkeypatch, tmp_path):
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await pilot.press("o")
        await until(pilot, lambda: any("Saved " in one.message for one in app._notifications))
    (path,) = (tmp_path / "data" / "reports").glob("figures-salix-2025-26-*.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbflandlord,")


async def test_what_cannot_be_saved_is_said_in_a_sentence(app, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("COMPLAINTDESK_HOME", str(tmp_path / "file"))
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await pilot.press("o")
        await until(pilot, lambda: any("cannot be made" in one.message for one in app._notifications))
    assert app.faults == []


async def test_hostile_words_in_figures_are_harmless(app, demo, monkeypatch):
    real = demo.figures

    def hostile(*asked):
        view = real(*asked)
        some = next(one for one in view.figures if one.key == "dissatisfaction_trend")
        bars = tuple(some.bars[0]._replace(group=one, label=one, words=one[:40]) for one in HOSTILE)
        behind = tuple(some.behind[0]._replace(words=one, mark=one) for one in HOSTILE)
        dressed = [
            one._replace(bars=bars, behind=behind, note=HOSTILE[5], benchmark=HOSTILE[6]) for one in view.figures
        ]
        return view._replace(figures=tuple(dressed), landlord_name=HOSTILE[0])

    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        monkeypatch.setattr(demo, "figures", hostile)
        await pilot.press("p")
        await until(pilot, lambda: "[red]x[/red]" in rendered(app))
        assert_clean(app)
        await pilot.press("enter")
        await until(pilot, lambda: "behind it" in rendered(app))
        assert_clean(app)
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
    assert app.faults == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
def test_how_figures_look(snap_compare, app, size):
    async def before(pilot):
        screen = await opened(app, pilot)
        place = [one.key for one in screen.view.figures].index("complaints_received")
        await pilot.press(*["j"] * place)
        await at_rest(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)


def test_no_label_of_a_breakdown_is_cut_however_narrow_the_pane():
    labels = ("Repairs", "Communal services: Grounds maintenance", "Building safety: Cladding and remediation")
    bars = tuple(Bar("theme", label, n, f"{n} of 9") for n, label in enumerate(labels, 2))
    figure = Figure("tried", "Tried", "What is tried.", "1.1", "", "number", 9, "9", 9, None, bars=bars)
    for width in (20, 34, 50, 64, 100):
        lines = figure_words(figure, look(), width).plain.splitlines()
        assert all(any(line.startswith(label) for line in lines) for label in labels), width
        counted = [line for line in lines if line.endswith(" of 9")]
        assert len(counted) == len(labels)
        assert len({len(line) for line in counted}) == 1, "the bars stand in one column"
