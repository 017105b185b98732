"""The next best action of each segment as a ranked table, with the journeys and what is assumed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.desktop.pages.actions import wording
from ui.desktop.pages.actions.chosen import ChosenPanel
from ui.desktop.pages.actions.journeys import arrows_of, headings, nodes_of
from ui.desktop.pages.actions.natural import NaturalPanel
from ui.desktop.session import Session
from ui.desktop.widgets.journey_map import JourneyMap
from ui.desktop.widgets.labels import label, rule, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Beside
from ui.desktop.widgets.table import Table

SIDE_WIDTH = 267


class AdvisedView(QWidget):
    """Shows what to do next for each segment.

    Parameters
    ----------
    session
        Whose analysis is shown.
    choose_earlier
        Called when files of an earlier period are to be chosen.
    """

    def __init__(self, session: Session, choose_earlier: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._note = wrapped("", "note")
        self._table = Table("Next best action for each segment, ranked by total gain", lines=3)
        self._table.picked.connect(self._pick)
        self._map = JourneyMap("Journeys to the ideal")
        self._map.picked.connect(lambda code: session.show(segment=code))
        self._chosen = ChosenPanel()
        self._natural = NaturalPanel(session, choose_earlier)
        self._arrange()

    def _arrange(self) -> None:
        self._top = row(16)
        self._top.addWidget(
            label("Next best action for each segment, ranked by total gain", "section")
        )
        self._top.addWidget(self._note, 1)
        journeys, journeys_box = QWidget(), column(4)
        journeys_box.addWidget(label("The journey of each segment to the ideal", "section"))
        journeys_box.addWidget(
            wrapped(
                "Each arrow is the best step that leads on, looking ahead over the horizon. "
                "Nobody unhappy is sold anything.",
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
        table = column(4)
        table.addLayout(self._top)
        table.addWidget(self._table)
        parts = column(16)
        parts.addLayout(table)
        for part in (rule(), self._beside, rule(), self._natural):
            parts.addWidget(part)
        self.setLayout(parts)

    def show_advice(self) -> None:
        """Show the analysis of the session."""
        session = self._session
        analysis = session.analysis
        actions, view = analysis.actions, analysis.segments
        if actions is None or view is None:
            return
        self._note.setText(wording.table_note(analysis))
        self._table.show_rows(wording.headings(actions), wording.rows(analysis), totals=1)
        order = wording.order(actions)
        code = session.segment
        self._table.choose(order.index(code) if code in order else None)
        nodes = nodes_of(analysis)
        columns = headings(nodes, ideal=view.ideal.code is not None)
        self._map.show_journeys(nodes, arrows_of(actions, nodes), columns)
        self._map.choose(code)
        self._chosen.show_segment(analysis, code or order[0])
        self._natural.show_moves(analysis)

    def fit(self, *, below: bool, narrow: bool) -> None:
        """Put parts one below the other where there is no room beside."""
        self._beside.stack(below=below)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        self._note.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._chosen.setMinimumWidth(0 if below else px(SIDE_WIDTH))
        self._chosen.setMaximumWidth(px(4000) if below else px(SIDE_WIDTH))
        self._natural.fit(below=below, narrow=narrow)

    def _pick(self, place: int) -> None:
        actions = self._session.analysis.actions
        if actions is not None:
            self._session.show(segment=wording.order(actions)[place])
