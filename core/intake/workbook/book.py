"""A workbook of any form, as the rest of the intake sees it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.intake.workbook.contents import contents_of
from core.intake.workbook.formats import Format
from core.intake.workbook.package import damaged, opened
from core.intake.workbook.places import PlaceError
from core.intake.workbook.sheet import SheetCells, Sheets

FROM_1904 = "it counts its days from 1904, and its dates are read that way."


@dataclass(frozen=True)
class SheetName:
    """A sheet: its name, and whether it is hidden."""

    name: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """A workbook that is open.

    Attributes
    ----------
    name
        Name of the file.
    sheets
        Its worksheets, in order.
    formats
        For each style of cells its number format.
    peek, read
        Give the first rows of a sheet, and all of them, by its name; the second reports the share
        that it has read.
    from_1904
        Whether its days count from 1904.
    notes
        What is worth telling about the whole of it.
    """

    name: str
    sheets: tuple[SheetName, ...]
    formats: tuple[Format, ...]
    peek: Callable[[str], SheetCells]
    read: Callable[[str, Callable[[float], None]], SheetCells]
    from_1904: bool = False
    notes: tuple[str, ...] = ()


@contextmanager
def opened_markup(file: Path | IO[bytes], name: str) -> Iterator[Book]:
    """Open a workbook whose parts are markup (.xlsx, .xlsm).

    Raises
    ------
    UserError
        If it is damaged or would do harm; also while it is read.
    """
    with opened(file, name) as package:
        contents = contents_of(package)
        sheets = Sheets(package, contents)
        parts = {sheet.name: sheet for sheet in contents.sheets}
        told = (
            (contents.macros, "its macros are not run."),
            (contents.links, "its links to other workbooks are not followed."),
            (contents.from_1904, FROM_1904),
        )
        try:
            yield Book(
                name,
                tuple(SheetName(sheet.name, sheet.hidden) for sheet in contents.sheets),
                contents.formats,
                lambda sheet: sheets.peek(parts[sheet]),
                lambda sheet, report: sheets.read(parts[sheet], report),
                contents.from_1904,
                tuple(f"{name}: {note}" for true, note in told if true),
            )
        except PlaceError as problem:
            what = f": it has a cell at ‘{problem.place}’, where no sheet has one"
            raise damaged(name, what) from problem
