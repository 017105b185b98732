"""A table of which only the rows on screen are there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.desktop.session import Session
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.column_widths import shared_widths
from ui.desktop.widgets.long_table import LongTable
from ui.desktop.widgets.long_table_model import BLOCK, BLOCKS_KEPT, COMING, LongTableModel
from ui.desktop.widgets.metrics import px

HEADINGS = (
    Heading("Customer"),
    Heading("Name", stretch=2, least=60),
    Heading("Value", right=True, firm=True),
    Heading("Spare", right=True, firm=True, spare=1),
)
MILLION = 1_000_000


def rows(first: int, count: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (Cell(f"c{n:07}"), Cell(f"Name {n}"), Cell(str(n)), Cell(str(-n)))
        for n in range(first, first + count)
    )


def test_a_row_that_is_not_there_says_that_it_is_coming() -> None:
    model = LongTableModel()
    model.restart(HEADINGS, MILLION, rows(0, BLOCK))
    assert model.rowCount() == MILLION
    assert model.cell(3, 1).text == "Name 3"
    assert model.cell(500_000, 1) is COMING
    assert list(model.missing(BLOCK - 5, BLOCK + 5)) == [(BLOCK, BLOCK)]
    last = (MILLION - 1) // BLOCK * BLOCK
    assert list(model.missing(MILLION - 3, MILLION + 99)) == [(last, MILLION - last)]
    model.fill(BLOCK, rows(BLOCK, BLOCK))
    assert list(model.missing(0, BLOCK + 5)) == []


def test_only_the_blocks_used_last_are_kept() -> None:
    model = LongTableModel()
    model.restart(HEADINGS, MILLION, rows(0, BLOCK))
    for block in range(1, BLOCKS_KEPT + 10):
        model.fill(block * BLOCK, rows(block * BLOCK, 1))
    assert len(model._blocks) == BLOCKS_KEPT
    assert not model.is_there(0)


@pytest.fixture
def table(qtbot: QtBot, empty_session: Session) -> LongTable:
    made = LongTable("Customers")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.rows_wanted.connect(lambda first, count: made.fill(first, rows(first, count)))
    made.restart(HEADINGS, MILLION, rows(0, BLOCK))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_scrolling_fetches_what_comes_into_view(qtbot: QtBot, table: LongTable) -> None:
    bar = table.verticalScrollBar()
    with qtbot.waitSignal(table.rows_wanted):
        bar.setValue(bar.maximum() // 2)
    row = table.rowAt(100)
    assert 400_000 < row < 600_000
    qtbot.waitUntil(lambda: table._cells.cell(row, 0).text == f"c{row:07}")
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: table._cells.cell(MILLION - 1, 2).text == str(MILLION - 1))


def test_standing_on_a_row_scrolls_to_it_without_telling(qtbot: QtBot, table: LongTable) -> None:
    with qtbot.assertNotEmitted(table.stood_on):
        table.stand_on(777_777)
    assert table.chosen_rows() == [777_777]
    assert table.rowAt(0) < 777_777 < table.rowAt(399)
    table.stand_on(None)
    assert table.chosen_count() == 0


def test_the_keyboard_tells_where_it_stands_enters_and_copies(
    qtbot: QtBot, table: LongTable
) -> None:
    table.stand_on(5)
    with qtbot.waitSignal(table.stood_on) as stood:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert stood.args == [6]
    with qtbot.waitSignal(table.entered) as entered:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert entered.args == [6]
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.chosen_rows() == [6, 7]
    with qtbot.waitSignal(table.copy_wanted):
        qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_all_rows_can_be_chosen_without_listing_them_all(qtbot: QtBot, table: LongTable) -> None:
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.chosen_count() == MILLION
    assert len(table.chosen_rows()) == 50_000


def test_headings_ask_for_an_order(qtbot: QtBot, table: LongTable) -> None:
    with qtbot.waitSignal(table.order_wanted) as wanted:
        table.header.sectionClicked.emit(2)
    assert wanted.args == [2]


def test_columns_without_room_are_left_out_spare_ones_first(qtbot: QtBot, table: LongTable) -> None:
    assert table.shown_columns() == [0, 1, 2, 3]
    room = table.width() - table.viewport().width()
    table.resize(room + px(60) + table._needs[2] + table._needs[3] - 1, 400)
    qtbot.waitUntil(lambda: table.shown_columns() == [0, 1, 2])


def pixels(table: LongTable) -> QImage:
    return table.grab().toImage()


def test_the_sought_part_of_a_name_is_marked(qtbot: QtBot, table: LongTable) -> None:
    before = pixels(table)
    table.names.sought = "0003"
    table.names.viewport().update()
    assert pixels(table) != before


def test_the_row_under_the_pointer_is_tinted(qtbot: QtBot, table: LongTable) -> None:
    before = pixels(table)
    qtbot.mouseMove(table.viewport(), QPoint(80, 50))
    assert table.names.hovered_row == table.rowAt(50)
    assert pixels(table) != before


@pytest.mark.parametrize("room", [120, 300, 900])
def test_widths_fill_the_room_or_give_what_they_can(empty_session: Session, room: int) -> None:
    needs = {1: 100, 2: 50}
    widths = shared_widths(HEADINGS, needs, room)
    assert widths[2] == 50
    assert widths[1] == max(room - 50, 60)


def test_firm_columns_keep_their_width(empty_session: Session) -> None:
    make: Callable[..., Heading] = Heading
    headings = (make("A", stretch=1, least=20), make("B", stretch=1, least=20, firm=True))
    assert shared_widths(headings, {0: 80, 1: 80}, 100) == {0: 20, 1: 80}
