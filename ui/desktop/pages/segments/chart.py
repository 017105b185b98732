"""The scatter of all customers, with the two axes to look at."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from core.answers import Analysis, AxisView, SegmentsView
from ui.desktop.charts.frame import Bounds
from ui.desktop.charts.labels import ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.pages.segments.arrays import (
    Arrays,
    describe,
    ideal_region,
    ideal_region_of_scores,
    mapped,
)
from ui.desktop.pages.segments.wording import scatter_axis, score_axis
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import measure_title, measure_words
from ui.desktop.widgets.segment_label import style_of
from ui.desktop.widgets.toggle import Toggle

FIELD = 176
LEAST_HEIGHT = 240
LEAST_WIDTH = 600
LEAST_FIELDS_WIDTH = 400
SCALES = (
    ("&Values", "Each measure in its own unit"),
    (
        "&Scores",
        "The share of customers who are no better, 0 to 1: what the segments are made from",
    ),
)


class ChartPanel(QWidget):
    """What one mark is, which axes, and the scatter."""

    segment_picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analysis: Analysis | None = None
        self._pair = (0, 2)
        self._title = wrapped("", "section")
        self._note = wrapped("", "note")
        self._across = Choice("Across", partial(self._choose, 0))
        self._up = Choice("Up", partial(self._choose, 1))
        self._scale = Toggle("What the axes show", SCALES, self._show_scores)
        self._scores = True
        self._scale.show_choice(1)
        self.scatter = SegmentScatter()
        self.scatter.setMinimumHeight(px(LEAST_HEIGHT))
        self.scatter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.scatter.segment_clicked.connect(self.segment_picked)
        self.scatter.note_changed.connect(self._note.setText)
        self._arrange()

    def _arrange(self) -> None:
        self._top, self._fields = row(12), row(12)
        for name, field in (("&Across", self._across), ("&Up", self._up)):
            caption = label(name, "quiet")
            caption.setBuddy(field)
            field.setMaximumWidth(px(FIELD))
            self._fields.addWidget(caption)
            self._fields.addWidget(field, FIELD)
        self._fields.addStretch(1)
        self._top.addLayout(self._fields, 1)
        self._top.addWidget(self._scale, 0, Qt.AlignmentFlag.AlignLeft)
        box = column(2)
        box.addWidget(self._title)
        box.addWidget(self._note)
        box.addSpacing(px(8))
        box.addLayout(self._top)
        box.addSpacing(px(8))
        box.addWidget(self.scatter, 1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the customers of an analysis."""
        if analysis.segments is None or analysis.axes is None:
            return
        axes = analysis.axes.axes
        if self._analysis is None or self._analysis.segments is not analysis.segments:
            self._analysis = analysis
            last = len(axes) - 1
            self._pair = (min(self._pair[0], last), min(self._pair[1], last))
            self._draw(analysis, axes)
        self._analysis = analysis

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields one below the other where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        for box, least in ((self._top, LEAST_WIDTH), (self._fields, LEAST_FIELDS_WIDTH)):
            narrow = self.width() < px(least)
            box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def show_segment(self, code: int | None) -> None:
        """Let one segment stand out."""
        self.scatter.select_segment(code)

    def _choose(self, side: int, place: object) -> None:
        """Look at another axis; the other side gives way if it shows the same."""
        if not isinstance(place, int) or self._analysis is None or self._analysis.axes is None:
            return
        pair = [*self._pair]
        if pair[1 - side] == place:
            pair[1 - side] = pair[side]
        pair[side] = place
        self._pair = (pair[0], pair[1])
        self._draw(self._analysis, self._analysis.axes.axes)

    def _draw(self, analysis: Analysis, axes: tuple[AxisView, ...]) -> None:
        view = analysis.segments
        if view is None:
            return
        names = [(measure_title(axis.axis.measure), place) for place, axis in enumerate(axes)]
        self._across.show_choices(names, self._pair[0])
        self._up.show_choices(names, self._pair[1])
        across, up = (axes[place] for place in self._pair)
        pair = f"{measure_words(across.axis.measure)} and {measure_words(up.axis.measure)}"
        self._title.setText(f"Each mark is one customer: {pair}")
        arrays = mapped(view)
        shown, worded = (
            (arrays.scores, score_axis) if self._scores else (arrays.values, scatter_axis)
        )
        self.scatter.set_describe(lambda place: describe(arrays, self._analysis or analysis, place))
        self.scatter.show_points(
            shown[:, self._pair[0]],
            shown[:, self._pair[1]],
            arrays.codes,
            [
                ScatterSegment(found.code, found.name, found.ideal, style_of(found.code))
                for found in view.segments
            ],
            worded(across),
            worded(up),
            ideal_region=self._region(arrays, (across, up), view),
        )

    def _region(
        self, arrays: Arrays, axes: tuple[AxisView, AxisView], view: SegmentsView
    ) -> Bounds | None:
        """Give the region that waits for customers, if no segment is ideal."""
        if view.ideal.code is not None:
            return None
        if self._scores:
            return ideal_region_of_scores(self._pair, view)
        return ideal_region(arrays, axes, self._pair, view)

    def _show_scores(self, place: int) -> None:
        """Show values or scores."""
        self._scores = bool(place)
        if self._analysis is not None and self._analysis.axes is not None:
            self._draw(self._analysis, self._analysis.axes.axes)
