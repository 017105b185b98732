"""Lists as text: exactly, for programs, or such that Excel neither changes nor runs anything."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.errors import UserError
from core.intake.typing.month_names import month_called
from core.output.handing import spoilt
from core.progress import Progress
from core.tables.listing import Cell, CellKind

ROWS_AT_ONCE = 20_000
LONGEST_CELL = 2**31 - 1
"""Characters that are read again; the library would stop at 131,072."""

LONGEST_DATE = 64
"""Characters; longer texts need not be looked at."""

MARK = "\ufeff"
"""Tells Excel that a file is UTF-8."""

_RUNS = r"=+\-@\t\r\n|%" + "\uff1d\uff0b\uff0d\uff20"
"""A cell that starts with one of these may be run, as a formula or as a command (DDE); the last
four are the wide forms of the first."""

_TRUTHS = "true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|waar|onwaar|sant|falskt"
_MARKS = r"[\s\d.,:/\-%€$£¥()年月日]"
_CHANGED = rf"{_MARKS}*\d{_MARKS}*(?:e{_MARKS}*\d+)?|\s*\d[\d:.\s]*[ap]m?|{_TRUTHS}"
"""What Excel may take for a number, a date, a time or a truth value, in English and in the other
languages in which segments are named."""

_DATED = re.compile(
    r"\s*(?:\d{1,4}(?:er)?)?[\s\-./]*(?:de\s+)?([^\W\d_]+)[\s\-./,]*(?:del?\s+)?[\d\s\-./,:]*(?:[ap]m)?",
    re.IGNORECASE,
)
"""What is a date if there is a number and the word is a month."""

_KEPT = re.compile(r"0|[1-9]\d{0,14}")
"""Numbers that Excel shows as they are."""

_DIGIT = re.compile(r"\d")
_GUARDED = re.compile(rf"'*(?:[ \xa0]*[{_RUNS}].*|{_CHANGED})", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class TextForm:
    """How a list is written as text.

    Attributes
    ----------
    separator, decimal
        Between cells, and in numbers.
    mark
        What the file begins with.
    guard
        Whether an apostrophe stands before text that a spreadsheet would change or run.
    """

    separator: str = ","
    decimal: str = "."
    mark: str = ""
    guard: bool = False


EXACT = TextForm()
"""RFC 4180 in UTF-8, every value as it is."""


def for_excel(*, decimal_comma: bool) -> TextForm:
    """Return how Excel opens text at a double click, by the decimal sign of the computer."""
    separator, decimal = (";", ",") if decimal_comma else (",", ".")
    return TextForm(separator, decimal, MARK, guard=True)


@dataclass(frozen=True, eq=False)
class TextTable:
    """A table to be written as text.

    Attributes
    ----------
    titles, kinds
        What stands above each column, and what its cells are.
    size
        How many rows there are.
    cells
        Gives some rows: numbers, NaN if missing; text and days, "" if missing.
    """

    titles: tuple[str, ...]
    kinds: tuple[CellKind, ...]
    size: int
    cells: Callable[[slice], Sequence[tuple[Cell, ...]]]

    def rows(self, form: TextForm) -> Iterator[list[list[str]]]:
        """Yield the header, and then some thousand rows at a time, as they stand in a form."""
        guard = guarded if form.guard else str
        yield [list(map(guard, self.titles))]
        told = [_teller(form, kind) for kind in self.kinds]
        for start in range(0, self.size, ROWS_AT_ONCE):
            some = self.cells(slice(start, min(start + ROWS_AT_ONCE, self.size)))
            columns = zip(told, zip(*some, strict=True), strict=True)
            yield [list(row) for row in zip(*(tell(cells) for tell, cells in columns), strict=True)]


def _teller(form: TextForm, kind: CellKind) -> Callable[[Sequence[Cell]], list[str]]:
    return _numbers(form) if kind is CellKind.NUMBER else _texts(form, kind)


def _numbers(form: TextForm) -> Callable[[Sequence[Cell]], list[str]]:
    def tell(cells: Sequence[Cell]) -> list[str]:
        # a missing number is not equal to itself
        texts = ["" if cell != cell else repr(cell).removesuffix(".0") for cell in cells]  # noqa: PLR0124
        return [text.replace(".", form.decimal) for text in texts] if form.decimal != "." else texts

    return tell


def _texts(form: TextForm, kind: CellKind) -> Callable[[Sequence[Cell]], list[str]]:
    guard = guarded if form.guard and kind is not CellKind.DATE else str
    return lambda cells: list(map(guard, cells))


def guarded(text: Cell) -> str:
    """Return text with an apostrophe before it if a spreadsheet would change or run it.

    `unguarded` gives back what it was.
    """
    told = str(text)
    if (_GUARDED.fullmatch(told) and not _KEPT.fullmatch(told)) or _is_dated(told):
        return f"'{told}"
    return told


def _is_dated(text: str) -> bool:
    """Whether a text is a date with the name of a month, whatever the language."""
    if len(text) > LONGEST_DATE or not _DIGIT.search(text):
        return False
    found = _DATED.fullmatch(text.lstrip("'"))
    return found is not None and month_called(found[1]) is not None


def unguarded(text: str) -> str:
    """Return what stood in a cell before `guarded`."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def write_text(path: Path, table: TextTable, form: TextForm, progress: Progress) -> None:
    """Write a table as text, in UTF-8, with the line ends of RFC 4180.

    Raises
    ------
    UserError
        If a text holds half a character.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(form.mark)
        lines = csv.writer(file, delimiter=form.separator, lineterminator="\r\n")
        for number, rows in enumerate(table.rows(form)):
            progress.at(0.6 * min(number * ROWS_AT_ONCE / max(table.size, 1), 1.0))
            try:
                lines.writerows(rows)
            except UnicodeEncodeError as error:
                raise _half_character(str(error.object)) from error


def check_text(path: Path, table: TextTable, form: TextForm, progress: Progress) -> None:
    """Read a table again and compare it, cell by cell, with what was to be written.

    Raises
    ------
    UserError
        If a cell is not as it should be.
    """
    csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            marked = file.read(len(form.mark)) == form.mark
            found = csv.reader(file, delimiter=form.separator, strict=True)
            same = marked and _same(found, table, form, progress)
    except (csv.Error, UnicodeDecodeError) as error:
        raise spoilt(path) from error
    if not same:
        raise spoilt(path)


def _same(found: Iterator[list[str]], table: TextTable, form: TextForm, progress: Progress) -> bool:
    """Whether lines that were read hold the table, and nothing else."""
    for number, rows in enumerate(table.rows(form)):
        progress.at(0.6 + 0.4 * min(number * ROWS_AT_ONCE / max(table.size, 1), 1.0))
        if list(islice(found, len(rows))) != rows:
            return False
    return next(found, None) is None


def _half_character(text: str) -> UserError:
    shown = text.encode("utf-8", "replace").decode("utf-8").strip()
    return UserError(
        f"{shown[:60]} holds half a character, which a text file cannot hold.",
        "Correct it in the source.",
    )
