"""The Axes page."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.answers import AxisView
from core.settings import Axis
from ui.desktop.pages.axes import wording
from ui.desktop.pages.axes.card import AxisCard
from ui.desktop.pages.axes.objectives import ObjectivesPanel
from ui.desktop.pages.axes.worth import WorthPanel
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, label, rule, wrapped
from ui.desktop.widgets.metrics import column
from ui.desktop.widgets.page_frame import Beside, PageFrame

AXES = 3


class AxesPage(QWidget):
    """Which three measures, which end of each is good, how much each weighs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.frame = PageFrame()
        self._to_data = self.frame.add_button(
            button("Go to Data", lambda: session.show(page="data"), "primary")
        )
        self._go_on = self.frame.add_button(
            button("See the segments", lambda: session.show(page="segments"), "primary")
        )
        self._cards = [AxisCard(session, place) for place in range(AXES)]
        self._objectives = ObjectivesPanel(session)
        self._worth = WorthPanel(session)
        self._notes = wrapped()
        self._arrange()
        for place, card in enumerate(self._cards, 1):
            QShortcut(QKeySequence(f"Alt+{place}"), self, card.focus_first)
        self.frame.reshaped.connect(self._reshape)
        session.changed.connect(self.show_session)
        self.show_session()

    def _arrange(self) -> None:
        self._upper, self._lower, self._lowest = Beside(32), Beside(32), Beside(32)
        for card in self._cards:
            self._upper.add(card, 1)
        cautions, cautions_box = QWidget(), column(6)
        cautions_box.addWidget(label("Worth knowing", "section"))
        cautions_box.addWidget(self._notes)
        cautions_box.addStretch(1)
        cautions.setLayout(cautions_box)
        self._lower.add(self._objectives, 1)
        self._lower.add(cautions, 1)
        self._parts = QWidget()
        parts = column(20)
        parts.addWidget(self._upper)
        parts.addWidget(rule())
        parts.addWidget(self._lower)
        parts.addWidget(rule())
        self._lowest.add(self._worth, 1)
        self._lowest.add(QWidget(), 1)
        parts.addWidget(self._lowest)
        self._parts.setLayout(parts)
        self.frame.body.addWidget(self._parts)
        self.frame.body.addStretch(1)
        box = column()
        box.addWidget(self.frame)
        self.setLayout(box)

    def show_session(self) -> None:
        """Show what is to be seen now, if this is the page that is looked at."""
        session = self._session
        wanted = (session.analysis, session.settings, session.updating)
        if session.page != "axes" or wanted == self._shown:
            return
        self._shown = wanted
        analysis, settings = session.analysis, session.settings
        axes = wording.axes_of(settings, analysis)
        self.frame.show_title(*wording.title(settings, analysis), updating=session.updating)
        self._parts.setVisible(bool(axes))
        self._to_data.setVisible(not axes)
        self._go_on.setVisible(bool(axes))
        self._go_on.setEnabled(analysis.segments is not None)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(axes))
            if place < len(axes):
                card.show_axis(axes[place], self._view(place, axes[place]))
        self._objectives.show_objectives(axes)
        self._worth.show_economics(settings.economics)
        self._notes.setText(wording.cautions(analysis))

    def _view(self, place: int, axis: Axis) -> AxisView | None:
        """Return how the customers lie on an axis, if that is known for its present column."""
        known = self._session.analysis.axes
        if known is None or place >= len(known.axes):
            return None
        view = known.axes[place]
        return view if view.axis.formula == axis.formula else None

    def _reshape(self) -> None:
        for part in (self._upper, self._lower, self._lowest):
            part.stack(below=self.frame.narrow)
