"""The rows of a text file as they stand, read again from the file when somebody asks for them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.errors import UserError
from core.intake.text.encodings import utf8_slice
from core.intake.text.opening import Opening
from core.intake.text.scanner import scan


@dataclass(frozen=True)
class Mark:
    """Where a piece of the text begins: its first record, its first byte as UTF-8, its bytes."""

    record: int
    start: int
    size: int


@dataclass(frozen=True)
class TextRows:
    """The rows of a text file after its header.

    Attributes
    ----------
    path
        The file.
    signature
        Its size and time of change when it was read.
    opening
        How it is written.
    marks
        Where the pieces of its text begin.
    records
        All records of the file.
    """

    path: Path
    signature: tuple[int, int]
    opening: Opening
    marks: tuple[Mark, ...]
    records: int

    @property
    def total(self) -> int:
        """All rows after the header."""
        return self.records - self.opening.first

    def fetch(self, first: int, count: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Give some rows, from place ``first`` on: place in the file, from 1, and cells.

        Raises
        ------
        UserError
            If the file is not what it was when it was read.
        """
        self._check()
        start = first + self.opening.first
        records = islice(self._records_from(start), max(count, 0))
        above = self.opening.above + 1
        return tuple((start + place + above, cells) for place, cells in enumerate(records))

    def _check(self) -> None:
        try:
            now = signature_of(self.path)
        except OSError:
            now = (-1, -1)
        if now != self.signature:
            raise UserError(
                f"{self.path.name} has been changed or moved since it was read.",
                "Open it again.",
            )

    def _records_from(self, start: int) -> Iterator[tuple[str, ...]]:
        piece = bisect_right([mark.record for mark in self.marks], start) - 1
        skip = start - self.marks[piece].record if self.marks else 0
        for mark in self.marks[max(piece, 0) :]:
            text = utf8_slice(self.path, self.opening.encoding, mark.start, mark.size)
            for record in islice(scan(text.decode("utf-8"), self.opening.dialect), skip, None):
                yield record.cells
            skip = 0


def signature_of(path: Path) -> tuple[int, int]:
    """Size and time of change of a file, which tell whether it is still the same."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns
