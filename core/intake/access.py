"""What opening a file takes that is kept nowhere: the passwords that the user has given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import LockedError


@dataclass(frozen=True)
class Access:
    """The passwords of files by their paths; they are never shown, and never part of a result."""

    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)

    def with_password(self, path: str, password: str) -> "Access":
        """Return the same with the password of one more file."""
        return Access({**self.passwords, path: password})


NO_PASSWORDS = Access()


def locked(path: str, name: str, *, wrong: bool) -> LockedError:
    """Return the error that tells that a file takes a password, or another one.

    Parameters
    ----------
    path, name
        The file, and its name for the message.
    wrong
        Whether a password was given and does not open it.
    """
    if wrong:
        message, hint = f"The password does not open ‘{name}’.", "Look at Caps Lock and try again."
    else:
        message = f"‘{name}’ is protected with a password."
        hint = "Enter the password, or save a copy without one and choose that."
    return LockedError(message, hint, path)
