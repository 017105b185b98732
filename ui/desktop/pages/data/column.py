"""One column of a source: what it is read as, what it is used for, and what is doubtful."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.answers import SourceView
from core.settings import ReadAs, Role, Source
from core.tables.sources import Column, Confidence
from ui.desktop.message_bar import answered
from ui.desktop.pages.data.recipes import with_role, with_type, without_missing
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, Form
from ui.desktop.widgets.labels import label, small_link, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.phrases import capitalised, counted
from ui.desktop.widgets.why_panel import explain

FIELD = 160
OFFERS_SHOWN = 4
SURENESS = {
    Confidence.GIVEN: "because you said so",
    Confidence.SURE: "quite sure",
    Confidence.LIKELY: "probably",
    Confidence.UNSURE: "a guess",
}


class ColumnPanel(QWidget):
    """Fields for one column of the source in view."""

    column_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: SourceView | None = None
        self._source: Source | None = None
        self._name = ""
        self._columns = Choice("Column", lambda name: self.column_chosen.emit(str(name)))
        self._type = Choice("Type of the column", self._edit_type)
        self._role = Choice("Role of the column", self._edit_role)
        self._summary = wrapped("", "note")
        self._why = small_link("Why?", self._explain)
        self._arrange()

    def _arrange(self) -> None:
        form = Form(FIELD)
        form.add("Co&lumn", self._columns)
        form.add("Is read as", self._type)
        form.add("Is &used as", self._role)
        why = row(8)
        why.addWidget(self._summary, 1)
        why.addWidget(self._why)
        self._offers = column(4)
        box = column(4)
        box.addWidget(label("One column", "section"))
        box.addWidget(form)
        box.addLayout(why)
        box.addSpacing(px(4))
        box.addLayout(self._offers)
        self.setLayout(box)

    def show_column(self, source: Source, view: SourceView | None) -> None:
        """Show the column that is picked in the session, or the first one."""
        self._source, self._view = source, view
        self.setVisible(view is not None)
        if view is None:
            return
        names = [found.name for found in view.columns]
        picked = self._session.column
        self._name = picked if picked in names else next(iter(names), "")
        self._columns.show_choices([(name, name) for name in names], self._name)
        chosen = self._chosen()
        found = f"found: {chosen.type}" if chosen is not None else ""
        types = [(found, None), *((str(wanted), wanted) for wanted in ReadAs)]
        self._type.show_choices(types, dict(source.recipe.types).get(self._name))
        role = chosen.role if chosen is not None else None
        self._role.show_choices([(str(role), role) for role in Role], role)
        self._summary.setText(_summary(chosen) if chosen is not None else "")
        self._show_offers(source, view)

    def _chosen(self) -> Column | None:
        columns = self._view.columns if self._view is not None else ()
        return next((found for found in columns if found.name == self._name), None)

    def _show_offers(self, source: Source, view: SourceView) -> None:
        """List what of the column can be read otherwise, and what was said to mean missing."""
        while (taken := self._offers.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        offers = [offer for offer in view.offers if offer.column == self._name]
        for offer in offers[:OFFERS_SHOWN]:
            act = partial(answered, self._session, view, offer.column, offer.choice)
            self._offers.addWidget(_offer_line(offer.text, offer.choice.label, act))
        for name, text in source.recipe.missing:
            if name == self._name:
                back = partial(self._take_back, name, text)
                self._offers.addWidget(_offer_line(f"‘{text}’ means missing.", "Take back", back))

    def _take_back(self, name: str, text: str) -> None:
        session = self._session
        settings = without_missing(session.settings, session.source, name, text)
        session.edit(f"what is missing in {name}", settings)

    def _edit_type(self, wanted: object) -> None:
        if self._name and (wanted is None or isinstance(wanted, ReadAs)):
            session = self._session
            settings = with_type(session.settings, session.source, self._name, wanted)
            session.edit(f"type of {self._name}", settings)

    def _edit_role(self, role: object) -> None:
        if isinstance(role, Role) and self._name:
            session = self._session
            settings = with_role(session.settings, session.source, self._name, role)
            session.edit(f"role of {self._name}", settings)

    def _explain(self) -> None:
        chosen, view = self._chosen(), self._view
        if chosen is not None and view is not None:
            title = f"Why is “{chosen.name}” used as {chosen.role}?"
            text = f"{chosen.reason}\n\n{view.kind_reason}"
            explain(self._why, title, text.strip())


def _summary(chosen: Column) -> str:
    cells = counted(chosen.filled, "cell")
    unit = f" with {chosen.unit}" if chosen.unit else ""
    sure = SURENESS[chosen.confidence]
    used = chosen.role not in {Role.ATTRIBUTE, Role.IGNORED}
    role = f" {capitalised(chosen.role)}: {sure}." if used else ""
    return f"{capitalised(chosen.type)}{unit}, {cells} filled.{role}"


def _offer_line(text: str, link: str, act: partial[None]) -> QWidget:
    line = QWidget()
    box = column(0)
    box.addWidget(wrapped(text, "note"))
    box.addWidget(small_link(link, act))
    line.setLayout(box)
    return line
