"""The left side of the page: what one mark is, how the customers are seen, the picture."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QWidget

from core.answers import Analysis
from core.customer_lookups import CustomerFacts, FactsFound
from ui.desktop.charts.lasso import How, Tool
from ui.desktop.charts.nine_fields import NineFields
from ui.desktop.charts.points import Points
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.looking import ChartView
from ui.desktop.pages.segments import chart_fields, choosing
from ui.desktop.pages.segments import chart_wording as words
from ui.desktop.pages.segments.arrays import (
    Arrays,
    ideal_region,
    ideal_region_of_scores,
    mapped,
)
from ui.desktop.pages.segments.chart_files import save_picture
from ui.desktop.pages.segments.controls import ChartControls
from ui.desktop.pages.segments.filtering import Filtering
from ui.desktop.session import Session
from ui.desktop.widgets.labels import wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.table import Table

LEAST_HEIGHT = 240
BESIDE = 460
SPACES = 32
PICKED = "Picked in the chart"


class ChartPanel(QWidget):
    """Shows the customers of the session's analysis, and takes what is picked among them.

    Attributes
    ----------
    scatter
        The picture of single customers.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._arrays: tuple[object, Arrays | None] = (None, None)
        self._shown: tuple[object, ...] = ()
        self._title = wrapped("", "section")
        self._note = wrapped("", "note")
        self._controls = ChartControls()
        self.scatter = SegmentScatter()
        self._fields = NineFields()
        self._table = Table("The chart as a table")
        self._filtering = Filtering(session, self._controls.filter, self._codes)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        tabled = QWidget()
        below = column()
        below.addWidget(self._table)
        below.addStretch(1)
        tabled.setLayout(below)
        for part in (self.scatter, self._fields, tabled):
            part.setMinimumHeight(px(LEAST_HEIGHT))
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self._stack.addWidget(part)
        self._picture = QGridLayout()
        self._picture.setContentsMargins(0, 0, 0, 0)
        self._picture.setVerticalSpacing(px(4))
        self._picture.addWidget(self._stack, 1, 0)
        self._picture.setRowStretch(1, 1)
        self._place_tools()
        box = column(2)
        box.addWidget(self._title)
        box.addWidget(self._note)
        box.addSpacing(px(8))
        box.addWidget(self._controls)
        box.addSpacing(px(8))
        box.addLayout(self._picture, 1)
        self.setLayout(box)

    def _place_tools(self) -> None:
        """Put the tools beside the name of the upward axis, or above where that has no room."""
        tools, beside = self._controls.tools, self.width() >= px(BESIDE)
        sides = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._picture.addWidget(tools, 1 if beside else 0, 0, sides)
        tools.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find a place for the tools in the new width."""
        super().resizeEvent(event)
        self._place_tools()

    def _connect(self) -> None:
        session, hands = self._session, self.scatter.hands
        self._controls.changed.connect(self._look)
        self._controls.filter_wanted.connect(self._filtering.open)
        self._controls.copy_wanted.connect(self.copy)
        self._controls.save_wanted.connect(self._save)
        self._controls.reset_wanted.connect(self.scatter.reset_view)
        self.scatter.segment_clicked.connect(lambda code: session.show(segment=code))
        self.scatter.note_changed.connect(self._show_note)
        hands.marked.connect(self._mark)
        hands.facts_wanted.connect(self._want_facts)
        hands.card_wanted.connect(self._open_card)
        hands.all_wanted.connect(self._pick_segment)
        self._fields.picked.connect(self._pick_field)

    # Showing

    def show_session(self) -> None:
        """Show what the session looks at."""
        session = self._session
        analysis, looking = session.analysis, session.looking
        if analysis.segments is None or analysis.axes is None:
            return
        wanted = (analysis.segments, looking.chart, looking.kept)
        if wanted != self._shown:
            self._shown = wanted
            self._draw(analysis, looking.chart)
        self.scatter.select_segment(session.segment)
        selection = session.selection
        self.scatter.choose(None if selection is None else selection.members)
        self.scatter.ring(looking.customer)
        if looking.chart.form == "fields":
            self._show_fields(analysis, looking.chart)
        self._filtering.refresh()

    def least_height(self) -> int:
        """Give the height that titles, controls and a picture of some size take."""
        above = (self._title, self._note, self._controls)
        tall = sum(part.sizeHint().height() for part in above)
        return tall + self._controls.tools.sizeHint().height() + px(LEAST_HEIGHT + SPACES)

    def copy(self) -> None:
        """Put what is seen on the clipboard: the picture, or its table."""
        session = self._session
        if session.looking.chart.table:
            self._table.copy()
            session.notice = "Copied the table"
        else:
            self._picture_shown().copy_image(self._title.text())
            session.notice = "Copied the chart"
        session.changed.emit()

    def _picture_shown(self) -> SegmentScatter | NineFields:
        return self._fields if self._session.looking.chart.form == "fields" else self.scatter

    def set_form(self, form: str) -> None:
        """See the customers flat, as a cube or in nine fields."""
        axes = self._session.analysis.axes
        if axes is not None and (form != "solid" or len(axes.axes) > 2):  # noqa: PLR2004 - a cube
            self._look(replace(self._session.looking.chart, form=form, table=False))

    def filter_by(self, *, keep: bool) -> None:
        """Show only, or all but, who is picked; else the segment of the keyboard or the chosen."""
        selection, codes, code = self._session.selection, self._codes(), self._segment()
        if codes is None:
            return
        if selection is not None:
            self._filtering.by_members(selection.members, keep=keep)
        elif code is not None:
            self._filtering.by_members(choosing.of_segments(codes, [code]), keep=keep)

    def _codes(self) -> npt.NDArray[np.int8] | None:
        arrays = self._mapped()
        return None if arrays is None else arrays.codes

    def _mapped(self) -> Arrays | None:
        view = self._session.analysis.segments
        if view is not self._arrays[0]:
            self._arrays = view, None if view is None else mapped(view)
        return self._arrays[1]

    def _draw(self, analysis: Analysis, view: ChartView) -> None:
        arrays, axes = self._mapped(), analysis.axes
        if arrays is None or axes is None:
            return
        names = [measure_title(axis.axis.measure) for axis in axes.axes]
        kept = self._session.looking.kept
        self._controls.show_view(view, names, kept.label if kept is not None else "")
        self._title.setText(words.chart_title(axes.axes, view))
        self.scatter.set_tool(Tool(view.tool))
        if view.form != "fields":
            self.scatter.show_points(self._points(analysis, arrays, view))
        fields = view.form == "fields"
        self._stack.setCurrentIndex(2 if view.table else int(fields))
        self._show_note()

    def _points(self, analysis: Analysis, arrays: Arrays, view: ChartView) -> Points:
        axes = analysis.axes.axes if analysis.axes is not None else ()
        columns, kept = words.columns_of(axes, view), self._session.looking.kept
        shown = arrays.scores if view.scores else arrays.values
        region = None
        if analysis.segments is not None and analysis.segments.ideal.code is None:
            region = ideal_region_of_scores(columns, analysis.segments)
            if not view.scores:
                region = ideal_region(arrays, axes, columns, analysis.segments)
        return Points(
            columns=tuple(shown[:, place] for place in columns),
            codes=arrays.codes,
            segments=words.segments_of(analysis),
            axes=words.worded_axes(axes, view),
            region=region,
            kept=None if kept is None else kept.members,
        )

    def _show_fields(self, analysis: Analysis, view: ChartView) -> None:
        arrays, axes = self._mapped(), analysis.axes
        if arrays is None or axes is None:
            return
        session, segments = self._session, words.segments_of(analysis)
        across, up = words.columns_of(axes.axes, view)
        kept, selection = session.looking.kept, session.selection
        fields = chart_fields.fields_of(arrays, (across, up), kept, selection)
        of_axis = [measure_title(axis.axis.measure) for axis in axes.axes]
        names = of_axis[across], of_axis[up]
        note = chart_fields.fields_note(fields, arrays.codes)
        self._fields.show_fields(fields, segments, names, note)
        self._note.setText(note)
        if view.table:
            self._table.show_rows(*chart_fields.fields_table(fields, names, segments), totals=1)

    def _show_note(self, _text: str = "") -> None:
        view = self._session.looking.chart
        if view.form == "fields":
            return
        self._note.setText(self.scatter.note())
        if view.table:
            headings, rows = words.table(self._session.analysis, view, self.scatter.summary())
            self._table.show_rows(headings, rows, totals=1)

    # What the user does

    def _look(self, view: ChartView) -> None:
        session = self._session
        session.show(looking=replace(session.looking, chart=view))

    def _mark(self, customers: npt.NDArray[np.integer], how: How) -> None:
        codes = self._codes()
        if codes is not None:
            members = choosing.flags_of(customers, len(codes))
            self._pick(members, how)

    def _pick(self, members: npt.NDArray[np.bool_], how: How) -> None:
        session = self._session
        session.select(PICKED, choosing.picked(session.selection, members, how))

    def _pick_field(self, across: int, up: int, how: How) -> None:
        arrays, axes = self._mapped(), self._session.analysis.axes
        if arrays is None or axes is None:
            return
        looking = self._session.looking
        first, second = words.columns_of(axes.axes, looking.chart)
        thirds = (across, up)
        self._pick(chart_fields.members_of(arrays, (first, second), thirds, looking.kept), how)

    def _segment(self) -> int | None:
        """Give the segment that is meant: that of the keyboard, else the chosen one."""
        return self.scatter.hands.cursor.segment() or self._session.segment

    def _pick_segment(self) -> None:
        """Pick everybody in the segment that is meant."""
        view, codes, code = self._session.analysis.segments, self._codes(), self._segment()
        if view is not None and codes is not None and code is not None:
            name = view.segments[code - 1].name
            self._session.select(name, choosing.of_segments(codes, [code]))

    def _want_facts(self, customer: int) -> None:
        session = self._session

        def tell(found: object) -> None:
            if isinstance(found, FactsFound):
                self.scatter.show_facts(customer, words.facts(session.analysis, found))

        session.look_up(CustomerFacts(session.analysis.serial, customer), tell, self)

    def _open_card(self, customer: int) -> None:
        session = self._session
        session.show(page="customers", looking=session.looking.opened(customer))

    def _save(self) -> None:
        save_picture(self, self._session, self._picture_shown(), self._title.text())
