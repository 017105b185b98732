"""The right column: how the segments were found, the list of them, and the one looked at."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from core.answers import Analysis, SegmentsView
from core.settings import Language, Method
from core.tables.segments import Segment
from ui.desktop.pages.segments import names_language, trust_wording, wording
from ui.desktop.pages.segments.method import MethodPanel
from ui.desktop.pages.segments.profile import ProfilePanel
from ui.desktop.session import Session
from ui.desktop.widgets.in_place_field import InPlaceField
from ui.desktop.widgets.labels import button, rule
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.toggle import Toggle
from ui.desktop.widgets.why_panel import explain

TABS = (("List", "All segments"), ("Profile", "The segment that is looked at"))
MARKER_ROOM = 24
LEAST_NAME = 260


class SidePanel(QWidget):
    """Method, list and profile; where there is little room, list or profile."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tabbed = False
        self._tab = 0
        self._tabs = Toggle("What is shown", TABS, self._choose_tab)
        self._tabs.show_choice(0)
        self.method = MethodPanel(session)
        self.list = Table("Segments", lines=3)
        self.list.picked.connect(lambda place: session.show(segment=place + 1))
        self.profile = ProfilePanel(session)
        self._rename = button("Rename", self.rename, "link")
        self._rename.setToolTip("F2")
        self._language = button("", self._open_languages, "link")
        self._language.setToolTip(names_language.TOOLTIP)
        self._rules = button("Use the rules instead", self._ask_rules, "link")
        self._keep = button("Keep for later files", self.method.keep, "link")
        self._afresh = button("Find afresh", self.method.find_afresh, "link")
        self._back = button("Back to the kept ones", self.method.go_back, "link")
        self._nearest = button("Who is nearest to the ideal?", self._show_nearest, "link")
        self._arrange()
        made = QShortcut(QKeySequence(Qt.Key.Key_F2), self, self.rename)
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _arrange(self) -> None:
        self._upper = QWidget()
        upper = column(8)
        upper.addWidget(self.method)
        upper.addWidget(self.list)
        for links in (
            (self._rename, self._language),
            (self._rules, self._keep, self._afresh),
            (self._back,),
            (self._nearest,),
        ):
            line = row(16)
            for link in links:
                link.setProperty("small", True)
                line.addWidget(link)
            line.addStretch(1)
            upper.addLayout(line)
        self._upper.setLayout(upper)
        self._between = rule()
        box = column(12)
        box.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._upper)
        box.addWidget(self._between)
        box.addWidget(self.profile)
        box.addStretch(1)
        self.setLayout(box)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the segments of an analysis, and the one that is selected, else the best."""
        view = analysis.segments
        if view is None:
            return
        self.method.show_view(view)
        totals = len(wording.total_rows(view))
        self.list.show_rows(wording.HEADINGS, wording.list_rows(view), totals=totals)
        code = self._session.segment
        self.list.choose(code - 1 if code else None)
        self.profile.show_segment(analysis, self._segment(view))
        self._show_links(view)

    def _show_links(self, view: SegmentsView) -> None:
        chosen = self._session.settings.segmentation
        self._language.setText(names_language.in_words(chosen.names_language))
        by_rule = view.approach.method is Method.RULE
        self._rules.setVisible(not by_rule and not view.kept and bool(view.boxes))
        self._keep.setVisible(not view.kept)
        self._keep.setText("Keep these instead" if chosen.kept else "Keep for later files")
        self._afresh.setVisible(view.kept)
        self._nearest.setVisible(bool(view.ideal.nearest))
        self._back.setVisible(chosen.kept is not None and not view.kept and chosen.afresh)

    def set_tabbed(self, *, tabbed: bool) -> None:
        """Show list and profile one below the other, or one of them at a time."""
        self._tabbed = tabbed
        self._show_tab()

    def _choose_tab(self, place: int) -> None:
        self._tab = place
        self._show_tab()

    def _show_tab(self) -> None:
        self._tabs.setVisible(self._tabbed)
        self._between.setVisible(not self._tabbed)
        self._upper.setVisible(not self._tabbed or self._tab == 0)
        self.profile.setVisible(not self._tabbed or self._tab == 1)

    def _segment(self, view: SegmentsView) -> Segment:
        return view.segments[(self._session.segment or view.ideal.best) - 1]

    def rename(self) -> None:
        """Let the user change the name of the segment that is looked at, in its place."""
        view = self._session.analysis.segments
        if view is None:
            return
        segment = self._segment(view)
        place, parent = self._place_of(segment)
        InPlaceField(
            parent,
            place,
            segment.name,
            lambda name: trust_wording.name_problem(name, segment, view),
            lambda name: self._name(segment, name),
        )

    def _place_of(self, segment: Segment) -> tuple[QRect, QWidget]:
        """Where the name of a segment stands: in the list or, if that is hidden, in the profile."""
        if not self._upper.isVisible():
            return self.profile.name_place(), self.profile
        cell = self.list.visualRect(self.list.model().index(segment.code - 1, 0))
        cell.setLeft(cell.left() + px(MARKER_ROOM))
        cell.setWidth(max(cell.width(), px(LEAST_NAME)))
        return cell, self.list.viewport()

    def _name(self, segment: Segment, name: str) -> None:
        """Give a segment a name; an empty one gives it back the one it was made or kept with."""
        settings = self._session.settings
        chosen = settings.segmentation
        others = tuple(pair for pair in chosen.names if pair[0] != segment.identity)
        names = (*others, (segment.identity, name)) if name else others
        renamed = replace(settings, segmentation=replace(chosen, names=names))
        self._session.edit(f"name of {segment.name}", renamed)

    def _open_languages(self) -> None:
        corner = self._language.rect().bottomLeft()
        self.languages().popup(self._language.mapToGlobal(corner))

    def languages(self) -> QMenu:
        """Make the menu of the languages in which segments can be named."""
        language = self._session.settings.segmentation.names_language
        return names_language.language_menu(self, language, self._speak)

    def _speak(self, language: Language) -> None:
        """Name the segments in another language; the user's own names stay."""
        settings = self._session.settings
        spoken = replace(settings.segmentation, names_language=language)
        self._session.edit("language of segment names", replace(settings, segmentation=spoken))

    def _show_nearest(self) -> None:
        """Select the customers nearest to the ideal region, and name them."""
        view = self._session.analysis.segments
        if view is None:
            return
        rows = list(view.ideal.nearest)
        members = np.zeros(view.customers, dtype=np.bool_)
        members[rows] = True
        self._session.select("Nearest to the ideal", members)
        ids = np.load(view.ids_file, mmap_mode="r", allow_pickle=False)[rows]
        explain(self._nearest, *trust_wording.nearest(tuple(map(str, ids)), view))

    def _ask_rules(self) -> None:
        view = self._session.analysis.segments
        if view is not None:
            self.method.use_rules()
            explain(self._rules, *trust_wording.rules_question(view))
