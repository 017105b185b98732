from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from pytestqt.qtbot import QtBot

from ui.desktop.session import Session
from ui.desktop.widgets.cell_painting import broken, cell_font, lines_needed, with_note
from ui.desktop.widgets.cells import Cell, Heading, Interval, amount
from ui.desktop.widgets.table import Table

HEADINGS = (
    Heading("Segment", stretch=1),
    Heading("Gain\neach", right=True),
    Heading("", ticks=(0.0, 50.0, 100.0)),
    Heading("Evidence", drop_below=500),
)
ROWS = (
    (Cell("Happy", mark=1), amount("1,234", 1234.0), Cell(interval=Interval(1, 2, 3))),
    (Cell("Unhappy", mark=2), amount("−8", -8.0), Cell(), Cell("assumed")),
    (Cell("All"), amount("1,226", 1226.0)),
)


def made(qtbot: QtBot, width: int = 600) -> Table:
    table = Table("Segments")
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show_rows(HEADINGS, ROWS, totals=1)
    table.show()
    return table


def test_copied_cells_are_plain_numbers_separated_by_tabs(
    qtbot: QtBot, empty_session: Session
) -> None:
    table = made(qtbot)
    table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Segment\tGain each\tEvidence"
    assert lines[1] == "Happy\t1234\t"
    assert lines[2] == "Unhappy\t-8\tassumed"


def test_only_the_chosen_row_is_copied_if_there_is_one(
    qtbot: QtBot, empty_session: Session
) -> None:
    table = made(qtbot)
    table.choose(1)
    table.copy()
    assert QGuiApplication.clipboard().text().split("\n")[1:] == ["Unhappy\t-8\tassumed"]


def test_choosing_a_row_by_program_tells_nobody(qtbot: QtBot, empty_session: Session) -> None:
    table = made(qtbot)
    with qtbot.assertNotEmitted(table.picked):
        table.choose(1)


def test_arrow_keys_pick_rows_but_never_the_total(qtbot: QtBot, empty_session: Session) -> None:
    table = made(qtbot)
    picked: list[int] = []
    table.picked.connect(picked.append)
    table.choose(0)
    for _ in range(3):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert picked == [1]


def test_a_column_without_room_is_left_out(qtbot: QtBot, empty_session: Session) -> None:
    assert made(qtbot, 600).isColumnHidden(3) is False
    assert made(qtbot, 400).isColumnHidden(3) is True


def test_a_table_is_as_high_as_its_rows(qtbot: QtBot, empty_session: Session) -> None:
    table = made(qtbot)
    header = table.header.sizeHint().height()
    assert table.height() == header + 3 * table.rowHeight(0) + 2


def test_negative_numbers_and_zeros_have_their_own_look() -> None:
    assert amount("−8", -8.0).look == "negative"
    assert amount("0", 0.0).look == "quiet"
    assert amount("8", 8.0).look == ""


def test_a_text_is_broken_between_words_and_its_last_line_shortened(qtbot: QtBot) -> None:
    metrics = QFontMetrics(cell_font(Cell(), total=False))
    width = metrics.horizontalAdvance("Valuable but")
    assert broken("Valuable but demanding", metrics, width, 2) == ["Valuable but", "demanding"]
    assert broken("Valuable", metrics, width, 2) == ["Valuable"]
    assert broken("Valuable but", metrics, width - 4, 1)[0].endswith("…")


def test_only_rows_that_need_it_take_two_lines(qtbot: QtBot) -> None:
    table = Table("Segments", lines=2)
    qtbot.addWidget(table)
    table.resize(160, 200)
    heading = (Heading("Segment", stretch=1, least=60),)
    table.show_rows(heading, ((Cell("Short"),), (Cell("Valuable, quietly upset, costlier"),)))
    table.show()
    assert table.rowHeight(0) < table.rowHeight(1)


def test_a_note_stands_after_the_last_line_and_takes_no_room_from_the_others(
    qtbot: QtBot,
) -> None:
    cell = Cell("Happy, easy, valuable", note="ideal")
    metrics = QFontMetrics(cell_font(cell, total=False))
    width = metrics.horizontalAdvance("Happy, easy, valuable")
    assert with_note(cell, metrics, width, 3) == ["Happy, easy,", "valuable"]
    assert with_note(replace(cell, note=""), metrics, width + 1, 3) == ["Happy, easy, valuable"]
    assert with_note(cell, metrics, 2 * width, 3) == ["Happy, easy, valuable"]
    words = max(metrics.horizontalAdvance(one) for one in ("Happy, easy,", "valuable ideal"))
    narrow = with_note(cell, metrics, words + 12, 3)
    assert narrow == ["Happy, easy,", "valuable"]
    assert lines_needed(cell, words + 26, 3, total=False) == 2
