"""One segment: where it stands, how far it holds, its rule, what sets it apart, what to do."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from core.answers import Analysis, AxisView
from core.requests import Found
from core.segment_lookups import ProfileOf
from core.tables.profile import Profile
from core.tables.segments import Segment, Spread
from ui.desktop.charts.profile_picture import ProfilePicture, StripLine
from ui.desktop.pages.segments import trust_wording
from ui.desktop.pages.segments.chart_files import save_picture
from ui.desktop.pages.segments.wording import figure_of, is_skewed, levels, next_words, size
from ui.desktop.session import Session
from ui.desktop.widgets.labels import ElidedLabel, button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import measure_title
from ui.desktop.widgets.range_strip import RangeStrip, StripValues
from ui.desktop.widgets.segment_label import SegmentLabel, style_of
from ui.desktop.widgets.why_panel import explain

NAME_WIDTH = 108
FIGURE_WIDTH = 60
ROW_HEIGHT = 28
MARKER_ROOM = 20
LOOKING = "Looking at every column…"


class StripRow:
    """One axis of the profile: name, strip, the segment's median, everyone's median."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self.name = ElidedLabel("", "small")
        self.strip = RangeStrip()
        self.median = label("", "section")
        self.everyone = label("", "quiet")
        self.line: StripLine | None = None
        self.parts = (self.name, self.strip, self.median, self.everyone)
        for side, part in enumerate(self.parts):
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
        self.line = StripLine(title, values, mine, all_of_us)


class ProfilePanel(QWidget):
    """Everything about one segment; what sets it apart is looked up while the rest is there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looked: ProfileOf | None = None
        self._found: Profile | None = None
        self._style, self._goal = 0, ""
        self._name = SegmentLabel("section")
        self._why = button("Why is this a segment?", self._explain, "link")
        self._size = wrapped("", "note")
        self._grid = QGridLayout()
        self._rows = self._make_strips()
        self._lacks = wrapped("", "note")
        self._rule, self._works = wrapped(), wrapped("", "note")
        self._apart = [wrapped() for _ in range(trust_wording.SHOWN_TRAITS)]
        self._all = button("Show all, and how sure", self._tell_all, "link")
        self._copy = button("Copy profile", self.copy, "link")
        self._save = button("Save profile…", self._choose_file, "link")
        self._next = wrapped()
        self._leads = QWidget()
        self._to = SegmentLabel()
        self._arrange()

    def _make_strips(self) -> list[StripRow]:
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
        return []

    def _arrange(self) -> None:
        leads = row(8)
        leads.addWidget(label("It leads to", "quiet"))
        leads.addWidget(self._to, 1)
        self._leads.setLayout(leads)
        top = row(8)
        top.addWidget(self._name, 1)
        for link in (self._why, self._all, self._copy, self._save):
            link.setProperty("small", True)
        top.addWidget(self._why)
        box = column(4)
        box.addLayout(top)
        box.addWidget(self._size)
        box.addLayout(self._grid)
        box.addWidget(self._lacks)
        for title, parts in (
            ("Rule", (self._rule, self._works)),
            ("What sets it apart", (*self._apart, self._all)),
            ("Next", (self._next, self._leads)),
        ):
            box.addSpacing(px(8))
            box.addWidget(label(title, "section"))
            for part in parts:
                box.addWidget(part)
        links = row(16)
        for link in (self._copy, self._save):
            links.addWidget(link)
        links.addStretch(1)
        box.addSpacing(px(8))
        box.addLayout(links)
        self.setLayout(box)

    def name_place(self) -> QRect:
        """Where the name stands, for the field that changes it."""
        return self._name.geometry().adjusted(px(MARKER_ROOM), -px(2), 0, px(2))

    def show_segment(self, analysis: Analysis, segment: Segment) -> None:
        """Show one segment of an analysis."""
        view, axes = analysis.segments, analysis.axes
        if view is None or axes is None:
            return
        style = style_of(segment.code)
        self._style = style
        self._name.show_segment(segment.code, segment.name, "ideal" if segment.ideal else "")
        trust = trust_wording.stability_line(segment.stability)
        self._size.setText(f"{size(segment, view)} {trust}".strip())
        while len(self._rows) < len(axes.axes):
            self._rows.append(StripRow(self._grid, len(self._rows) + 1))
        for place, line in enumerate(self._rows):
            for part in line.parts:
                part.setVisible(place < len(axes.axes))
        lines = zip(self._rows, axes.axes, segment.spreads, view.everyone, strict=False)
        for line, axis, spread, everyone in lines:
            line.show_axis(axis, spread, everyone, style)
        show_text(self._lacks, trust_wording.to_ideal_line(segment, view))
        words, works = trust_wording.rule_lines(segment)
        self._rule.setText(words)
        show_text(self._works, works)
        self._look_up(analysis, segment)
        self._show_next(analysis, segment)

    def _look_up(self, analysis: Analysis, segment: Segment) -> None:
        """Ask what sets the segment apart, unless that is known or being found out."""
        wanted = ProfileOf(analysis.serial, segment.code)
        if wanted == self._looked:
            return
        self._looked, self._found = wanted, None
        self._show_traits()
        self._session.look_up(wanted, lambda found: self._take(wanted, found), self)

    def _take(self, asked: ProfileOf, found: Found) -> None:
        if asked == self._looked and isinstance(found, Profile):
            self._found = found
            self._show_traits()

    def _show_traits(self) -> None:
        found = self._found
        lines = trust_wording.trait_lines(found) if found is not None else (LOOKING,)
        for place, part in enumerate(self._apart):
            show_text(part, lines[place] if place < len(lines) else "")
        self._all.setVisible(found is not None and bool(found.traits))

    def _tell_all(self) -> None:
        if self._found is not None:
            explain(
                self._all, "What sets it apart", trust_wording.all_traits(self._found), wide=True
            )

    def picture(self) -> ProfilePicture:
        """Give what is shown as a picture."""
        shown = [line.line for line in self._rows if not line.name.isHidden()]
        leads = "" if self._leads.isHidden() else f"It leads to {self._goal}."
        return ProfilePicture(
            self._style,
            self._name.accessibleName(),
            [line for line in shown if line is not None],
            (
                ("", (self._size.text(),)),
                ("", (self._lacks.text(),)),
                ("Rule", (self._rule.text(), self._works.text())),
                ("What sets it apart", [part.text() for part in self._apart]),
                ("Next", (self._next.text(), leads)),
            ),
        )

    def copy(self) -> None:
        """Put the profile on the clipboard as a picture."""
        self.picture().copy_image()
        self._session.notice = "Copied the profile"
        self._session.changed.emit()

    def _choose_file(self) -> None:
        name = self._name.accessibleName()
        save_picture(self, self._session, self.picture(), name, "Profile.png")

    def _explain(self) -> None:
        view = self._session.analysis.segments
        if view is None or self._looked is None:
            return
        segment = view.segments[self._looked.code - 1]
        explain(self._why, *trust_wording.why_segment(segment, view, levels(segment)))

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
            self._goal = f"“{ending.name}”{', the ideal' * ending.ideal}"
