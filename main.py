"""Nonagon: hand over to the window or to the command line."""

import multiprocessing
import sys
from pathlib import Path

PROBLEM = 2


def main() -> int:
    """Run the program; return its exit status."""
    arguments = sys.argv[1:]
    try:
        return _window(arguments) if _means_window(arguments) else _console(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("nonagon: stopped.\n")
        return PROBLEM


def _means_window(arguments: list[str]) -> bool:
    """Whether there is no word, an option of the window, or a file that is there."""
    if not arguments:
        return True
    first = arguments[0]
    if first.startswith("-"):
        return first in {"--sample", "--screenshot", "--page"}
    return Path(first).exists()


def _window(arguments: list[str]) -> int:
    from ui.desktop.opening import lacks_screen, open_first

    if lacks_screen():
        sys.stderr.write("nonagon: there is no screen to open a window on.\n")
        sys.stderr.write("Hint: nonagon analyse does the same without one; see nonagon --help.\n")
        return PROBLEM
    first = open_first()  # before the second that the rest takes to load
    from ui.desktop.application import open_window

    return open_window(arguments, first)


def _console(arguments: list[str]) -> int:
    from ui.console import run

    return run(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
