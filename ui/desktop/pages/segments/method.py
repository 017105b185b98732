"""How the segments are found: method, number, limits of the grid, and segments that are kept."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.answers import SegmentsView
from core.requests import Found
from core.segment_lookups import ModelOf
from core.settings import Limit, Method, Model
from ui.desktop.pages.segments import trust_wording as wording
from ui.desktop.pages.segments.grid_limits import GridLimits
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, WholeNumber
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.why_panel import explain

NUMBER_WIDTH = 64
FEWEST, MOST = 3, 15


class MethodPanel(QWidget):
    """The chooser of method and number, what was taken and why, and what can be done about it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._method = Choice("Method", self._choose_method)
        self._method.setToolTip(wording.WHEN)
        self._count = WholeNumber("Segments", (FEWEST, MOST), self._choose_count)
        self._count_name = label("&Number", "quiet")
        self._line = wrapped("", "note")
        self._why = button("Why?", self._explain, "link")
        self._limits = GridLimits(self._move)
        self._remedy = wrapped("", "note")
        self._fewer = button("", self._take_fewer, "link")
        self._grid = button("Use the grid", lambda: self._choose_method(wording.GRID), "link")
        self._history = wrapped("", "note")
        self._became = button("Which?", self._tell_history, "link")
        for link in (self._why, self._fewer, self._grid, self._became):
            link.setProperty("small", True)
        self._arrange()

    def _arrange(self) -> None:
        fields = row(8)
        caption = label("&Method", "quiet")
        caption.setBuddy(self._method)
        self._count_name.setBuddy(self._count)
        self._count.setFixedWidth(px(NUMBER_WIDTH))
        fields.addWidget(caption)
        fields.addWidget(self._method, 1)
        fields.addWidget(self._count_name)
        fields.addWidget(self._count)
        box = column(4)
        box.addLayout(fields)
        for text, links in (
            (self._line, (self._why,)),
            (self._history, (self._became,)),
            (self._remedy, (self._fewer, self._grid)),
        ):
            line = row(8)
            line.addWidget(text, 1)
            for link in links:
                line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            box.addLayout(line)
        box.addWidget(self._limits)
        self.setLayout(box)

    def show_view(self, view: SegmentsView) -> None:
        """Show how the segments of an analysis were found."""
        chosen = self._session.settings.segmentation
        way = (chosen.method, chosen.scaling)
        if chosen.method in (Method.BEST_FIT, Method.GRID, Method.RULE):
            way = (chosen.method, wording.BEST_FIT[1])
        self._method.show_choices(wording.ways(view), way)
        seeks = chosen.method not in (Method.GRID, Method.RULE)
        self._count.show_value(chosen.segments)
        for part in (self._count, self._count_name):
            part.setVisible(seeks)
        self._line.setText(wording.approach_line(view, chosen.method))
        self._why.setVisible(bool(view.approach.reason))
        show_text(self._history, wording.history_line(view))
        self._became.setVisible(bool(view.matches))
        show_text(self._remedy, wording.remedy_line(view))
        fewer = None if view.remedy is None else view.remedy.segments
        self._fewer.setText(f"Make it {fewer}")
        self._fewer.setVisible(fewer is not None)
        self._grid.setVisible(view.remedy is not None)
        axes = self._session.analysis.axes
        self._limits.show_limits(view.limits, axes.axes if axes else ())

    def keep(self) -> None:
        """Have the segments of the analysis on screen place later customers."""
        self._session.look_up(ModelOf(self._session.analysis.serial), self._kept)

    def _kept(self, found: Found) -> None:
        if isinstance(found, Model):
            self._edit("keeping the segments", kept=found, afresh=False)

    def find_afresh(self) -> None:
        """Look for segments among the customers of today, and tell which of the kept they are."""
        self._edit("finding segments afresh", afresh=True)

    def go_back(self) -> None:
        """Place the customers into the kept segments again."""
        self._edit("going back to the kept segments", afresh=False)

    def use_rules(self) -> None:
        """Make the rules the definition of the segments."""
        view = self._session.analysis.segments
        if view is not None:
            self._edit("using the rules", method=Method.RULE, boxes=view.boxes)

    def _choose_method(self, way: object) -> None:
        if isinstance(way, tuple):
            method, scaling = way
            self._edit("method", method=method, scaling=scaling)

    def _choose_count(self, count: int) -> None:
        self._edit("number of segments", segments=count)

    def _take_fewer(self) -> None:
        view = self._session.analysis.segments
        if view is not None and view.remedy is not None and view.remedy.segments is not None:
            self._choose_count(view.remedy.segments)

    def _move(self, changed: Limit) -> None:
        limits = self._session.settings.segmentation.limits
        self._edit("limit of the grid", limits=wording.moved(limits, changed))

    def _edit(self, name: str, **changes: Any) -> None:
        """Change the segmentation; another way than the kept segments means finding afresh."""
        settings = self._session.settings
        chosen = settings.segmentation
        if chosen.kept is not None and not {"kept", "afresh"} & set(changes):
            changes["afresh"] = True
        segmentation = replace(chosen, **changes)
        self._session.edit(name, replace(settings, segmentation=segmentation))

    def _explain(self) -> None:
        view = self._session.analysis.segments
        if view is not None:
            explain(self._why, "Why this method?", view.approach.reason)

    def _tell_history(self) -> None:
        view = self._session.analysis.segments
        if view is not None and view.kept_names:
            text = wording.history(view, view.kept_names)
            explain(self._became, "What became of the kept segments", text, wide=True)
