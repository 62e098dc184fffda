"""The way in. The bare command, ``--version`` and ``queue`` go ahead before Typer is imported: that halves a start."""

import sys
from collections.abc import Sequence

from complaintdesk.errors import ComplaintDeskError, StoreLocked


def main(argv: Sequence[str] | None = None) -> int:
    """Run complaintdesk; the exit code. Errors a person can put right are one sentence on standard error."""
    from complaintdesk.cli.output import ready_output, refuse

    given = list(sys.argv[1:] if argv is None else argv)
    ready_output()
    try:
        return _unlocking(given)
    except ComplaintDeskError as error:
        return refuse(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (`complaintdesk queue | head`): nothing is left to say.
        _close_quietly()
        return 0
    except Exception as error:  # noqa: BLE001 - a slip of ours: its words may hold a resident's, so none are shown
        return refuse(_unforeseen(error))


def _unforeseen(error: Exception) -> ComplaintDeskError:
    from complaintdesk import fault_log

    if isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] == "screens":
        return ComplaintDeskError(
            f"The folder of screens that belongs to complaintdesk is not the one Python finds ({error.name}).",
            "Install complaintdesk in an environment of its own: pipx install.",
        )
    fault_log.note(error)
    return ComplaintDeskError(
        f"complaintdesk stopped at a fault of its own ({type(error).__name__}).",
        f"What was called saved is saved. Where it happened stands in {fault_log.path()}.",
    )


def _unlocking(given: list[str]) -> int:
    """Run, and where a store is encrypted open it first. Before that nothing was read or written: it runs anew."""
    opened: list[str] = []
    while True:
        try:
            return _run(given)
        except StoreLocked as locked:
            if locked.path in opened:
                raise
            from complaintdesk.cli.passphrases import unlock

            unlock(locked)
            opened.append(locked.path)


def _run(given: list[str]) -> int:
    if given == ["--version"]:
        from complaintdesk import __version__

        print(f"complaintdesk {__version__}")
        return 0
    options = _plainly_said(given, ("--store", "--as"))
    if options is not None:
        from complaintdesk.cli.opening import open_store

        return open_store(options.get("--store"), options.get("--as"))
    listed = _plainly_said(given[1:], _LISTING, ("--json",)) if given[:1] == ["queue"] else None
    if listed is not None:
        from complaintdesk.cli.opening import list_queue

        return list_queue(listed)
    from complaintdesk.cli.app import app

    app(args=given, prog_name="complaintdesk")
    return 0


_LISTING = ("--store", "--as", "--landlord", "--as-at", "--filter", "--sort")


def _plainly_said(given: list[str], named: Sequence[str], flags: Sequence[str] = ()) -> dict[str, str] | None:
    """The options where nothing but these was given, each with its value; None where Typer has to read it."""
    options: dict[str, str] = {}
    rest = iter(given)
    for word in rest:
        name, found, value = word.partition("=")
        if word in flags:
            options[word] = word
            continue
        if name not in named:
            return None
        if not found:
            value = next(rest, "")
        if not value or value.startswith("-"):
            return None
        options[name] = value
    return options


def _close_quietly() -> None:
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
