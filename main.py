"""Nonagon: hand over to the window or to the command line."""

import multiprocessing
import sys
from pathlib import Path

STOPPED = 2


def main() -> int:
    """Run the program; return its exit status."""
    arguments = sys.argv[1:]
    try:
        return _window(arguments) if _means_window(arguments) else _console(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("nonagon: stopped.\n")
        return STOPPED


def _means_window(arguments: list[str]) -> bool:
    """Whether there is no word, an option of the window, or a file that is there."""
    if not arguments:
        return True
    first = arguments[0]
    if first.startswith("-"):
        return first in {"--sample", "--screenshot", "--page"}
    return Path(first).exists()


def _window(arguments: list[str]) -> int:
    from ui.desktop.opening import open_first

    first = open_first()  # before the second that the rest takes to load
    from ui.desktop.application import open_window

    return open_window(arguments, first)


def _console(arguments: list[str]) -> int:
    from ui.console import run

    return run(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
