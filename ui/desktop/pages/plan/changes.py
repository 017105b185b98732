"""What was changed in an exported plan: a list in which each change is taken or left."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from core.actions.changed import taken
from core.errors import UserError
from core.tables.changes import Change
from ui.desktop.session import Session
from ui.desktop.widgets.labels import button, label, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import counted


class ChangesPanel(QFrame):
    """Shows the changes; nothing is taken before the user says so."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._changes: tuple[Change, ...] = ()
        self._boxes: list[QCheckBox] = []
        self.setProperty("look", "question")
        self._title = label("", "section")
        self._note = wrapped("Take those that you want; the plan is made anew with them.", "note")
        self._wrong = wrapped("", "negative")
        self._list = column(2)
        buttons = row(8)
        buttons.addWidget(button("Take them", self._take))
        buttons.addWidget(button("Leave all", lambda: session.show(changes=None)))
        buttons.addStretch(1)
        box = column(6, (16, 12, 16, 12))
        for part in (self._title, self._note):
            box.addWidget(part)
        box.addLayout(self._list)
        box.addWidget(self._wrong)
        box.addSpacing(px(4))
        box.addLayout(buttons)
        self.setLayout(box)

    def show_changes(self, name: str, changes: Sequence[Change]) -> None:
        """Show the changes that were found in a workbook; none hides the list."""
        self.setVisible(bool(changes))
        if tuple(changes) == self._changes:
            return
        self._changes = tuple(changes)
        self._title.setText(f"{counted(len(changes), 'assumption')} changed in {name}")
        show_text(self._wrong, "")
        for old in self._boxes:
            self._list.removeWidget(old)
            old.deleteLater()
        self._boxes = [
            QCheckBox(f"{one.what}: {one.before} → {one.after}".replace("&", "&&"))
            for one in changes
        ]
        for made in self._boxes:
            made.setChecked(True)
            self._list.addWidget(made)

    def _take(self) -> None:
        chosen = [
            change
            for change, box in zip(self._changes, self._boxes, strict=True)
            if box.isChecked()
        ]
        try:
            settings = taken(self._session.settings, chosen)
        except UserError as problem:
            show_text(self._wrong, f"{problem.message} {problem.hint}")
            return
        self._session.changes = None
        if chosen:
            self._session.edit("assumptions changed in a workbook", settings)
        else:
            self._session.show(changes=None)
