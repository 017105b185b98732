"""What sets one segment apart, and what to do with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.answers import Analysis, AxisView
from core.tables.segments import Segment, Spread
from ui.desktop.pages.segments.wording import figure_of, is_skewed, levels, next_words, size
from ui.desktop.widgets.labels import ElidedLabel, label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.range_strip import RangeStrip, StripValues
from ui.desktop.widgets.segment_label import SegmentLabel, style_of

NAME_WIDTH = 108
FIGURE_WIDTH = 60
ROW_HEIGHT = 28


class StripRow:
    """One axis of the profile: name, strip, the segment's median, everyone's median."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self.name = ElidedLabel("", "small")
        self.strip = RangeStrip()
        self.median = label("", "section")
        self.everyone = label("", "quiet")
        for side, part in enumerate((self.name, self.strip, self.median, self.everyone)):
            grid.addWidget(part, place, side)
        for figure in (self.median, self.everyone):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(place, px(ROW_HEIGHT))

    def show_axis(self, axis: AxisView, spread: Spread, everyone: Spread, style: int) -> None:
        """Show how a segment lies on an axis against everyone."""
        title = measure_title(axis.axis.measure)
        mine, all_of_us = figure_of(axis, spread.median), figure_of(axis, everyone.median)
        self.name.setText(title)
        self.median.setText(mine)
        self.everyone.setText(all_of_us)
        values = StripValues(
            everyone.low,
            everyone.median,
            everyone.high,
            spread.low,
            spread.lower,
            spread.median,
            spread.upper,
            spread.high,
            log=is_skewed(axis),
        )
        words = f"{title}: median {mine}, everyone {all_of_us}"
        self.strip.show_values(values, style, words)


class ProfilePanel(QWidget):
    """Name, strips, levels in words, next action of one segment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = SegmentLabel("section")
        self._size = label("", "note")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, px(NAME_WIDTH))
        self._grid.setColumnStretch(1, 1)
        for place, heading in ((2, "median"), (3, "everyone")):
            self._grid.setColumnMinimumWidth(place, px(FIGURE_WIDTH))
            made = label(heading, "note")
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(made, 0, place)
        self._rows = [StripRow(self._grid, place) for place in (1, 2, 3)]
        self._levels = wrapped("", "note")
        self._next = wrapped()
        self._leads = QWidget()
        self._to = SegmentLabel()
        self._arrange()

    def _arrange(self) -> None:
        leads = row(8)
        leads.addWidget(label("It leads to", "quiet"))
        leads.addWidget(self._to, 1)
        self._leads.setLayout(leads)
        box = column(4)
        box.addWidget(self._name)
        box.addWidget(self._size)
        box.addLayout(self._grid)
        box.addWidget(self._levels)
        box.addSpacing(px(12))
        box.addWidget(label("Next", "section"))
        box.addWidget(self._next)
        box.addWidget(self._leads)
        self.setLayout(box)

    def show_segment(self, analysis: Analysis, segment: Segment) -> None:
        """Show one segment of an analysis."""
        view, axes = analysis.segments, analysis.axes
        if view is None or axes is None:
            return
        style = style_of(segment.code)
        self._name.show_segment(segment.code, segment.name, "ideal" if segment.ideal else "")
        self._size.setText(size(segment, view))
        lines = zip(self._rows, axes.axes, segment.spreads, view.everyone, strict=True)
        for line, axis, spread, everyone in lines:
            line.show_axis(axis, spread, everyone, style)
        self._levels.setText(levels(segment))
        self._show_next(analysis, segment)

    def _show_next(self, analysis: Analysis, segment: Segment) -> None:
        actions = analysis.actions
        found = actions.next_actions[segment.code - 1] if actions is not None else None
        words = next_words(found) if actions is not None else "The actions are not weighed yet."
        self._next.setText(words)
        moves = found is not None and found.best is not None and found.best.to != segment.code
        self._leads.setVisible(moves)
        if found is not None and found.best is not None and analysis.segments is not None:
            ending = analysis.segments.segments[found.best.to - 1]
            self._to.show_segment(ending.code, ending.name, "ideal" if ending.ideal else "")
