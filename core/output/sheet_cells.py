"""The cells of a workbook that people may have changed, as the workbook stores them."""

from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from core.errors import UserError
from core.intake.limits import MOST_CELLS
from core.intake.workbook.book import opened_markup

_ZIP = b"PK"

Cell = object
Rows = list[list[Cell]]
"""Cells of a sheet from its first row and column on; "" where nothing stands."""


def sheet_cells(path: Path, title: str) -> Rows:
    """Give the cells of a sheet.

    Parameters
    ----------
    path
        The workbook.
    title
        Title of the sheet.

    Raises
    ------
    UserError
        If the file cannot be read, is no workbook, or has no such sheet.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{path} cannot be read: {error.strerror or 'the disk did not answer'}.",
            "Check its name and that you may read it.",
        ) from error
    if content.startswith(_ZIP):
        refuse_harm(content, path.name, title)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            if title not in book.sheet_names:
                raise UserError(
                    f"{path.name} has no sheet ‘{title}’.",
                    "Choose a workbook that Nonagon has written.",
                )
            sheet = book.get_sheet_by_name(title)
            return [list(cells) for cells in sheet.to_python(skip_empty_area=False)]
    except PasswordError as error:
        raise UserError(
            f"{path.name} is protected with a password.", "Save it without one and try again."
        ) from error
    except (CalamineError, XmlError, ZipError, OSError) as error:
        raise UserError(
            f"{path.name} is damaged or is no workbook.", "Save it again as .xlsx and try again."
        ) from error


def refuse_harm(content: bytes, name: str, title: str = "") -> None:
    """Refuse what would not fit in memory; a library that reads cells would try.

    Without a title all sheets are looked at.

    Raises
    ------
    UserError
        If a sheet would not fit, or the workbook is damaged or would do harm.
    """
    with opened_markup(BytesIO(content), name) as book:
        titles = [sheet.name for sheet in book.sheets if title in {"", sheet.name}]
        for one in titles:
            cells = book.read(one, lambda _share: None)
            if max(cells.rows, default=0) * max(cells.columns, default=0) > MOST_CELLS:
                raise UserError(
                    f"‘{name}’ has a cell so far out that its sheet would not fit in memory.",
                    "In Excel, delete the empty rows and columns around the table and save it.",
                )


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: Cell) -> str:
    """Give what stands in a cell as text; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return str(cell)
