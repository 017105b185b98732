"""Cells of workbooks from the wild, beside what calamine makes of the same cells.

Where the two differ, one of the reasons below is why, and ours is what the workbook shows.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from python_calamine import CalamineError, CalamineWorkbook

from core.errors import UserError
from core.intake.recognise import Form, recognise
from core.intake.workbook.book import Book, opened_markup
from tests.conftest import REAL_DATA

ZOO = REAL_DATA / "file_zoo"
FILES = sorted(path for path in ZOO.rglob("*.xls[xm]") if path.is_file())
Place = tuple[str, int, int]
Cells = dict[Place, object]

REASONS: dict[str, Callable[[str, object], bool]] = {
    "an error is a value of its own, not an empty cell": lambda ours, theirs: (
        theirs is None and re.fullmatch(r"#[A-Z/0!?]+", ours) is not None
    ),
    "a formula without a result is shown, not an empty cell": lambda ours, theirs: (
        theirs is None and ours.startswith("=")
    ),
    "a line break is a text": lambda ours, theirs: theirs is None and ours == "\n",
    "there was no 29 February 1900, and it is not taken for the 28th": lambda ours, theirs: (
        ours.startswith("1900-02-29") and isinstance(theirs, datetime)
    ),
}


def our_cells(book: Book) -> Iterator[tuple[Place, str]]:
    for sheet in book.sheets:
        cells = book.read(sheet.name, lambda _share: None)
        for number, column in cells.columns.items():
            for place, row in enumerate(cells.rows.tolist()):
                if column.cells.filled[place]:
                    yield (sheet.name, row, number), column.cells.text_at(place)


def their_cells(book: CalamineWorkbook, names: list[str]) -> Iterator[tuple[Place, object]]:
    for name in names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, cells in enumerate(sheet.to_python(), start=top + 1):
            for column, cell in enumerate(cells, start=left + 1):
                if cell != "":
                    yield (name, row, column), cell


def is_same(ours: str, theirs: object) -> bool:
    match theirs:
        case bool():
            return ours == str(theirs).upper()
        case int() | float():
            return re.fullmatch(r"[-+.\deE]+", ours) is not None and float(ours) == theirs
        case datetime() | date():
            return _moment(ours) == _moment(str(theirs))
        case time() | timedelta():
            return re.fullmatch(r"-?\d+:\d\d:\d\d(\.\d+)?", ours) is not None
    return ours == theirs


def _moment(text: str) -> str:
    """A moment to the millisecond, whether or not its time of day is written out."""
    day, _, clock = text.partition(" ")
    clock = clock + "00:00:00.000"[len(clock) :]
    return f"{day} {clock[:12]}"


def is_explained(ours: str | None, theirs: object) -> bool:
    return ours is not None and any(reason(ours, theirs) for reason in REASONS.values())


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ZOO)) for path in FILES])
def test_every_difference_from_a_second_reader_is_explained(path: Path) -> None:
    try:
        if recognise(path) is not Form.MARKUP_BOOK:
            pytest.skip("another form, which is read with calamine itself")
        other = CalamineWorkbook.from_path(path)
        with opened_markup(path, path.name) as book:
            ours: dict[Place, str] = dict(our_cells(book))
            theirs: Cells = dict(their_cells(other, [sheet.name for sheet in book.sheets]))
    except (UserError, CalamineError):
        return  # that it is refused by name is proved elsewhere
    for place in ours.keys() | theirs.keys():
        one, another = ours.get(place), theirs.get(place)
        same = one is not None and is_same(one, another)
        assert same or is_explained(one, another), (place, one, another)
