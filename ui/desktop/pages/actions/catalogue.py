"""The catalogue of actions as a table, with the fields of one of them beside it."""

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QWidget

from core.settings import Action, Catalogue
from ui.desktop.pages.actions import catalogue_edits as edits
from ui.desktop.pages.actions import catalogue_wording as wording
from ui.desktop.pages.actions.action_fields import ActionFields
from ui.desktop.pages.actions.order import OrderPanel
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import button, label
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Beside
from ui.desktop.widgets.table import Table

FIELDS_WIDTH = 380
CHOICE_WIDTH = 200


class CatalogueView(QWidget):
    """Shows the catalogue in force; every change is a setting that can be undone.

    Parameters
    ----------
    session
        Whose catalogue it is.
    choose_import, choose_export
        Called when a file to read a catalogue from, or to write it to, is to be chosen.
    """

    def __init__(
        self,
        session: Session,
        choose_import: Callable[[], None],
        choose_export: Callable[[], None],
    ) -> None:
        super().__init__()
        self._session = session
        self._table = Table("Catalogue of actions", lines=3)
        self._table.picked.connect(self._pick)
        self._fields = ActionFields(self._edit)
        self._catalogues = Choice("Catalogue", self._switch)
        self._catalogues.setFixedWidth(px(CHOICE_WIDTH))
        self._remove = button("Remove action", self._drop, "destructive")
        self._order = OrderPanel(self._choose, self._join)
        self._beside = Beside(32)
        self._beside.add(self._left(), 1)
        self._beside.add(self._fields)
        self._file_buttons = (
            button("Import…", choose_import),
            button("Export…", choose_export),
        )
        self._top = self._files()
        box = column(10)
        box.addLayout(self._top)
        box.addWidget(self._beside)
        self.setLayout(box)

    def _files(self) -> QBoxLayout:
        """Make the choice of a catalogue, and what can be done with it."""
        which = row(8)
        which.addWidget(label("Catalogue", "section"))
        which.addWidget(self._catalogues)
        which.addStretch(1)
        files = row(8)
        files.addWidget(button("Keep a copy", self._copy))
        for made in self._file_buttons:
            files.addWidget(made)
        files.addStretch(1)
        both = row(8)
        both.addLayout(which)
        both.addLayout(files, 1)
        return both

    def _left(self) -> QWidget:
        """Make the table and what stands below it."""
        below = row(8)
        below.addWidget(button("New action", self._add))
        below.addWidget(button("Duplicate", self._duplicate))
        below.addWidget(self._remove)
        below.addStretch(1)
        left, box = QWidget(), column(8)
        box.addWidget(self._table)
        box.addLayout(below)
        box.addSpacing(px(8))
        box.addWidget(self._order)
        box.addStretch(1)
        left.setLayout(box)
        return left

    def show_catalogue(self) -> None:
        """Show the catalogue in force, with the action that is edited."""
        session = self._session
        settings = session.settings
        names = (settings.catalogue_name, *(one.name for one in settings.catalogues))
        self._catalogues.show_choices(
            tuple((name, name) for name in sorted(names)), settings.catalogue_name
        )
        self._table.show_rows(wording.HEADINGS, wording.rows(settings.catalogue))
        for made in self._file_buttons:
            made.setEnabled(not session.busy)
        action = self._action
        self._fields.setVisible(action is not None)
        self._remove.setEnabled(len(settings.catalogue) > 1)
        if action is not None:
            self._table.choose(settings.catalogue.index(action))
            self._fields.show_action(action, session.analysis)
            self._order.show_order(settings.catalogue, action.name)

    def fit(self, *, below: bool) -> None:
        """Put the fields below the table where there is no room beside it."""
        self._beside.stack(below=below)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._fields.setMinimumWidth(0 if below else px(FIELDS_WIDTH))
        self._fields.setMaximumWidth(px(4000) if below else px(FIELDS_WIDTH))

    @property
    def _action(self) -> Action | None:
        """The action that is edited; the first one if that is gone."""
        catalogue = self._session.settings.catalogue
        found = (one for one in catalogue if one.name == self._session.editing)
        return next(found, catalogue[0] if catalogue else None)

    def _pick(self, place: int) -> None:
        self._choose(self._session.settings.catalogue[place].name)

    def _choose(self, name: str) -> None:
        self._session.show(editing=name)

    def _join(self, before: str, after: str) -> None:
        settings = self._session.settings
        self._session.edit("the order of actions", edits.joined(settings, before, after))

    def _edit(self, name: str, changed: Action) -> None:
        settings = self._session.settings
        self._session.edit(name, edits.with_action(settings, changed.name, changed))

    def _add(self) -> None:
        self._put_new(None)

    def _duplicate(self) -> None:
        self._put_new(self._action)

    def _put_new(self, like: Action | None) -> None:
        settings, added = edits.with_new(self._session.settings, like)
        self._session.editing = added.name
        self._session.edit(f"adding {added.title}", settings)

    def _drop(self) -> None:
        gone = self._action
        if gone is not None:
            settings = edits.without(self._session.settings, gone.name)
            self._session.editing = settings.catalogue[0].name
            self._session.edit(f"removing {gone.title}", settings)

    def _copy(self) -> None:
        settings = self._session.settings
        name = edits.other_name(settings)
        self._session.edit(f"catalogue {name}", edits.kept_as(settings, name))

    def _switch(self, name: object) -> None:
        settings = self._session.settings
        chosen = next((one for one in settings.catalogues if one.name == name), None)
        if chosen is not None:
            self.take(chosen)

    def take(self, catalogue: Catalogue) -> None:
        """Put a catalogue in force; the one before is kept."""
        self._session.editing = catalogue.actions[0].name
        settings = edits.with_catalogue(self._session.settings, catalogue)
        self._session.edit(f"catalogue {catalogue.name}", settings)
