"""The controls over the chart: how it is seen, which axes, what dragging does, what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from ui.desktop.looking import ChartView
from ui.desktop.widgets.fields import Choice
from ui.desktop.widgets.labels import button, label, plain_tooltip
from ui.desktop.widgets.metrics import px, row
from ui.desktop.widgets.toggle import Toggle

FIELD = 176
LEAST_FIELD = 80
ONE_ROW = 560
FIELDS_IN_A_ROW = 340
FORMS = ("flat", "solid", "fields")
FORM_CHOICES = (
    ("2-D", "Two measures; press 2"),
    ("3-D", "Three measures, to be turned; press 3"),
    ("Fields", "Nine fields, poor to good; press 9"),
)
TOOLS = ("pick", "lasso", "box")
TOOL_CHOICES = (
    ("Pick", "Drag moves or turns the picture, a click picks"),
    ("Lasso", "Drag round the customers to select; Ctrl adds, Alt or Shift takes away"),
    ("Box", "Drag a rectangle over the customers to select"),
)
SIDES = ("&Across", "&Up", "&Deep")


class ChartControls(QWidget):
    """Toggles, fields and links in one row, or two where there is little room.

    Attributes
    ----------
    tools
        The toggle of what dragging does; whoever shows the chart finds a place for it.
    filter, options
        The links.

    Signals
    -------
    changed(view)
        The chart is to show the customers in another way.
    filter_wanted
        The legend is to be opened.
    copy_wanted, save_wanted, reset_wanted
        The picture is to be copied, saved, shown as at first.
    """

    changed = Signal(object)
    filter_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ChartView()
        self._forms = Toggle("How the customers are seen", FORM_CHOICES, self._set_form)
        self.tools = Toggle("What dragging does", TOOL_CHOICES, self._set_tool)
        self._axes = tuple(
            Choice(name.replace("&", ""), partial(self._set_axis, side))
            for side, name in enumerate(SIDES)
        )
        self._captions = tuple(label(name, "quiet") for name in SIDES)
        self.filter = button("Filter", self.filter_wanted.emit, "link")
        self.options = button("Options", self._open_options, "link")
        self._lay_out()

    def _lay_out(self) -> None:
        self._box, self._fields, links = row(12), row(12), row(12)
        self._box.addWidget(self._forms, 0, Qt.AlignmentFlag.AlignLeft)
        for caption, field in zip(self._captions, self._axes, strict=True):
            caption.setBuddy(field)
            field.setMaximumWidth(px(FIELD))
            field.setMinimumWidth(px(LEAST_FIELD))
            self._fields.addWidget(caption)
            self._fields.addWidget(field, 1)
        self._fields.addStretch(0)
        links.addStretch(0)
        for part in (self.filter, self.options):
            links.addWidget(part)
        self._box.addLayout(self._fields, 1)
        self._box.addLayout(links)
        self.setLayout(self._box)

    def show_view(self, view: ChartView, names: Sequence[str], filtered: str) -> None:
        """Show how the chart is seen; ``names`` are those of the axes, ``filtered`` the filter."""
        self._view = view
        self._forms.show_choice(FORMS.index(view.form))
        self._forms.set_usable(1, usable=len(names) > 2, why="This needs three axes")  # noqa: PLR2004
        self.tools.show_choice(TOOLS.index(view.tool))
        self.tools.setVisible(view.form != "fields" and not view.table)
        choices = [(name, place) for place, name in enumerate(names)]
        for side, field in enumerate(self._axes):
            field.show_choices(choices, view.axes[side])
            shown = side < 2 or (view.form == "solid" and len(names) > 3)  # noqa: PLR2004 - deep
            field.setVisible(shown)
            self._captions[side].setVisible(shown)
        self.filter.setText("Filtered" if filtered else "Filter")
        self.filter.setToolTip(
            plain_tooltip(f"Shown: {filtered}" if filtered else "Show only some")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts one below the other where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        for box, least in ((self._box, ONE_ROW), (self._fields, FIELDS_IN_A_ROW)):
            narrow = self.width() < px(least)
            box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _set_form(self, place: int) -> None:
        self.changed.emit(replace(self._view, form=FORMS[place]))

    def _set_tool(self, place: int) -> None:
        self.changed.emit(replace(self._view, tool=TOOLS[place]))

    def _set_axis(self, side: int, place: object) -> None:
        """Look at another axis; the side that showed it gives way."""
        if not isinstance(place, int):
            return
        axes = list(self._view.axes)
        if place in axes:
            axes[axes.index(place)] = axes[side]
        axes[side] = place
        self.changed.emit(replace(self._view, axes=(axes[0], axes[1], axes[2])))

    def _open_options(self) -> None:
        self.menu().popup(self.options.mapToGlobal(self.options.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Make the menu of everything that is wanted less often."""
        menu = QMenu(self)
        scales = QActionGroup(menu)
        for text, scores in (("Show &values", False), ("Show &scores, 0 to 1", True)):
            made = menu.addAction(text)
            made.setCheckable(True)
            made.setChecked(self._view.scores == scores)
            made.setEnabled(self._view.form != "fields")
            made.triggered.connect(lambda _on, scores=scores: self._set_scores(scores=scores))
            scales.addAction(made)
        menu.addSeparator()
        table = menu.addAction("Show as &table")
        table.setCheckable(True)
        table.setChecked(self._view.table)
        table.triggered.connect(self._set_table)
        menu.addSeparator()
        for text, wanted, usable in self._wishes():
            made = menu.addAction(text)
            made.setEnabled(usable)
            made.triggered.connect(lambda _on, wanted=wanted: wanted())
        return menu

    def _wishes(self) -> tuple[tuple[str, Callable[[], None], bool], ...]:
        picture = not self._view.table
        return (
            ("&Copy chart" if picture else "&Copy table", self.copy_wanted.emit, True),
            ("Save &picture…", self.save_wanted.emit, picture),
            ("Show &everything again", self.reset_wanted.emit, self._view.form != "fields"),
        )

    def _set_scores(self, *, scores: bool) -> None:
        self.changed.emit(replace(self._view, scores=scores))

    def _set_table(self, on: bool) -> None:
        self.changed.emit(replace(self._view, table=on))
