"""The sum at the top of the page: margin less cost to serve is profit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.desktop.widgets.labels import label, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside

MINUS, EQUALS = "−", "="
MOST, MOST_ASIDES = 4, 2
RULE = 44

Figures = tuple[tuple[str, str], ...]


class FiguresLine(QWidget):
    """Large figures with what each is below it, signs between, and others set apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = Beside(20)
        self._signs: list[QLabel] = []
        self._shown: tuple[Figures, Figures] = ((), ())
        self._below = False
        self._figures = [_Figure(flowing=False) for _ in range(MOST)]
        self._asides = [_Figure(flowing=True) for _ in range(MOST_ASIDES)]
        self._filler = QWidget()
        self._between = QFrame()
        self._between.setProperty("look", "upright")
        self._between.setFixedHeight(px(RULE))
        self._arrange()

    def _arrange(self) -> None:
        for figure in self._figures:
            if figure is not self._figures[0]:
                sign = label("", "title")
                sign.setAlignment(Qt.AlignmentFlag.AlignTop)
                self._signs.append(sign)
                self._beside.add(sign)
            self._beside.add(figure)
        self._beside.add(self._between)
        for part in (*self._asides, self._filler):
            self._beside.add(part, 1)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_figures(self, figures: Figures, asides: Figures) -> None:
        """Show the sum, whose last figure is what is left, and what is told beside it."""
        self._shown = figures, asides
        self._show()
        told = [f"{number} {what}" for number, what in (*figures, *asides)]
        self.setAccessibleName(". ".join(told))

    def stack(self, *, below: bool) -> None:
        """Put the figures one below the other, or beside one another."""
        self._below = below
        self._beside.stack(below=below)
        self._show()

    def _show(self) -> None:
        figures, asides = self._shown
        signs = ["", *[MINUS] * (len(figures) - 2), EQUALS]
        for place, widget in enumerate(self._figures):
            there = place < len(figures)
            sign = f"{signs[place]} " if there and place and self._below else ""
            widget.show_figure((sign + figures[place][0], figures[place][1]) if there else None)
        for place, made in enumerate(self._signs, 1):
            there = place < len(figures)
            made.setText(signs[place] if there else "")
            made.setVisible(there and not self._below)
        for place, widget in enumerate(self._asides):
            widget.show_figure(asides[place] if place < len(asides) else None)
        self._between.setVisible(bool(asides) and not self._below)
        self._filler.setVisible(not asides)


class _Figure(QWidget):
    """One figure and what it is."""

    def __init__(self, *, flowing: bool) -> None:
        super().__init__()
        self._number = label("", "title")
        self._what = wrapped("", "note") if flowing else label("", "note")
        box = column(0)
        box.addWidget(self._number)
        box.addWidget(self._what)
        box.addStretch(1)
        self.setLayout(box)

    def show_figure(self, figure: tuple[str, str] | None) -> None:
        self.setVisible(figure is not None)
        if figure is not None:
            self._number.setText(figure[0])
            self._what.setText(figure[1])
