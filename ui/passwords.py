"""Passwords on the command line: asked for at a terminal, or in a file, and never among the words.

What stands in a command line is kept in histories and shown to every user of the computer.
"""

import getpass
import sys
from pathlib import Path

from core.chores import Unlock
from core.errors import LockedError, UserError
from ui.engine_client import EngineClient, perform


class Passwords:
    """Gives the passwords of files.

    Parameters
    ----------
    file
        A text file whose first line is the password of every file that takes one; "" to ask.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._given: set[str] = set()

    def of(self, path: str) -> str:
        """Return the password of a file.

        Raises
        ------
        UserError
            If nobody is there to give it.
        """
        if self._file:
            return _first_line(self._file)
        if not sys.stdin.isatty():
            raise UserError(
                f"{path} is protected with a password.",
                "Give --password-file, or run this at a terminal, where you are asked.",
            )
        return getpass.getpass(f"Password of {Path(path).name}: ")

    def unlock(self, engine: EngineClient, problem: LockedError) -> None:
        """Tell the engine the password of a file; each is asked for once.

        Raises
        ------
        UserError
            If nobody is there to give it, or it was given and does not open the file.
        """
        if problem.locked in self._given:
            raise problem
        self._given.add(problem.locked)
        perform(engine, Unlock(problem.locked, self.of(problem.locked)))


def _first_line(path: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        there = Path(path).is_file()
        message = f"{path} {'cannot be read as a UTF-8 text' if there else 'is not there'}."
        raise UserError(message, "Give a text file whose first line is the password.") from error
    if not lines or not lines[0]:
        raise UserError(f"{path} has no password.", "Write the password in its first line.")
    return lines[0]
