from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.desktop.dressing import dress_all
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.canvas import Canvas
from ui.desktop.charts.frame import Look
from ui.desktop.theme.tokens import DARK, LIGHT
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.table import Table

STARTS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


def cross(painter: QPainter, area: QRectF, look: Look) -> None:
    painter.fillRect(area, QColor(look.tokens.surface))
    painter.setPen(QColor(look.tokens.text))
    painter.drawLine(area.topLeft(), area.bottomRight())


@pytest.fixture
def box(qapp: QApplication, qtbot: QtBot) -> Iterator[ChartBox]:
    dress_all(qapp, DARK)
    canvas = Canvas(200)
    canvas.show_drawing(cross, "Cross", "A line from corner to corner.")
    made = ChartBox("cross", canvas, canvas.printed)
    qtbot.addWidget(made)
    made.show_words("One line", "It goes down.")
    made.show_numbers(lambda: ((Heading("Where"),), ((Cell("corner"),),)))
    made.resize(400, 320)
    made.show()
    yield made
    dress_all(qapp, LIGHT)


def press(box: ChartBox, text: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == text).click()


@pytest.mark.parametrize("ending", STARTS)
def test_a_chart_is_saved_in_the_form_that_its_name_says(
    box: ChartBox, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"chart{ending}"
    with qtbot.waitSignal(box.saved) as told:
        box.save(path)
    assert told.args == [path.name]
    assert path.read_bytes().startswith(STARTS[ending])


def test_a_saved_chart_is_light_whatever_the_theme(box: ChartBox, tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    box.save(path)
    image = QImage(str(path))
    assert image.pixelColor(image.width() - 3, 3) == QColor(LIGHT.surface)


def test_a_copied_chart_is_a_light_picture(box: ChartBox) -> None:
    QGuiApplication.clipboard().clear()
    press(box, "Copy")
    image = QGuiApplication.clipboard().image()
    assert image.width() >= box.width()
    assert image.pixelColor(image.width() - 3, 3) == QColor(LIGHT.surface)


def test_the_kind_that_was_chosen_gives_the_ending(
    box: ChartBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "my chart"), "PDF document (*.pdf)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    press(box, "Save…")
    assert (tmp_path / "my chart.pdf").exists()


def test_a_chart_that_cannot_be_written_is_told(
    box: ChartBox, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(box.failed) as told:
        box.save(tmp_path / "no folder" / "chart.png")
    assert told.args is not None
    assert told.args[0] == "chart.png"
    assert told.args[1]


def test_there_is_no_table_before_somebody_wants_to_see_the_numbers(box: ChartBox) -> None:
    assert not box.findChildren(Table)
    box._switch.click()
    [table] = box.findChildren(Table)
    assert table.model().rowCount() == 1


def test_numbers_that_come_while_the_table_is_shown_are_in_it(box: ChartBox) -> None:
    box._switch.click()
    box.show_numbers(lambda: ((Heading("Where"),), ((Cell("here"),), (Cell("there"),))))
    assert box.table.model().rowCount() == 2
    box._switch.click()
    box.show_numbers(lambda: ((Heading("Where"),), ((Cell("nowhere"),),)))
    box._switch.click()
    assert box.table.model().rowCount() == 1


def test_the_numbers_of_a_chart_are_shown_in_its_place(box: ChartBox) -> None:
    canvas = box.findChild(Canvas)
    press(box, "Show as table")
    assert canvas is not None
    assert (canvas.isVisible(), box.table.isVisible()) == (False, True)
    press(box, "Show as chart")
    assert (canvas.isVisible(), box.table.isVisible()) == (True, False)
