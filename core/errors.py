"""The one exception a user can act on."""


class UserError(Exception):
    """A problem that the user can fix, told in their words.

    Anything else that is raised is a fault of the program.

    Parameters
    ----------
    message
        What is wrong and where, as one sentence.
    hint
        What to do about it, as one sentence; empty if the message says it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message
