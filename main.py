"""Nonagon: hand over to the window or to the command line."""

import multiprocessing
import sys

COMMANDS = {"inspect", "analyse", "self-test", "--version", "--help", "-h"}


def main() -> int:
    """Run the program; return its exit status."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        from ui.console import run

        return run(arguments)
    from ui.desktop.opening import open_first

    first = open_first()  # before the second that the rest takes to load
    from ui.desktop.application import open_window

    return open_window(arguments, first)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
