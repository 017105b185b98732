"""The first rows of a large text file, read at once while the whole of it is being read."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import UserError
from core.intake.reading import read
from core.intake.recognise import Form, recognise
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable

WORTH_IT = 8 << 20
"""Bytes from which on reading the whole file takes long enough for this to be noticed."""

HEAD = 1 << 20
_WIDE = 4


def read_head(source: Source, folder: Path) -> SourceTable | None:
    """Read the first rows of a large text file by a recipe.

    Parameters
    ----------
    source
        The file and how it is read.
    folder
        Private folder for what is read.

    Returns
    -------
    SourceTable or None
        None if the file is not large, no text, or cannot be read this way; reading the whole
        file tells why.
    """
    path = Path(source.path)
    try:
        if recognise(path) is not Form.TEXT or path.stat().st_size < WORTH_IT:
            return None
        with path.open("rb") as file:
            head = _whole_records(file.read(HEAD))
        with TemporaryDirectory(dir=folder) as place:
            part = Path(place) / path.name
            part.write_bytes(head)
            table = read(replace(source, path=str(part), digest=""), Progress())
            first = table.raw.fetch(0, HEAD)
    except (OSError, UserError):
        return None
    return replace(table, path=source.path, raw=_Rows(first))


class _Rows:
    """Rows that are kept, because their file is gone."""

    def __init__(self, rows: tuple[tuple[int, tuple[str, ...]], ...]) -> None:
        self._rows = rows

    @property
    def total(self) -> int:
        return len(self._rows)

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return self._rows[first : first + count]


def _whole_records(head: bytes) -> bytes:
    """Leave out the last line, which may have been cut."""
    if b"\x00" in head[:_WIDE]:
        return head[: len(head) // _WIDE * _WIDE]  # characters of two or four bytes
    end = max(head.rfind(b"\n"), head.rfind(b"\r"))
    return head[: end + 1] if end > 0 else head
