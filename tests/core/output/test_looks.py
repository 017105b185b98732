import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill, Protection

from core.output.looks import BODY, HEADER, MONEY, Look

LOOKS = (BODY, HEADER, Look(format=MONEY, align="right", bold=True), Look(fill="FCEBE3"))


def dress(cell: Cell) -> tuple[object, ...]:
    return (cell.number_format, cell.font, cell.alignment, cell.border, cell.fill)


@pytest.mark.parametrize("look", LOOKS)
def test_each_cell_with_a_look_is_dressed_like_the_first(look: Look) -> None:
    book = Workbook()
    first, second = book.worksheets[0]["A1"], book.create_sheet()["B7"]
    other = Workbook().worksheets[0]["A1"]
    first.fill = PatternFill("solid", start_color="FF0000")  # dressed by hand, so not kept
    for cell in (second, other):
        look.put_on(cell)
    third = book.worksheets[0]["C1"]
    look.put_on(third)
    assert dress(third) == dress(second) == dress(other)
    assert third.number_format == look.format
    assert third.font.b == look.bold


def test_a_cell_that_was_changed_later_changes_no_other() -> None:
    sheet = Workbook().worksheets[0]
    BODY.put_on(sheet["A1"])
    sheet["A1"].protection = Protection(locked=False)
    BODY.put_on(sheet["A2"])
    assert sheet["A2"].protection.locked


def test_what_a_cell_has_besides_its_look_stays() -> None:
    cell = Workbook().worksheets[0]["A1"]
    cell.protection = Protection(locked=False)
    BODY.put_on(cell)
    assert not cell.protection.locked
