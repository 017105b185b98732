"""How good the lifetime value is, beside what the amounts so far would have said."""

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.canvas import Canvas
from ui.desktop.charts.frame import Look
from ui.desktop.charts.tracking import draw_track
from ui.desktop.pages.value import tables, wording
from ui.desktop.pages.value.shapes import track_of
from ui.desktop.widgets.labels import button, wrapped
from ui.desktop.widgets.metrics import column, row
from ui.desktop.widgets.page_frame import Beside
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain

HEIGHT = 220
QUESTION = "How good is the lifetime value?"
TRACKING = "Repeat purchases, made and foretold"


class CheckPanel(QWidget):
    """The check in words, and as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ValueView | None = None
        self._title = wrapped(QUESTION, "section")
        self._text = wrapped()
        self._how = button("How checked?", self._tell_how, "link")
        self._why = button("Why this much?", self._tell_why, "link")
        self._captured = Table("Who would have chosen the best customers", lines=2)
        words, words_box = QWidget(), column(6)
        links = row(12)
        for made in (self._how, self._why):
            made.setProperty("small", True)
            links.addWidget(made)
        links.addStretch(1)
        words_box.addWidget(self._title)
        words_box.addWidget(self._text)
        words_box.addLayout(links)
        words_box.addStretch(1)
        words.setLayout(words_box)
        self._beside = Beside(32)
        self._beside.add(words, 1)
        self._beside.add(self._captured, 1)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_value(self, view: ValueView) -> None:
        """Show the check, or why there is none."""
        self._view = view
        grade = f" Grade {view.check.grade}." if view.check is not None else ""
        self._title.setText(QUESTION + grade)
        self._text.setText(wording.check_text(view))
        self._why.setVisible(view.lifetime is not None)
        self._how.setVisible(view.check is not None)
        self._captured.setVisible(view.check is not None)
        if view.check is not None:
            self._captured.show_rows(*tables.captured_table(view.check))

    def stack(self, *, below: bool) -> None:
        """Put words and table one below the other, or beside one another."""
        self._beside.stack(below=below)

    def _tell_how(self) -> None:
        if self._view is not None and self._view.check is not None:
            explain(self._how, "How checked?", wording.how_checked(self._view.check), wide=True)

    def _tell_why(self) -> None:
        if self._view is not None:
            text = wording.why_lifetime(self._view)
            explain(self._why, "Why this much?", text, wide=True)


class TrackingPanel(QWidget):
    """Purchases that were held back, as foretold and as they came; hidden without a check."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = Canvas(HEIGHT)
        self._tracking = ChartBox("purchases made and foretold", self._canvas, self._canvas.printed)
        self._frequency = Table("Purchases by how often customers had bought")
        self._beside = Beside(32)
        self._beside.add(self._tracking, 3)
        self._beside.add(self._frequency, 2)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_value(self, view: ValueView) -> None:
        """Show what the check found."""
        check = view.check
        self.setVisible(check is not None)
        if check is None:
            return
        self._frequency.show_rows(*tables.frequency_table(check))
        self._tracking.show_numbers(partial(tables.tracking_table, check))
        self._tracking.show_words(TRACKING, "")
        track = track_of(check)

        def paint(painter: QPainter, area: QRectF, look: Look) -> None:
            draw_track(painter, area, look, track)

        ends = f"{' '.join(track.actual_words)}, {' '.join(track.foretold_words)}"
        self._canvas.show_drawing(paint, TRACKING, ends)

    def stack(self, *, below: bool) -> None:
        """Put chart and table one below the other, or beside one another."""
        self._beside.stack(below=below)
