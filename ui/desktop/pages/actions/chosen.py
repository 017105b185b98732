"""One segment's journey in words, and what else was weighed for it."""

from PySide6.QtWidgets import QWidget

from core.answers import Analysis
from ui.desktop.pages.actions.wording import journey_sentence, left_out, others
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
        self._journey = wrapped()
        self._reason = wrapped("", "quiet")
        self._heading = label("Also considered", "section")
        self._others = wrapped("", "note")
        self._why = button("", self._explain, "link")
        self._why.setProperty("small", True)
        box = column(6)
        for part in (self._name, self._journey, self._reason):
            box.addWidget(part)
        box.addSpacing(px(8))
        box.addWidget(self._heading)
        box.addWidget(self._others)
        box.addWidget(self._why)
        box.addStretch(1)
        self.setLayout(box)

    def show_segment(self, analysis: Analysis, code: int) -> None:
        """Show one segment of an analysis."""
        actions, view = analysis.actions, analysis.segments
        if actions is None or view is None:
            return
        segment, found = view.segments[code - 1], actions.next_actions[code - 1]
        self._name.show_segment(code, segment.name, "ideal" if segment.ideal else "")
        show_text(self._journey, journey_sentence(analysis, code))
        show_text(self._reason, found.best.reason if found.best is not None else "")
        lines = others(found)
        show_text(self._others, "\n".join(lines))
        self._left_out = left_out(found)
        self._why.setText(f"Why not the other {len(self._left_out)}?")
        self._why.setVisible(bool(self._left_out))
        self._heading.setVisible(bool(lines or self._left_out))

    def _explain(self) -> None:
        text = "\n\n".join(self._left_out)
        explain(self._why, "Not weighed for this segment", text, wide=True)
