"""How the selected source is read, with every choice open to change."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.answers import SourceView
from core.settings import ALIKE_SHEETS, DateOrder, Kind, Recipe, Source
from ui.desktop.pages.data.column import ColumnPanel
from ui.desktop.pages.data.recipes import with_reading
from ui.desktop.session import Session
from ui.desktop.widgets.fields import Choice, Form, WholeNumber
from ui.desktop.widgets.labels import label, show_text, small_link, wrapped
from ui.desktop.widgets.metrics import column, px, row

FIELD = 136
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (marked)",
    "cp1252": "Western European",
    "iso8859-15": "Western European (ISO)",
    "cp1250": "Central European",
    "iso8859-2": "Central European (ISO)",
    "cp1251": "Cyrillic",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1257": "Baltic",
    "mac-roman": "Macintosh",
    "cp850": "Western European (DOS)",
    "cp437": "American (DOS)",
    "shift_jis": "Japanese",
    "gb18030": "Chinese",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
}
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "space"}
DECIMALS = {".": "point", ",": "comma"}
LAST_HEADER_ROW = 1000
ALL_ALIKE = "all with these columns"
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


class ReadingPanel(QWidget):
    """Fields for the recipe of the source in view, and for one of its columns."""

    save_wanted = Signal()
    load_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: SourceView | None = None
        self._source: Source | None = None
        self._make_fields()
        self.column = ColumnPanel(session)
        self._notes = wrapped("", "note")
        self._arrange()

    def _make_fields(self) -> None:
        self._sheet = Choice("Sheet", lambda value: self._edit("sheet", sheet=value))
        self._encoding = Choice("Encoding", lambda value: self._edit("encoding", encoding=value))
        self._separator = Choice(
            "Separator", lambda value: self._edit("separator", delimiter=value)
        )
        self._header = WholeNumber(
            "Header row", (0, LAST_HEADER_ROW), lambda row: self._edit("header row", header_row=row)
        )
        self._header.setSpecialValueText("none")
        self._decimal = Choice(
            "Decimal sign", lambda value: self._edit("decimal sign", decimal=value)
        )
        self._dates = Choice("Date order", lambda value: self._edit("date order", date_order=value))
        self._kind = Choice("Rows are", lambda value: self._edit("kind of rows", kind=value))

    def _arrange(self) -> None:
        box = column(4)
        box.addWidget(label("How it is read", "section"))
        box.addWidget(wrapped("Change anything; the preview follows.", "note"))
        box.addSpacing(px(4))
        self._form = Form(FIELD)
        for name, field in (
            ("S&heet", self._sheet),
            ("&Encoding", self._encoding),
            ("Se&parator", self._separator),
            ("Header &row", self._header),
            ("De&cimal sign", self._decimal),
            ("&Date order", self._dates),
            ("Rows &are", self._kind),
        ):
            self._form.add(name, field)
        box.addWidget(self._form)
        box.addLayout(self._make_links())
        box.addWidget(self._notes)
        box.addSpacing(px(12))
        box.addWidget(self.column)
        box.addStretch(1)
        self.setLayout(box)

    def _make_links(self) -> QHBoxLayout:
        links = row(16)
        self._save = small_link("Save recipe…", self.save_wanted.emit)
        self._save.setToolTip("How this file is read, without any data, for files like it")
        links.addWidget(self._save)
        links.addWidget(small_link("Use a recipe…", self.load_wanted.emit))
        links.addStretch(1)
        return links

    def show_source(self, source: Source | None, view: SourceView | None) -> None:
        """Show how a source is read; one that cannot be read shows what was asked for."""
        self._view, self._source = view, source
        if source is None:
            return
        recipe = source.recipe if view is None else view.recipe
        sheets = source.path.lower().endswith(WORKBOOKS) if view is None else bool(view.sheets)
        self._form.show_field(self._sheet, shown=sheets)
        text = not sheets if view is None else recipe.encoding is not None
        self._form.show_field(self._encoding, shown=text)
        self._form.show_field(self._separator, shown=text)
        self._sheet.show_choices(_sheets(view, recipe), recipe.sheet)
        self._encoding.show_choices(_offered(ENCODINGS, recipe.encoding), recipe.encoding)
        self._separator.show_choices(_offered(DELIMITERS, recipe.delimiter), recipe.delimiter)
        self._header.show_value(1 if recipe.header_row is None else recipe.header_row)
        self._decimal.show_choices(_offered(DECIMALS, recipe.decimal), recipe.decimal)
        self._dates.show_choices([(order.value, order) for order in DateOrder], recipe.date_order)
        self._show_unknown(known=view is not None)
        kind = view.kind if view is not None else recipe.kind
        self._kind.show_choices([(kind.value, kind) for kind in Kind], kind)
        self._save.setEnabled(view is not None)
        show_text(self._notes, "\n".join(view.notes) if view is not None else "")
        self.column.show_column(source, view)

    def _show_unknown(self, *, known: bool) -> None:
        """Say what an empty field means: nothing to read that way, or not found out yet."""
        for field, nothing in (
            (self._decimal, "not needed"),
            (self._dates, "not needed"),
            (self._encoding, ""),
            (self._separator, ""),
            (self._kind, ""),
        ):
            field.setPlaceholderText(nothing if known else "automatic")
        if self._view is not None and self._view.recipe.date_order is None and self._asks_dates():
            self._dates.setPlaceholderText("choose")

    def _asks_dates(self) -> bool:
        questions = self._view.questions if self._view is not None else ()
        return any(choice.recipe.date_order for asked in questions for choice in asked.choices)

    def _edit(self, what: str, **changes: object) -> None:
        source = self._source
        if source is not None:
            settings = with_reading(self._session.settings, self._session.source, **changes)
            self._session.edit(f"{what} of {Path(source.path).name}", settings)


def _sheets(view: SourceView | None, recipe: Recipe) -> list[tuple[str, object]]:
    """List the sheets; of a workbook that cannot be read only the first one is sure to be there."""
    if view is not None:
        several = len(view.sheets) > 1 or recipe.sheet == ALIKE_SHEETS
        alike: list[tuple[str, object]] = [(ALL_ALIKE, ALIKE_SHEETS)] if several else []
        return [*alike, *((name, name) for name in view.sheets)]
    asked: list[tuple[str, object]] = [(recipe.sheet, recipe.sheet)] if recipe.sheet else []
    return [("first sheet", None), *asked]


def _offered(names: dict[str, str], value: str | None) -> list[tuple[str, object]]:
    """List what can be chosen, with the value in force even if it is an unusual one."""
    offered: list[tuple[str, object]] = [(text, key) for key, text in names.items()]
    if value is not None and value not in names:
        offered.append((value, value))
    return offered
