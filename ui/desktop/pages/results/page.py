"""The Results page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.actions.learnt import not_yet_taken
from ui.desktop.pages.results import wording
from ui.desktop.pages.results.earned import EarnedPanel
from ui.desktop.pages.results.moves import MovesPanel
from ui.desktop.periods import add_period
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside, PageFrame
from ui.desktop.widgets.why_panel import explain
from ui.starting import later_sample_files, sample_sources

SIDE_WIDTH, SIDE_COMPACT = 487, 476
LEAST_HEIGHT, MOST_HEIGHT, AROUND_CHART = 440, 720, 236


class ResultsPage(QWidget):
    """Who moved beyond what would have moved anyway, and what each action really earned."""

    period_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._moves = MovesPanel(session)
        self._moves.turned.connect(self._reshape)
        self._earned = EarnedPanel(session)
        self._add_buttons()
        self._arrange()
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _add_buttons(self) -> None:
        session, add = self._session, self.frame.add_button
        self._how = self.frame.add_link(button("How checked?", self._explain, "link"))
        self._sample = add(button("Import the sample’s next period", self._import_sample))
        self._import = add(button("Import a period…", self.period_wanted.emit, "primary"))
        self._back = add(button("Go to Data", lambda: session.show(page="data"), "primary"))
        self._use = add(button("Use as evidence", self._earned.evidence.show))
        self._save = add(button("Save report…", self.report_wanted.emit, "primary"))

    def _arrange(self) -> None:
        self._beside = Beside(32)
        self._beside.add(self._moves, 1)
        self._beside.add(self._earned)
        self.frame.body.addWidget(self._beside)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def _import_sample(self) -> None:
        add_period(self._session, later_sample_files())

    def _explain(self) -> None:
        view = self._session.analysis.results
        if view is not None:
            explain(self._how, "How it was checked", wording.checks(view), wide=True)

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        wanted = (session.analysis, session.settings, session.action, session.flow, session.busy)
        if session.page != "results" or wanted == self._shown:
            return
        self._shown = wanted
        analysis = session.analysis
        self.frame.show_title(*wording.title(analysis, session.settings), updating=session.updating)
        self._show_buttons()
        self._beside.setVisible(analysis.results is not None)
        if analysis.results is not None:
            self._moves.show_view(analysis.results, session.action, session.flow)
            self._earned.show_view(analysis.results, session.action)

    def _show_buttons(self) -> None:
        session, view = self._session, self._session.analysis.results
        planned = session.analysis.actions is not None
        waiting = session.settings.previous is None
        self._back.setVisible(not planned and view is None)
        self._import.setVisible(planned and waiting)
        self._sample.setVisible(
            planned and waiting and session.settings.sources == sample_sources()
        )
        effects = () if view is None else view.effects
        self._how.setVisible(bool(effects))
        self._save.setVisible(view is not None)
        self._save.setEnabled(not session.busy)
        left = () if view is None else not_yet_taken(session.settings, view.proposals)
        self._use.setVisible(view is not None)
        self._use.setEnabled(bool(left) and not session.busy)
        self._use.setToolTip("" if left else "The catalogue holds all that was measured")

    def _reshape(self) -> None:
        below = self.frame.narrow or self._moves.as_table
        self._beside.stack(below=below)
        wide = self.frame.wide
        width = px(SIDE_WIDTH if wide else SIDE_COMPACT)
        self._earned.setMinimumWidth(0 if below else width)
        self._earned.setMaximumWidth(px(4000) if below else width)
        room = self.frame.viewport().height() - px(AROUND_CHART)
        self._moves.chart.setFixedHeight(min(max(room, px(LEAST_HEIGHT)), px(MOST_HEIGHT)))
