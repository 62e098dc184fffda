"""Every command of the desk, declared once: id, keys, action, label, one line of help.

Bindings, the footer, the ``?`` sheet, the command line and the README's key table all read this list.
One key has one meaning on every screen that has it; only S, R, C and u change the record from a
single key, and those open a dialog. ``{key}`` in an action is the key that was pressed.
"""

from typing import Final, NamedTuple


class Command(NamedTuple):
    """One command. ``keys`` in Textual's names, several by comma; '' can be had by name only."""

    id: str
    keys: str
    action: str
    label: str
    help: str

    @property
    def group(self) -> str:
        """Where it is bound: the part of the id before the dot."""
        return self.id.partition(".")[0]


COMMANDS: Final = (
    # everywhere
    Command("app.help", "question_mark,f1", "help", "Help", "The keys of this screen."),
    Command("app.command", "colon,ctrl+p", "command", "Command", "Any command or act by its name."),
    Command("app.go", "number_sign", "go", "Go to case", "Go to a case by its reference; digits are enough."),
    Command("app.queue", "f2", "queue", "Queue", "The queue of cases."),
    Command("app.board", "f3", "board", "Board", "The breach board."),
    Command("app.owed", "f6", "owed", "Owed", "What is owed next, and by whom."),
    Command("app.figures", "f4", "figures", "Figures", "The figures a landlord's policy asks for."),
    Command("app.refresh", "f5", "refresh_view", "Refresh", "Bring what is shown up to date."),
    Command("app.back", "escape", "step_back", "Back", "One level back."),
    Command("app.close", "q", "close", "Leave", "Leave this screen; from the queue or the board, the desk."),
    Command("app.quit", "ctrl+q", "quit", "Quit", "Keep all drafts and leave the desk."),
    Command("app.copy_hint", "ctrl+c", "copy_hint", "Copy", "Copy what is selected."),
    Command("app.next_field", "tab", "next_field", "Next", "To the next field or list."),
    Command("app.previous_field", "shift+tab", "previous_field", "Previous", "To the field or list before."),
    Command("app.theme_dark", "", "theme('complaint-dark')", "Theme: dark", "Light words on dark."),
    Command("app.theme_light", "", "theme('complaint-light')", "Theme: light", "Dark words on light."),
    Command("app.theme_contrast", "", "theme('complaint-high-contrast')", "Theme: high contrast", "White on black."),
    Command("app.theme_terminal", "", "theme('terminal')", "Theme: terminal", "The terminal's own colours."),
    # movement in any list
    Command("list.down", "j,down", "down", "Down", "One line down."),
    Command("list.up", "k,up", "up", "Up", "One line up."),
    Command("list.first", "g,home", "first", "First", "To the first line."),
    Command("list.last", "G,end", "last", "Last", "To the last line."),
    Command("list.page_down", "pagedown", "page_down", "Page down", "One page down."),
    Command("list.page_up", "pageup", "page_up", "Page up", "One page up."),
    Command("list.open", "enter", "open", "Open", "Open the line under the cursor."),
    # a dialog over a screen
    Command("modal.back", "escape", "dismiss", "Back", "Close this without doing anything."),
    Command("modal.help", "f1", "help", "Help", "The keys of this dialog."),
    Command("modal.copy", "ctrl+c", "screen.copy_text", "Copy", "Copy what is selected."),
    Command("modal.next_field", "tab", "app.focus_next", "Next", "To the next field."),
    Command("modal.previous_field", "shift+tab", "app.focus_previous", "Previous", "To the field before."),
    Command("help.close", "question_mark,q", "dismiss", "Close", "Close this sheet."),
    Command("choice.next", "down,ctrl+n", "next_choice(1)", "Down", "The next line."),
    Command("choice.previous", "up,ctrl+p", "next_choice(-1)", "Up", "The line before."),
    # the act menu, where letters and digits pick
    Command("menu.down", "down", "move(1)", "Down", "The next act."),
    Command("menu.up", "up", "move(-1)", "Up", "The act before."),
    Command("menu.left", "left", "aside(-1)", "Left", "The column to the left."),
    Command("menu.right", "right", "aside(1)", "Right", "The column to the right."),
    Command("menu.page_down", "pagedown", "turn(1)", "Page down", "The next page of acts."),
    Command("menu.page_up", "pageup", "turn(-1)", "Page up", "The page before."),
    Command("menu.first", "home", "end(0)", "First", "The first act."),
    Command("menu.last", "end", "end(-1)", "Last", "The last act."),
    Command("menu.choose", "enter", "choose", "Choose", "The act under the cursor, or why it is not possible now."),
    Command("menu.search", "slash", "search", "Search", "Only acts with these words; Enter takes the first."),
    Command("menu.possible", "space", "possible", "Possible", "Only the acts that are possible now, or all again."),
    # what can be done with one case, wherever one is under the cursor or open
    Command(
        "acts.menu",
        "full_stop",
        "act_menu",
        "Act",
        "All acts for this case, a letter each, and why some are not possible now.",
    ),
    Command("acts.reply", "r", "act('reply')", "Reply", "Write the next letter due."),
    Command("acts.note", "m", "act('note')", "Note", "Add a note."),
    Command(
        "acts.assign", "a", "act('assign')", "Assign", "Give the case to somebody; in the queue all that are marked."
    ),
    Command("acts.dates", "d", "act('extend')", "Dates", "Extend the time for a reply."),
    Command("acts.explain", "x", "explain", "Explain", "Why the clock says what it says, day by day."),
    Command("acts.timeline", "t", "timeline", "Timeline", "Everything that happened, in order."),
    Command("acts.letters", "l", "letters", "Letters", "The letters sent on this case; there again: the next one."),
    Command("acts.escalate", "S", "act('escalate')", "To stage 2", "Take the complaint to stage 2 (asks first)."),
    Command("acts.record", "R", "record", "Record sent", "Record the next letter due as sent (shows it first)."),
    Command("acts.close", "C", "act('close')", "Close case", "Close the case (asks first)."),
    Command("acts.undo", "u", "undo", "Undo", "Take back your last act on this case (asks first)."),
    Command("acts.copy", "y", "copy", "Copy ref", "Copy the reference."),
    # the queue
    Command("queue.mark", "space", "mark", "Mark", "Mark or unmark this case, and go down."),
    Command("queue.mark_all", "V", "mark_all", "Mark all", "Mark every case of this list, or unmark them."),
    Command("queue.next_marked", "n", "next_marked(1)", "Next", "To the next marked case."),
    Command("queue.previous_marked", "N", "next_marked(-1)", "Previous", "To the marked case before."),
    Command(
        "queue.filter", "slash", "filter", "Filter", "Only these cases, as you type: words, stage:2, -owner:me, due:<3."
    ),
    Command(
        "queue.view", "1,2,3,4,5,6,7,8,9", "view('{key}')", "Views", "The view on this digit; Esc shows all again."
    ),
    Command(
        "queue.save_view", "", "save_view", "View: save", "Keep this filter under a digit, or give it another name."
    ),
    Command("queue.drop_view", "", "drop_view", "View: delete", "Forget the saved view that is shown."),
    Command("queue.sort", "s", "sort", "Sort", "The next order: clock, oldest, newest, owner, stage."),
    Command("queue.preview", "v", "preview", "Preview", "Show or hide the pane beside the list."),
    Command("queue.new", "c", "new", "New complaint", "Take in a new complaint."),
    Command("queue.mine", "", "show_owner(True)", "View: mine", "Only cases that are mine."),
    Command("queue.everyone", "", "show_owner(False)", "View: everyone's", "Cases of all owners."),
    Command("queue.open_cases", "", "show_status('open')", "View: open cases", "Only open cases."),
    Command("queue.all_cases", "", "show_status('all')", "View: all cases", "Closed cases too."),
    Command("queue.landlord", "f", "narrow", "Landlord", "Narrow to the next landlord, then back to all."),
    # the breach board
    Command("board.landlord", "f", "narrow", "Landlord", "Narrow to the next landlord, then back to all."),
    # what is owed
    Command("owed.narrow", "f", "narrow", "Person", "Only what one person or team owes, or all again."),
    # figures
    Command("figures.next", "right_square_bracket", "measure(1)", "Next figure", "The next figure."),
    Command("figures.previous", "left_square_bracket", "measure(-1)", "Previous figure", "The figure before."),
    Command("figures.later", "greater_than_sign", "period(1)", "Later", "The next period."),
    Command("figures.earlier", "less_than_sign", "period(-1)", "Earlier", "The period before."),
    Command("figures.size", "p", "size", "Month, year", "A month, a quarter or a year at a time."),
    Command("figures.landlord", "f", "narrow", "Landlord", "The next landlord."),
    Command("figures.save", "o", "save", "Save", "Save the figures of this period as CSV."),
    # one case
    Command("case.next", "J", "next_case(1)", "Next case", "The next case of the list."),
    Command("case.previous", "K", "next_case(-1)", "Previous case", "The case before it in the list."),
    Command("case.next_tab", "right_square_bracket", "next_tab(1)", "Next tab", "The next tab."),
    Command("case.previous_tab", "left_square_bracket", "next_tab(-1)", "Previous tab", "The tab before."),
    Command("case.edit", "e", "edit", "Edit", "Set out the complaint again: definition, parts, outcome sought."),
    # the timeline
    Command("timeline.search", "slash", "search", "Search", "Find words in the timeline."),
    Command("timeline.next_match", "n", "next_match(1)", "Next", "The next place found."),
    Command("timeline.previous_match", "N", "next_match(-1)", "Previous", "The place found before."),
    Command("timeline.narrow", "f", "narrow", "Narrow", "Only some kinds of event."),
    # a letter
    Command("letter.search", "slash", "search", "Search", "Find words in the letter."),
    Command("letter.next_match", "n", "next_match(1)", "Next", "The next place found."),
    Command("letter.previous_match", "N", "next_match(-1)", "Previous", "The place found before."),
    Command("letter.edit", "e", "edit", "Edit", "Back to the fields of this letter."),
    Command("letter.missing", "i", "next_missing", "Next missing", "To the next thing the letter must still contain."),
    Command(
        "letter.checklist",
        "right_square_bracket,left_square_bracket",
        "checklist",
        "Checklist",
        "More or less of what the letter must contain.",
    ),
    Command("letter.copy", "y", "copy", "Copy text", "Copy the letter's text."),
    Command("letter.record", "R", "record", "Record sent", "Record this letter as sent (asks first)."),
    # a line to search in
    Command("find.keep", "enter", "keep", "Keep", "Keep what was found, and go back to reading."),
    Command("find.leave", "escape", "leave", "Leave", "Stop searching."),
    # a form, and taking in a complaint
    Command("form.submit", "ctrl+s", "submit", "Submit", "Record it; an act with a letter shows the letter first."),
    Command("form.afresh", "ctrl+r", "afresh", "Start afresh", "Throw the draft away and begin again (asks first)."),
    Command("form.add_row", "ctrl+n", "add_row", "Add a remedy", "One more remedy."),
    # a field of many lines
    Command("area.select_all", "f7", "select_all", "Select all", "All the text of this field."),
    Command("area.undo", "ctrl+z", "undo", "Undo typing", "Take back what was typed last in this field."),
    Command("area.redo", "ctrl+y", "redo", "Redo typing", "Put back what was taken back."),
    # dialogs
    Command("confirm.yes", "y", "yes", "Yes", "Do what the dialog asks."),
    Command("confirm.no", "n", "dismiss", "Cancel", "Leave everything as it is."),
    Command("because.go", "ctrl+s", "go_on", "Go on", "Go on with this reason."),
    Command("narrow.mark", "space", "mark", "Mark", "Show or hide this kind."),
    Command("narrow.down", "j", "down", "Down", "One kind down."),
    Command("narrow.up", "k", "up", "Up", "One kind up."),
)

SCREENS: Final = {
    "queue": ("queue", "list", "acts", "app"),
    "board": ("board", "list", "acts", "app"),
    "owed": ("owed", "list", "acts", "app"),
    "figures": ("figures", "list", "app"),
    "case": ("case", "list", "acts", "app"),
    "book": ("case", "list", "acts", "app"),
    "timeline": ("timeline", "list", "acts", "app"),
    "letter": ("letter", "list", "app"),
    "letter_sent": ("letter", "list", "app"),
    "find": ("find",),
    "area": ("area",),
    "form": ("form", "app"),
    "form_plain": ("form", "app"),
    "intake": ("form", "app"),
    "explain": ("list", "modal"),
    "act_menu": ("menu", "modal"),
    "cases_behind": ("list", "modal"),
    "narrow": ("narrow", "modal"),
    "confirm": ("confirm", "modal"),
    "because": ("because", "modal"),
    "command": ("choice", "modal"),
    "pick": ("choice", "modal"),
    "help": ("help", "list", "modal"),
    "modal": ("modal",),
}
"""Which groups of commands live together on a screen: no key may mean two things there."""

HINTS: Final = {
    "queue": ("list.open", "queue.mark", "queue.filter", "acts.menu", "acts.reply", "app.command", "app.help"),
    "board": ("list.open", "board.landlord", "acts.explain", "app.queue", "app.command", "app.help", "app.close"),
    "owed": ("list.open", "owed.narrow", "acts.menu", "app.queue", "app.command", "app.help", "app.close"),
    "book": ("acts.menu", "acts.timeline", "acts.undo", "case.next_tab", "app.queue", "app.help", "app.back"),
    "figures": (
        *("list.open", "figures.earlier", "figures.size", "figures.landlord", "figures.save"),
        *("app.help", "app.close"),
    ),
    "case": ("acts.menu", "acts.reply", "acts.note", "acts.explain", "case.next_tab", "app.help", "app.back"),
    "timeline": ("list.open", "timeline.search", "timeline.narrow", "acts.note", "app.help", "app.back"),
    "letter": (
        "letter.record",
        "letter.missing",
        "letter.edit",
        "letter.checklist",
        "letter.search",
        "app.help",
        "app.back",
    ),
    "letter_sent": ("list.down", "list.page_down", "letter.search", "letter.copy", "app.help", "app.back"),
    "form": ("form.submit", "form.add_row", "form.afresh", "app.help", "app.back"),
    "form_plain": ("form.submit", "form.afresh", "app.next_field", "app.help", "app.back"),
    "intake": ("form.submit", "form.afresh", "app.next_field", "app.help", "app.back"),
}
"""What the one-line footer of a screen shows, in order: seven at most, and together within 80 columns."""
