"""Which file a user means, and which sheet of it."""

from pathlib import Path


def locate(path_text: str) -> tuple[str, str | None]:
    """Path and sheet of what a user wrote, such as ``book.xlsx#Sheet name``.

    A file whose own name has a ``#`` is taken as it is.
    """
    if "#" not in path_text or Path(path_text).exists():
        return path_text, None
    path, _, sheet = path_text.partition("#")
    while "#" in sheet and not Path(path).exists():
        more, _, sheet = sheet.partition("#")
        path = f"{path}#{more}"
    return path, sheet or None
