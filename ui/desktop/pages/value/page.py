"""The Value page."""

from functools import partial

from PySide6.QtWidgets import QWidget

from core.answers import ValueView
from core.requests import Found
from core.worth_questions import MembersFound, WithActivity
from ui.desktop.chart_saving import tell_of
from ui.desktop.charts.box import ChartBox
from ui.desktop.pages.value import wording
from ui.desktop.pages.value.assumptions import AssumptionsPanel
from ui.desktop.pages.value.check import CheckPanel, TrackingPanel
from ui.desktop.pages.value.composition import CompositionPanel
from ui.desktop.pages.value.costs import CostPanel
from ui.desktop.pages.value.figures import FiguresLine
from ui.desktop.pages.value.members import Ranks, Stretch, mapped
from ui.desktop.pages.value.people import PeoplePanel
from ui.desktop.pages.value.profit import CurvePanel, TierPanel, tier_stretches
from ui.desktop.pages.value.rate_table import RateTable
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, rule
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.page_frame import Beside, PageFrame
from ui.desktop.widgets.why_panel import explain

SIDE_WIDTH, SIDE_COMPACT = 451, 408
CHECK_PLACE = 2


class ValuePage(QWidget):
    """What customers earn and cost, where the profit comes from, and how far to trust it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._ranks: tuple[str, Ranks] | None = None
        self.frame = PageFrame()
        self._figures = FiguresLine()
        self._curve = CurvePanel(session)
        self._tiers, self._costs = TierPanel(), CostPanel()
        self._check, self._tracking = CheckPanel(), TrackingPanel()
        self._composition = CompositionPanel()
        self._people = PeoplePanel(session)
        self._assumptions, self._rates = AssumptionsPanel(session), RateTable(session)
        self._add_buttons()
        self._arrange()
        self._connect()
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _add_buttons(self) -> None:
        session = self._session
        self._why = self.frame.add_link(button("Why?", self._explain, "link"))
        self._back = self.frame.add_button(
            button("Go to Data", lambda: session.show(page="data"), "primary")
        )
        self._copy = self.frame.add_button(
            button("Copy chart", self._curve.chart.canvas.printed.copy_image)
        )
        self._go_on = self.frame.add_button(
            button("Set the axes", lambda: session.show(page="axes"), "primary")
        )

    def _arrange(self) -> None:
        self._side = QWidget()
        side = column(28)
        side.addWidget(self._tiers)
        side.addWidget(self._costs)
        side.addStretch(1)
        self._side.setLayout(side)
        main, self._main_box = QWidget(), column(20)
        self._main_box.addWidget(self._curve)
        self._main_box.addWidget(rule())
        self._main_box.addWidget(self._check)
        self._main_box.addStretch(1)
        main.setLayout(self._main_box)
        self._upper = Beside(32)
        self._upper.add(main, 1)
        self._upper.add(self._side)
        self._below, self._below_box = QWidget(), column()
        self._below.setLayout(self._below_box)
        self._found, self._chosen = QWidget(), QWidget()
        found, chosen = column(24), column(24)
        for part in (
            self._figures,
            self._upper,
            rule(),
            self._below,
            self._tracking,
            self._composition,
            rule(),
            self._people,
        ):
            found.addWidget(part)
        chosen.addWidget(rule())
        chosen.addWidget(self._assumptions)
        chosen.addWidget(self._rates)
        self._found.setLayout(found)
        self._chosen.setLayout(chosen)
        self.frame.body.addWidget(self._found)
        self.frame.body.addWidget(self._chosen)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def _connect(self) -> None:
        self._curve.tier_picked.connect(self._select_tier)
        self._curve.stretch_picked.connect(self._select_stretch)
        self._tiers.tier_picked.connect(self._select_tier)
        self._tiers.cleared.connect(lambda: self._session.select("", None))
        self._costs.activity_picked.connect(self._select_activity)
        self._costs.rates_wanted.connect(self._rates.focus_first)
        for box in self.findChildren(ChartBox):
            tell_of(box, self._session)

    # Showing

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        wanted = (session.analysis, session.settings, session.selection, session.updating)
        if session.page != "value" or wanted == self._shown:
            return
        self._shown = wanted
        analysis, view = session.analysis, session.analysis.value
        self.frame.show_title(*wording.title(analysis), updating=session.updating)
        there = analysis.customers is not None
        earned = view is not None and view.totals is not None
        self._found.setVisible(earned)
        self._chosen.setVisible(there)
        self._back.setVisible(not there)
        self._go_on.setVisible(there)
        self._go_on.setEnabled(there)
        for part in (self._copy, self._why):
            part.setVisible(earned)
        self._assumptions.show_settings(session.settings, view)
        self._rates.show_settings(session.settings, view)
        if view is not None and earned:
            self._show_value(view)

    def _show_value(self, view: ValueView) -> None:
        settings = self._session.settings
        self._figures.show_figures(wording.figures(view), wording.asides(view))
        self._curve.show_value(view, settings.value)
        self._tiers.show_value(view)
        self._costs.show_value(view)
        self._check.show_value(view)
        self._tracking.show_value(view)
        self._composition.show_value(view, self._session.analysis.settings)
        self._show_selection(view)

    def _show_selection(self, view: ValueView) -> None:
        picked = self._session.selection
        stretch = None if picked is None else self._ranks_of(view).stretch_of(picked.members)
        tiers = tier_stretches(view, self._session.settings.value)
        self._curve.show_stretch(stretch)
        self._people.show_value(view, stretch)
        words = "" if picked is None else wording.selected_words(picked.customers, picked.label)
        self._tiers.show_selected(words, tiers.index(stretch) if stretch in tiers else None)

    def _ranks_of(self, view: ValueView) -> Ranks:
        if self._ranks is None or self._ranks[0] != view.rank_file:
            self._ranks = view.rank_file, mapped(view)
        return self._ranks[1]

    # What the user does

    def _select_tier(self, place: int) -> None:
        view = self._session.analysis.value
        if view is not None:
            stretch = tier_stretches(view, self._session.settings.value)[place]
            self._select(wording.tier_label(place), view, stretch)

    def _select_stretch(self, first: int, last: int) -> None:
        view = self._session.analysis.value
        if view is not None:
            self._select(wording.stretch_label(first, last), view, (first, last))

    def _select(self, label: str, view: ValueView, stretch: Stretch) -> None:
        self._session.select(label, self._ranks_of(view).members(stretch))

    def _select_activity(self, activity: str) -> None:
        serial = self._session.analysis.serial
        answered = partial(self._take_members, activity, serial)
        self._session.look_up(WithActivity(serial, activity), answered)

    def _take_members(self, activity: str, serial: int, found: Found) -> None:
        if isinstance(found, MembersFound) and serial == self._session.analysis.serial:
            self._session.select(activity, found.members)

    def _explain(self) -> None:
        view = self._session.analysis.value
        if view is not None:
            explain(self._why, wording.TITLE, wording.about_profit(view), wide=True)

    def _reshape(self) -> None:
        narrow = self.frame.narrow
        for part in (
            self._upper,
            self._figures,
            self._check,
            self._tracking,
            self._composition,
            self._assumptions,
            self._rates,
        ):
            part.stack(below=narrow)
        if narrow and self._below_box.indexOf(self._check) < 0:
            self._below_box.addWidget(self._check)
        elif not narrow and self._main_box.indexOf(self._check) < 0:
            self._main_box.insertWidget(CHECK_PLACE, self._check)
        self._below.setVisible(narrow)
        width = px(SIDE_WIDTH if self.frame.wide else SIDE_COMPACT)
        self._side.setMinimumWidth(0 if narrow else width)
        self._side.setMaximumWidth(px(4000) if narrow else width)
