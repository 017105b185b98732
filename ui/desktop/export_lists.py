"""What can be chosen for a list of customers: whom, which columns, and whether ids are hidden."""

from dataclasses import replace

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from core.customer_lookups import CustomerQuery
from core.export_kinds import ExportKind, FileWanted
from ui.desktop.export_choices import columns_as_text, field_width, queries_of
from ui.desktop.list_store import ListStore
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.labels import button, wrapped
from ui.desktop.widgets.metrics import column, px

EDITOR_HEIGHT = 150
HIDE = "Hide who they are (&pseudonyms)"
HIDE_NOTE = "Pseudonyms stand for ids, and no texts or days of your files are listed."
SECRET_NOTE = (
    "The same secret gives the same pseudonyms every time. It is kept on this computer; whoever "
    "has it can find the ids again."
)
HELP = (
    "A column a line: a title, an equals sign, and what stands in it. {Segment} is the value of a "
    "customer, {Name|customer} says “customer” where there is none, and a line with {Email?} is "
    "left out if there is no such column. The first line, after #, is the name of these columns."
)


class ListPanel(QWidget):
    """Whom a list is about, its columns, and the secret for pseudonyms.

    Parameters
    ----------
    session
        What has been found.
    looked_at
        A list as it is looked at, to begin with; None for the usual one.

    Signals
    -------
    changed()
        Something else is chosen.
    """

    changed = Signal()

    def __init__(self, session: Session, looked_at: FileWanted | None) -> None:
        super().__init__()
        self._session = session
        self._store = ListStore(session.kept)
        self._kind: ExportKind | None = None
        self._looked_at = looked_at
        self._query = looked_at.query if looked_at else CustomerQuery()
        self._open = False
        self._box = column(8)
        self._add_choices()
        self._add_columns()
        self._add_secret()
        self.setLayout(self._box)

    def _add_choices(self) -> None:
        self.who = Choice("Which customers", self._choose_query)
        self.show_customers()
        self.columns = Choice("Columns", self._choose_template)
        first = "As listed on Customers" if self._looked_at else "The usual columns"
        self.columns.show_choices(((first, ""), *self._store.templates()), "")
        self._form = Form(field_width(self))
        self._form.add("Which &customers", self.who)
        self._form.add("C&olumns", self.columns)
        self._box.addWidget(self._form)

    def _add_columns(self) -> None:
        self._change = button("Change the columns…", self.edit_columns, "link")
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("Columns, one a line")
        self.editor.setFixedHeight(px(EDITOR_HEIGHT))
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFont(self.editor.font())
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.editor.setFont(font)
        self._help = wrapped(HELP, "note")
        self.editor.textChanged.connect(self.changed)
        for part in (self._change, self.editor, self._help):
            self._box.addWidget(part)

    def _add_secret(self) -> None:
        self.hide_ids = QCheckBox(HIDE)
        self.hide_ids.setAccessibleDescription(HIDE_NOTE)
        self.hide_ids.toggled.connect(self._hide)
        self._hide_note = wrapped(HIDE_NOTE, "note")
        self.secret = QLineEdit()
        self.secret.setAccessibleName("Secret for pseudonyms")
        self.secret.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.secret.textChanged.connect(self.changed)
        self._secret_note = wrapped(SECRET_NOTE, "note")
        for part in (self.hide_ids, self._hide_note, self.secret, self._secret_note):
            self._box.addWidget(part)

    # What the user does

    def _choose_query(self, query: object) -> None:
        if isinstance(query, CustomerQuery):
            self._query = query
            self.changed.emit()

    def _choose_template(self, text: object) -> None:
        self._open = False
        self.editor.setPlainText(str(text))
        self._show_parts()
        self.changed.emit()

    def edit_columns(self) -> None:
        """Show the columns as text; those on screen are written down first."""
        if not self.editor.toPlainText():
            self.editor.setPlainText(columns_as_text(self._session.analysis, self._looked_at))
        self._open = True
        self._show_parts()
        self.editor.setFocus()
        self.changed.emit()

    def _hide(self, hidden: bool) -> None:
        if hidden and not self.secret.text():
            self.secret.setText(self._store.secret())
        self._show_parts()
        self.changed.emit()

    # What is asked and shown

    def show_customers(self) -> None:
        """Offer what customers there are; those chosen stay, also if they are there no more."""
        self.who.show_choices(queries_of(self._session, self._looked_at), self._query)

    def show_kind(self, kind: ExportKind) -> None:
        """Offer what can be chosen for a kind of file."""
        self._kind = kind
        self._show_parts()

    def _show_parts(self) -> None:
        kind = self._kind
        listed = kind is not None and kind.listed
        self.setVisible(kind is not None and kind.chosen)
        self._form.show_field(self.columns, shown=listed)
        hidden = listed and self.hide_ids.isChecked()
        parts: tuple[tuple[QWidget, bool], ...] = (
            (self._change, listed),
            (self.editor, listed and self._open),
            (self._help, listed and self._open),
            (self.hide_ids, listed),
            (self._hide_note, listed),
            (self.secret, hidden),
            (self._secret_note, hidden),
        )
        for part, shown in parts:
            part.setVisible(shown)

    def filled(self, wanted: FileWanted) -> FileWanted:
        """Return what is wanted, with what is chosen here."""
        if self._kind is None or not self._kind.chosen:
            return wanted
        wanted = replace(wanted, query=self._query, decimal_comma=QLocale().decimalPoint() == ",")
        if not self._kind.listed:
            return wanted
        return replace(
            wanted,
            template=self.editor.toPlainText().strip(),
            columns=self._looked_at.columns if self._looked_at else (),
            secret=self.secret.text() if self.hide_ids.isChecked() else "",
        )

    def keep(self, wanted: FileWanted) -> None:
        """Keep columns of one's own for the next time."""
        self._store.keep(wanted.template)
