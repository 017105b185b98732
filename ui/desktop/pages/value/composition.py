"""What customers of each tier are worth, of what, and where in the lifecycle they are."""

from functools import partial

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from core.settings import Settings
from ui.desktop.charts.bars import Stripe, bars_height, draw_bars
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.canvas import Canvas
from ui.desktop.charts.frame import Look
from ui.desktop.pages.value import tables, wording
from ui.desktop.pages.value.shapes import average_stripes, stage_stripes
from ui.desktop.widgets.metrics import column
from ui.desktop.widgets.page_frame import Beside

AVERAGE = "What an average customer is worth"
STAGES = "Where the customers of each tier are in their lifecycle"
STAGES_NOTE = "Per cent of the tier’s customers, by when they bought."


class CompositionPanel(QWidget):
    """Direct and indirect value and cost by tier, and lifecycle stage by tier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvases = (Canvas(0), Canvas(0))
        self.average = ChartBox("value by tier", self._canvases[0], self._canvases[0].printed)
        self.stages = ChartBox("lifecycle by tier", self._canvases[1], self._canvases[1].printed)
        self._beside = Beside(48)
        self._beside.add(self.average, 1)
        self._beside.add(self.stages, 1)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_value(self, view: ValueView, settings: Settings) -> None:
        """Show both charts, as far as they are known."""
        worth, staged = tables.has_averages(view.tiers), tables.has_stages(view.tiers)
        self.average.setVisible(worth)
        self.stages.setVisible(staged)
        if worth:
            note = f"Over the next {wording.horizon_words(settings)}, in the currency of the data."
            note = f"{note} {wording.ranges(view.tiers)}".strip()
            self.average.show_words(AVERAGE, note)
            self.average.show_numbers(partial(tables.average_table, view))
            _show(self._canvases[0], average_stripes(view.tiers), AVERAGE)
        if staged:
            self.stages.show_words(STAGES, STAGES_NOTE)
            self.stages.show_numbers(partial(tables.stage_table, view))
            _show(self._canvases[1], stage_stripes(view.tiers), STAGES)

    def stack(self, *, below: bool) -> None:
        """Put the charts one below the other, or beside one another."""
        self._beside.stack(below=below)


def _show(canvas: Canvas, stripes: tuple[Stripe, ...], name: str) -> None:
    def paint(painter: QPainter, area: QRectF, look: Look) -> None:
        draw_bars(painter, area, look, stripes)

    told = [
        f"{stripe.name}: {', '.join(f'{one.name} {one.text}' for one in stripe.pieces)}"
        for stripe in stripes
    ]
    canvas.set_height(bars_height(stripes))
    canvas.show_drawing(paint, name, ". ".join(told))
