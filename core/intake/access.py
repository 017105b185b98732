"""What opening a file takes that is kept nowhere: the passwords that the user has given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import UserError


class LockedError(UserError):
    """A file is protected with a password that only the user knows.

    Parameters
    ----------
    path
        The file.
    name
        Its name, for the message.
    wrong
        Whether a password was given and does not open it.
    """

    def __init__(self, path: str, name: str, *, wrong: bool) -> None:
        if wrong:
            super().__init__(
                f"The password does not open ‘{name}’.", "Look at Caps Lock and try again."
            )
        else:
            super().__init__(
                f"‘{name}’ is protected with a password.",
                "Enter the password, or remove it in Excel under File > Info.",
            )
        self.path = path
        self.wrong = wrong


@dataclass(frozen=True)
class Access:
    """The passwords of files by their paths; they are never shown, and never part of a result."""

    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


NO_PASSWORDS = Access()
