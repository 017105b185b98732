"""One segment's journey in words, what else was weighed, and what the order rule costs it."""

from PySide6.QtWidgets import QLabel, QWidget

from core.answers import Analysis
from ui.desktop.pages.actions import chosen_wording as wording
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px
from ui.desktop.widgets.segment_label import SegmentLabel
from ui.desktop.widgets.why_panel import explain


class ChosenPanel(QWidget):
    """Shows one segment; the page says which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left_out: tuple[str, ...] = ()
        self._name = SegmentLabel("section")
        self._journey, self._arrival = wrapped(), wrapped()
        self._reason, self._sure = wrapped("", "quiet"), wrapped("", "note")
        self._others_title, self._others = label("Second best", "section"), wrapped("", "note")
        self._obvious_title, self._obvious = label("", "section"), wrapped("", "note")
        self._price, self._elsewhere = wrapped(), wrapped("", "note")
        self._why = button("", self._explain, "link")
        self._why.setProperty("small", True)
        self._box = column(6)
        self._box.addWidget(self._name)
        for part in (self._journey, self._arrival, self._reason, self._sure):
            self._box.addWidget(part)
        self._add_section(self._others_title, self._others)
        self._add_section(self._obvious_title, self._obvious)
        self._box.addWidget(self._why)
        self._add_section(label("Price of the order rule", "section"), self._price)
        self._box.addWidget(self._elsewhere)
        self._box.addStretch(1)
        self.setLayout(self._box)

    def _add_section(self, title: QLabel, words: QLabel) -> None:
        self._box.addSpacing(px(4))
        self._box.addWidget(title)
        self._box.addWidget(words)

    def show_segment(self, analysis: Analysis, code: int) -> None:
        """Show one segment of an analysis."""
        actions, view = analysis.actions, analysis.segments
        if actions is None or view is None:
            return
        segment, found = view.segments[code - 1], actions.next_actions[code - 1]
        self._name.show_segment(code, segment.name, "ideal" if segment.ideal else "")
        show_text(self._journey, wording.journey_sentence(analysis, code))
        show_text(self._arrival, wording.arrival_sentence(analysis, code))
        show_text(self._reason, found.best.reason if found.best is not None else "")
        show_text(self._sure, wording.how_sure(found))
        lines = wording.others(found)
        show_text(self._others, "\n".join(lines))
        self._others_title.setVisible(bool(lines))
        self._obvious_title.setText(f"Why not {found.obvious.title}?" if found.obvious else "")
        show_text(self._obvious, wording.obvious_sentence(found))
        self._obvious_title.setVisible(bool(self._obvious.text()))
        self._left_out = wording.left_out(found)
        self._why.setText(f"All {len(self._left_out)} that were left out")
        self._why.setVisible(bool(self._left_out))
        self._price.setText(wording.price_sentence(actions.journeys[code - 1]))
        show_text(self._elsewhere, wording.price_elsewhere(analysis, code))

    def _explain(self) -> None:
        text = "\n\n".join(self._left_out)
        explain(self._why, "Not weighed for this segment", text, wide=True)
