"""What can be chosen for an action plan: a workbook of one's own, and the segments' sheets."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.export_kinds import PLAN, ExportKind, FileWanted
from ui.desktop.export_choices import field_width, sheet_choices
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.labels import wrapped
from ui.desktop.widgets.metrics import column

WORKBOOKS = "Excel workbook (*.xlsx)"
USUAL = ("The usual workbook", "")
ANOTHER = ("Fill a workbook of yours…", None)
FILLED = (
    "What a cell of it wants stands there in double braces: {{plan.gain}} fills the cell, "
    "{{segments.name}} the cells below it as well. The names are those of the JSON."
)


class PlanPanel(QWidget):
    """Which workbook is filled, and which segments have a sheet of their own.

    Signals
    -------
    changed()
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._workbook = ""
        self._sheets: object = None
        self.workbook = Choice("Workbook", self._choose_workbook)
        self.sheets = Choice("Sheets of segments", self._choose_sheets)
        self.sheets.show_choices(sheet_choices(session), None)
        self._form = Form(field_width(self))
        self._form.add("Wor&kbook", self.workbook)
        self._form.add("&Sheets of segments", self.sheets)
        self._note = wrapped(FILLED, "note")
        box = column(8)
        box.addWidget(self._form)
        box.addWidget(self._note)
        self.setLayout(box)
        self._show_workbook()

    def _choose_workbook(self, path: object) -> None:
        if path is None:
            chosen, _ = QFileDialog.getOpenFileName(self, "A workbook of yours", "", WORKBOOKS)
            path = chosen or self._workbook
        self._workbook = str(path)
        self._show_workbook()
        self.changed.emit()

    def _show_workbook(self) -> None:
        own = ((Path(self._workbook).name, self._workbook),) if self._workbook else ()
        self.workbook.show_choices((USUAL, *own, ANOTHER), self._workbook)
        self._form.show_field(self.sheets, shown=not self._workbook)
        self._note.setVisible(bool(self._workbook))

    def _choose_sheets(self, codes: object) -> None:
        self._sheets = codes
        self.changed.emit()

    def show_kind(self, kind: ExportKind) -> None:
        """Be there for a plan, and for nothing else."""
        self.setVisible(kind.key == PLAN)

    def filled(self, wanted: FileWanted) -> FileWanted:
        """Return what is wanted, with what is chosen here."""
        if wanted.kind != PLAN:
            return wanted
        if self._workbook:
            return replace(wanted, workbook=self._workbook)
        codes = self._sheets
        return replace(wanted, sheets=codes if isinstance(codes, tuple) else None)
