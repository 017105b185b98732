"""The one dialog for faults of the program: what happened, and that the work is safe."""

import hashlib

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ui.desktop.widgets.labels import button, wrapped
from ui.desktop.widgets.metrics import column, px, row

WIDTH = 560
REPORT_HEIGHT = 180
SAFE = "Your files are untouched, and your choices are still here."


class CrashDialog(QDialog):
    """Tells of one fault; further ones add to it instead of opening another dialog.

    Parameters
    ----------
    parent
        The window.
    report
        Where it happened.
    safe
        Where the user's work is safe, as a sentence.
    """

    def __init__(self, parent: QWidget | None, report: str, safe: str = SAFE) -> None:
        super().__init__(parent)
        self.setWindowTitle("Nonagon has met a fault of its own")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "page")
        self.setModal(True)
        self.reports: tuple[str, ...] = ()
        self._safe = safe
        self._summary = wrapped("", "section")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Report")
        self._text.setMinimumHeight(px(REPORT_HEIGHT))
        self._copy = button("Copy report", self._copy_report)
        self._arrange()
        self.setMinimumWidth(px(WIDTH))
        self.add(report)

    def _arrange(self) -> None:
        box = column(12, (24, 20, 24, 20))
        box.addWidget(wrapped("Something in the program went wrong", "title"))
        box.addWidget(self._summary)
        box.addWidget(
            wrapped(
                f"{self._safe} You can go on; if a page looks odd, undo the last change or open "
                "the project again."
            )
        )
        box.addWidget(wrapped("The report names parts of the program and no customers.", "note"))
        box.addWidget(self._text, 1)
        buttons = row(8)
        buttons.addStretch(1)
        buttons.addWidget(self._copy)
        go_on = button("Continue", self.accept, "primary")
        go_on.setDefault(True)
        buttons.addWidget(go_on)
        box.addLayout(buttons)
        self.setLayout(box)

    def add(self, report: str) -> None:
        """Take in a report; the same fault again is only counted once."""
        key = fingerprint(report)
        if any(fingerprint(known) == key for known in self.reports):
            return
        self.reports = (*self.reports, report)
        last = report.strip().splitlines()[-1:] or ["No more is known."]
        self._summary.setText(f"What happened: {last[0]}" if report.strip() else last[0])
        self._text.setPlainText("\n\n".join(self.reports))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText("\n\n".join(self.reports))
        self._copy.setText("Copied")


def fingerprint(report: str) -> str:
    """Return what is the same for every occurrence of a fault: its trace without the message."""
    places = [line for line in report.splitlines() if line.lstrip().startswith("File ")]
    return hashlib.sha256("\n".join(places or [report]).encode()).hexdigest()


def show_crash(parent: QWidget | None, report: str, safe: str = SAFE) -> CrashDialog:
    """Open the dialog, or add the report to the one that is open."""
    open_ones = parent.findChildren(CrashDialog) if parent is not None else []
    for dialog in open_ones:
        if dialog.isVisible():
            dialog.add(report)
            return dialog
    dialog = CrashDialog(parent, report, safe)
    dialog.open()
    return dialog
