"""The right half of the Results page: what each action earned, progress, and what is learnt."""

from PySide6.QtWidgets import QFrame, QWidget

from core.actions.learnt import not_yet_taken, with_evidence
from core.answers import ResultsView
from ui.desktop.pages.results import effects, progress, wording
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.why_panel import explain


class EarnedPanel(QWidget):
    """Actions with their verdicts; the one that is chosen with all that it changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: ResultsView | None = None
        self._title = wrapped("", "section")
        self._note = wrapped("", "note")
        self._why = button("Why an interval?", self._explain, "link")
        self._why.setProperty("small", True)
        self.table = Table("What each action really earned", lines=2)
        self.table.picked.connect(self._pick)
        self._open = wrapped()
        self._chosen = label("", "section")
        self.outcomes = Table("All that the chosen action changed", lines=2)
        self._progress_title = label("Progress", "section")
        self._progress_note = wrapped("", "note")
        self._progress = Table("Progress of the whole company")
        self._left_out = wrapped("", "note")
        self.evidence = EvidencePanel(session)
        self._arrange()

    def _arrange(self) -> None:
        top = row(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._why)
        judged = column(2)
        judged.addLayout(top)
        judged.addWidget(self._note)
        judged.addSpacing(px(4))
        judged.addWidget(self.table)
        judged.addSpacing(px(8))
        judged.addWidget(self._chosen)
        judged.addWidget(self.outcomes)
        judged.addWidget(self._open)
        judged.addSpacing(px(20))
        self._judged = QWidget()
        self._judged.setLayout(judged)
        box = column(2)
        box.addWidget(self.evidence)
        box.addWidget(self._judged)
        box.addWidget(self._progress_title)
        box.addWidget(self._progress_note)
        box.addSpacing(px(4))
        box.addWidget(self._progress)
        box.addSpacing(px(8))
        box.addWidget(self._left_out)
        box.addStretch(1)
        self.setLayout(box)

    def show_view(self, view: ResultsView, action: str) -> None:
        """Show what was measured."""
        self._view = view
        first = wording.actions_of(view)
        title, note = effects.effects_title(first)
        self._judged.setVisible(bool(first))
        self._title.setText(title)
        self._note.setText(note)
        self.table.show_rows(effects.effect_headings(first), effects.effect_rows(first))
        names = [effect.action for effect in first]
        self.table.choose(names.index(action) if action in names else None)
        self._show_chosen(view, action)
        show_text(self._open, "" if action in names else effects.open_sentence(first))
        self._show_progress(view)
        self.evidence.show_view(view)

    def _show_chosen(self, view: ResultsView, action: str) -> None:
        found = wording.outcomes_of(view, action)
        self._chosen.setVisible(bool(found))
        self.outcomes.setVisible(bool(found))
        if found:
            self._chosen.setText(f"{found[0].title}: all that was measured")
            rows = effects.outcome_rows(found, view.segments)
            self.outcomes.show_rows(effects.OUTCOME_HEADINGS, rows)

    def _show_progress(self, view: ResultsView) -> None:
        show_text(self._left_out, wording.left_out(view))
        if not view.effects:
            self._progress_title.setText("How everybody changed")
            self._progress_note.setText("Means of all customers, whatever brought the change")
            rows = progress.overall_rows(view.progress)
            self._progress.show_rows(progress.OVERALL_HEADINGS, rows)
            return
        stated = any(change.target is not None for change in view.progress)
        self._progress_title.setText(
            "Progress towards the objectives" if stated else "What the actions brought to everybody"
        )
        self._progress_note.setText("Of the mean of all customers, beyond what came by itself")
        self._progress.show_rows(
            progress.progress_headings(view.progress), progress.progress_rows(view.progress)
        )

    def _pick(self, place: int) -> None:
        if self._view is not None:
            action = wording.actions_of(self._view)[place].action
            same = self._session.action == action
            self._session.show(action="" if same else action)

    def _explain(self) -> None:
        explain(self._why, "Why an interval?", wording.WHY_INTERVAL)


class EvidencePanel(QWidget):
    """Asks before measured successes are written into the catalogue."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: ResultsView | None = None
        self._table = Table("Successes that were measured")
        self._take = button("Write into the catalogue", self.take)
        self._leave = button("Not now", self.hide)
        buttons = row(8)
        buttons.addWidget(self._take)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        box = column(4, (16, 12, 16, 12))
        box.addWidget(label("Use what was measured as evidence?", "section"))
        box.addWidget(
            wrapped(
                "The next plan then reckons with these successes instead of the assumed ones. "
                "Undo takes it back.",
                "note",
            )
        )
        box.addWidget(self._table)
        box.addSpacing(px(4))
        box.addLayout(buttons)
        frame = QFrame()
        frame.setProperty("look", "question")
        frame.setLayout(box)
        outer = column(0, (0, 0, 0, 12))
        outer.addWidget(frame)
        self.setLayout(outer)
        self.hide()

    def show_view(self, view: ResultsView) -> None:
        """Show what can be taken over; nothing to take closes the question."""
        self._view = view
        found = not_yet_taken(self._session.settings, view.proposals)
        self._table.show_rows(progress.EVIDENCE_HEADINGS, progress.evidence_rows(found))
        if not found:
            self.hide()

    def take(self) -> None:
        """Write the measured successes into the catalogue; can be undone."""
        self.hide()
        if self._view is None:
            return
        period = f"{self._view.before} to {self._view.after}"
        settings = with_evidence(self._session.settings, self._view.proposals, period)
        self._session.edit("using measured success", settings)
