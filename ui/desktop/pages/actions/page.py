"""The Actions page."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.desktop.pages.actions import wording
from ui.desktop.pages.actions.chosen import ChosenPanel
from ui.desktop.pages.actions.journeys import arrows_of, headings, nodes_of
from ui.desktop.session import Session
from ui.desktop.widgets.amount_field import AmountField
from ui.desktop.widgets.journey_map import JourneyMap
from ui.desktop.widgets.labels import button, label, rule, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Beside, PageFrame
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain

SIDE_WIDTH = 267
BUDGET_WIDTH = 128


class ActionsPage(QWidget):
    """The next best action of each segment, ranked, with its journey; and the plan."""

    export_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._why = self.frame.add_link(button("Where from?", self._explain, "link"))
        self._export = self.frame.add_button(
            button("Export plan…", self.export_wanted.emit, "primary")
        )
        self._back = self.frame.add_button(
            button("Go to Segments", lambda: session.show(page="segments"), "primary")
        )
        self._make_parts()
        self._arrange()
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self._show)
        self._show()

    def _make_parts(self) -> None:
        self._budget = AmountField("Budget", self._edit_budget)
        self._budget.setFixedWidth(px(BUDGET_WIDTH))
        self._plan = wrapped()
        self._table = Table("Next best action for each segment, ranked by total gain", lines=3)
        self._table.picked.connect(self._pick)
        self._map = JourneyMap()
        self._map.picked.connect(lambda code: self._session.show(segment=code))
        self._chosen = ChosenPanel()

    def _arrange(self) -> None:
        field = row(12)
        caption = label("&Budget", "section")
        caption.setBuddy(self._budget)
        field.addWidget(caption)
        field.addWidget(self._budget)
        field.addStretch(1)
        self._limits = row(12)
        self._limits.addLayout(field)
        self._limits.addWidget(self._plan, 1)
        journeys, journeys_box = QWidget(), column(4)
        journeys_box.addWidget(label("The journey of each segment to the ideal", "section"))
        journeys_box.addWidget(
            wrapped(
                "Each arrow is the best action that leads on. Nobody unhappy is sold anything.",
                "note",
            )
        )
        journeys_box.addSpacing(px(8))
        journeys_box.addWidget(self._map)
        journeys_box.addStretch(1)
        journeys.setLayout(journeys_box)
        self._beside = Beside(32)
        self._beside.add(journeys, 1)
        self._beside.add(self._chosen)
        self._parts = QWidget()
        parts = column(16)
        parts.addLayout(self._limits)
        parts.addWidget(self._table)
        parts.addSpacing(px(4))
        parts.addWidget(rule())
        parts.addWidget(self._beside)
        self._parts.setLayout(parts)
        self.frame.body.addWidget(self._parts)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def _edit_budget(self, budget: float | None) -> None:
        settings = self._session.settings
        plan = replace(settings.plan, budget=budget)
        self._session.edit("budget", replace(settings, plan=plan))

    def _pick(self, place: int) -> None:
        actions = self._session.analysis.actions
        if actions is not None:
            self._session.show(segment=wording.order(actions)[place])

    def _explain(self) -> None:
        actions = self._session.analysis.actions
        if actions is not None:
            text = "\n\n".join(actions.assumptions)
            explain(self._why, "Where the numbers come from", text, wide=True)

    def _show(self) -> None:
        session = self._session
        wanted = (session.analysis, session.settings, session.segment, session.busy != "")
        if session.page != "actions" or wanted == self._shown:
            return
        self._shown = wanted
        analysis = session.analysis
        months = analysis.settings.economics.horizon_months
        self.frame.show_title(*wording.title(analysis, months), updating=session.updating)
        there = wording.weighed(analysis.actions) and analysis.segments is not None
        for part in (self._parts, self._why, self._export):
            part.setVisible(there)
        self._back.setVisible(not there)
        self._export.setEnabled(analysis.plan is not None and not session.busy)
        self._budget.show_amount(session.settings.plan.budget)
        self._plan.setText(wording.plan_sentence(analysis.plan))
        if there:
            self._show_actions()

    def _show_actions(self) -> None:
        analysis = self._session.analysis
        actions, view = analysis.actions, analysis.segments
        if actions is None or view is None:
            return
        limited = analysis.plan is not None and analysis.plan.budget is not None
        self._table.show_rows(
            wording.headings(actions, limited=limited), wording.rows(analysis), totals=1
        )
        order = wording.order(actions)
        code = self._session.segment
        self._table.choose(order.index(code) if code in order else None)
        nodes = nodes_of(analysis)
        columns = headings(nodes, ideal=view.ideal.code is not None)
        self._map.show_journeys(nodes, arrows_of(actions, nodes), columns)
        self._map.choose(code)
        self._chosen.show_segment(analysis, code or order[0])

    def _reshape(self) -> None:
        below = not self.frame.wide
        self._beside.stack(below=below)
        direction = QBoxLayout.Direction
        narrow = self.frame.narrow
        self._limits.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._chosen.setMinimumWidth(0 if below else px(SIDE_WIDTH))
        self._chosen.setMaximumWidth(px(4000) if below else px(SIDE_WIDTH))
