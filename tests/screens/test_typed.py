"""Keys and pastes typed faster than the desk can follow end where they end when one waits after each."""

import threading

from textual import events
from textual.keys import _character_to_key

from complaintdesk.errors import BadInput
from screens import typed
from tests.screens.casework import window

NAMED = {"tab", "enter", "escape", "shift+tab", "ctrl+s", "ctrl+n", "ctrl+q", "down", "f2", "f3"}


def event_of(key: str) -> events.Key | events.Paste:
    """A key by its name or its letter; 'paste:words' pastes them."""
    if key.startswith("paste:"):
        return events.Paste(key.removeprefix("paste:"))
    return events.Key(key, None) if key in NAMED else events.Key(_character_to_key(key), key)


def spelled(*keys: str) -> list[str]:
    """Names of keys as they are, words letter by letter."""
    return [one for key in keys for one in ([key] if key in NAMED or key.startswith("paste:") else list(key))]


async def at_once(here, *keys: str) -> None:
    """Everything at once, as from a terminal that lags, then wait until nothing of it is under way."""
    for key in spelled(*keys):
        here.app.post_message(event_of(key))
    await here.until(lambda: here.app.typed.at_rest)


async def slowly(here, *keys: str) -> None:
    """Each key or word once all is done that the one before began."""
    for key in keys:
        await at_once(here, key)


def stands(here) -> tuple[object, ...]:
    """Which windows are there, what was typed in the one on top and where the cursor is."""
    screen = here.app.screen
    values = screen.values() if hasattr(screen, "values") else ()
    box = next((one for one in getattr(here.app.focused, "ancestors", ()) if hasattr(one, "field")), None)
    return (
        [type(one).__name__ for one in here.app.screen_stack],
        {name: value for name, value in dict(values).items() if name != "received_at"},
        box.field.name if box else type(here.app.focused).__name__,
        getattr(screen, "case_ref", str)(),
        getattr(getattr(screen, "view", None), "filter", None),
    )


SEQUENCES = (
    ("c", "tab", "tab", "tab", "Fast Name", "shift+tab", "Before"),
    (".", "m", "Rang her", "tab"),
    ("r", "Some words", "tab", "tab", "paste:pasted\nwords", "more"),
    ("m", "Rang him\nand her", "ctrl+s", "j"),
    ("a", "paste:Jo Smith", "ctrl+s", "j"),
    ("/", "lift", "enter", "enter"),
    ("enter", "]", "]", "t", "m", "seen", "escape", "escape", "j", "enter"),
    (":", "note", "enter", "by name"),
    ("f3", "f2", "#", "24002", "enter", "m", "x", "escape"),
    ("c", "escape", "enter", "r", "escape", ".", "/", "note", "enter", "Long", "enter", "lines"),
)


async def played(tmp_path, typing) -> list[tuple[object, ...]]:
    """Where each sequence ends; all in one window, so that drafts and cases go on from one to the next."""
    ends = []
    tmp_path.mkdir()
    async with window(tmp_path) as here:
        for keys in SEQUENCES:
            await typing(here, *keys)
            ends.append(stands(here))
            await at_once(here, "f2")
            await here.on("QueueScreen")
    return ends


async def test_what_is_typed_at_once_ends_where_it_ends_when_typed_slowly(tmp_path) -> None:
    slow = await played(tmp_path / "slow", slowly)
    fast = await played(tmp_path / "fast", at_once)
    for keys, one, other in zip(SEQUENCES, slow, fast, strict=True):
        assert one == other, keys
    assert "Fast Name" in slow[0][1].values()
    assert slow[1][1]["text"] == "Rang her"


async def test_words_and_paste_keep_their_order_in_the_field_they_were_meant_for(tmp_path) -> None:
    async with window(tmp_path) as here:
        await at_once(here, "m", "one ", "paste:two ", "three")
        assert here.box("text").value == "one two three"


async def test_keys_meant_for_a_page_that_did_not_come_do_nothing_below(tmp_path, monkeypatch) -> None:
    def fails(*_: object) -> None:
        raise BadInput("It cannot be read.")

    async with window(tmp_path) as here:
        here_before = here.screen.case_ref()
        monkeypatch.setattr(here.desk, "form", fails)
        await at_once(here, "m", "jjC")
        assert type(here.screen).__name__ == "QueueScreen"
        assert here.screen.case_ref() == here_before


async def test_a_desk_that_hangs_can_still_be_left(tmp_path, monkeypatch) -> None:
    answered = threading.Event()
    async with window(tmp_path) as here:
        monkeypatch.setattr(typed, "LEAVES_WITHIN", 0.0)
        monkeypatch.setattr(here.desk, "form", lambda *_: answered.wait(20))
        left: list[bool] = []

        async def leave() -> None:
            left.append(True)
            answered.set()

        monkeypatch.setattr(here.app, "action_quit", leave)
        for key in ("m", "x", "ctrl+q"):
            here.app.post_message(event_of(key))
        await here.until(lambda: left)
