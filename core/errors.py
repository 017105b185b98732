"""The exception that a user can act on, and a kind of it that asks for a password."""


class UserError(Exception):
    """A problem that the user can fix, told in their words.

    Anything else that is raised is a fault of the program.

    Parameters
    ----------
    message
        What is wrong and where, as one sentence.
    hint
        What to do about it, as one sentence; empty if the message says it.

    Attributes
    ----------
    locked
        Path of a file that takes a password; "" for all other problems.
    """

    locked = ""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class LockedError(UserError):
    """A file is protected with a password that only the user knows.

    Parameters
    ----------
    message, hint
        What is wrong, and what to do.
    path
        The file.
    """

    def __init__(self, message: str, hint: str, path: str) -> None:
        super().__init__(message, hint)
        self.locked = path
