"""The scatter of all customers, with the two axes to look at."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.answers import Analysis, AxisView
from ui.desktop.charts.labels import ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.pages.segments.arrays import describe, ideal_region, mapped
from ui.desktop.pages.segments.wording import scatter_axis
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import measure_title, measure_words
from ui.desktop.widgets.segment_label import style_of

FIELD = 176
LEAST_HEIGHT = 240


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
        self.scatter = SegmentScatter()
        self.scatter.setMinimumHeight(px(LEAST_HEIGHT))
        self.scatter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.scatter.segment_clicked.connect(self.segment_picked)
        self.scatter.note_changed.connect(self._note.setText)
        self._arrange()

    def _arrange(self) -> None:
        fields = row(12)
        for name, field in (("&Across", self._across), ("&Up", self._up)):
            caption = label(name, "quiet")
            caption.setBuddy(field)
            field.setMaximumWidth(px(FIELD))
            fields.addWidget(caption)
            fields.addWidget(field, FIELD)
        fields.addStretch(1)
        box = column(2)
        box.addWidget(self._title)
        box.addWidget(self._note)
        box.addSpacing(px(8))
        box.addLayout(fields)
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
        region = None
        if view.ideal.code is None:
            region = ideal_region(arrays, (across, up), self._pair, view)
        self.scatter.set_describe(lambda place: describe(arrays, self._analysis or analysis, place))
        self.scatter.show_points(
            arrays.values[:, self._pair[0]],
            arrays.values[:, self._pair[1]],
            arrays.codes,
            [
                ScatterSegment(found.code, found.name, found.ideal, style_of(found.code))
                for found in view.segments
            ],
            scatter_axis(across),
            scatter_axis(up),
            ideal_region=region,
        )
