"""The Segments page."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.pages.segments import wording
from ui.desktop.pages.segments.chart import ChartPanel
from ui.desktop.pages.segments.side import SidePanel
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside, PageFrame
from ui.desktop.widgets.why_panel import explain

SIDE_WIDTH, SIDE_COMPACT = 408, 384
LEAST_HEIGHT = 520
SMALLEST_HEIGHT = 360


class SegmentsPage(QWidget):
    """The groups, the ideal among them, what sets each apart."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._chart = ChartPanel(session)
        self._side = SidePanel(session)
        self._add_buttons()
        self._arrange()
        self._add_keys()
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _add_buttons(self) -> None:
        session = self._session
        self._why = self.frame.add_link(button("Why?", self._explain, "link"))
        self._back = self.frame.add_button(button("Go to Data", self._go_back, "primary"))
        self._copy = self.frame.add_button(button("Copy chart", self._chart.copy))
        self._go_on = self.frame.add_button(
            button("See actions", lambda: session.show(page="actions"), "primary")
        )

    def _add_keys(self) -> None:
        """Give the page its letters; fields to write in keep theirs."""
        chart = self._chart
        for keys, slot in (
            ("2", partial(chart.set_form, "flat")),
            ("3", partial(chart.set_form, "solid")),
            ("9", partial(chart.set_form, "fields")),
            ("K", partial(chart.filter_by, keep=True)),
            ("X", partial(chart.filter_by, keep=False)),
        ):
            made = QShortcut(QKeySequence(keys), self, slot)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self) -> None:
        main, main_box = QWidget(), column()
        main_box.addWidget(self._chart, 1)
        main_box.addStretch(0)
        main.setLayout(main_box)
        self._beside = Beside(24)
        self._beside.add(main, 1)
        self._beside.add(self._side)
        self._beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.frame.body.addWidget(self._beside, 1)
        self.frame.body.addStretch(0)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def _go_back(self) -> None:
        customers = self._session.analysis.customers
        self._session.show(page="data" if customers is None else "axes")

    def _explain(self) -> None:
        view = self._session.analysis.segments
        if view is not None:
            explain(self._why, *wording.why(view))

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        looked_at = session.selection, session.looking
        wanted = (session.analysis, session.segment, session.updating, *looked_at)
        if session.page != "segments" or wanted == self._shown:
            return
        self._shown = wanted
        analysis = session.analysis
        self.frame.show_title(*wording.title(analysis), updating=session.updating)
        there = analysis.segments is not None
        for part in (self._beside, self._why, self._copy, self._go_on):
            part.setVisible(there)
        self._back.setVisible(not there)
        self._back.setText("Go to Data" if analysis.customers is None else "Choose axes")
        if analysis.segments is None:
            return
        view = analysis.segments
        self._why.setText("Why this one?" if view.ideal.code is not None else "Why not?")
        self._go_on.setEnabled(analysis.actions is not None)
        self._chart.show_session()
        self._side.show_analysis(analysis)

    def _reshape(self) -> None:
        narrow = self.frame.narrow
        self._beside.stack(below=narrow)
        self._side.set_tabbed(tabbed=not self.frame.wide and not narrow)
        width = px(SIDE_WIDTH if self.frame.wide else SIDE_COMPACT)
        self._side.setMinimumWidth(0 if narrow else width)
        self._side.setMaximumWidth(px(4000) if narrow else width)
        least = min(px(LEAST_HEIGHT), max(self.frame.viewport().height(), px(SMALLEST_HEIGHT)))
        least = max(least, self._chart.least_height())
        self._chart.setMinimumHeight(least)
        self._chart.setMaximumHeight(max(least, self.frame.room_below_title()))
