"""Which columns a list has, and what stands in them: from a template, or from columns on screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from core.customers.columns import CUSTOMER
from core.customers.order import Places
from core.customers.roster import Roster
from core.export_kinds import FileWanted
from core.output.list_template import Field, TemplateLine, no_such_column, template_of
from core.output.pseudonyms import pseudonyms
from core.tables.listing import Cell, CellKind, ListColumn

AS_WRITTEN = {CellKind.TEXT, CellKind.DATE}
"""Kinds of cells that come from the files as they are, and may tell who a customer is."""


@dataclass(frozen=True, eq=False)
class ListedColumn:
    """A column of a list.

    Attributes
    ----------
    title
        What stands above it.
    kind
        What its cells are; words are told as text.
    key
        Key of the column of the roster that it is; "" for a text made up of several.
    told
        Gives the cells of some customers: numbers, NaN if missing; text and days, "" if missing.
    """

    title: str
    kind: CellKind
    key: str
    told: Callable[[Places], Sequence[Cell]]


@dataclass(frozen=True, eq=False)
class CustomerList:
    """Customers with the columns that are written, in order.

    Attributes
    ----------
    roster
        All customers.
    columns
        The columns to write.
    rows
        Places of the customers to write.
    left_out
        Why columns that were wanted are not there, as sentences.
    """

    roster: Roster
    columns: tuple[ListedColumn, ...]
    rows: Places
    left_out: tuple[str, ...] = ()

    def cells(self, rows: slice) -> list[tuple[Cell, ...]]:
        """Return the cells of some customers, one tuple each."""
        places = self.rows[rows]
        return list(zip(*(column.told(places) for column in self.columns), strict=True))


def list_of(roster: Roster, wanted: FileWanted) -> CustomerList:
    """Return the list that is wanted.

    Raises
    ------
    UserError
        If the template cannot be understood, or wants what there is not.
    """
    if wanted.template:
        columns, left_out = _of_template(roster, template_of(wanted.template))
    else:
        keys = wanted.columns or tuple(
            key for key, column in roster.columns.items() if column.shown.usual
        )
        shown = [roster.columns[key].shown for key in keys if key in roster.columns]
        columns, left_out = [_plain(roster, column.title, column) for column in shown], []
    rows = roster.rows(wanted.query)
    if wanted.secret:
        columns, hidden = _hidden(roster, columns, wanted.secret)
        left_out += hidden
        rows = _shuffled(roster, rows, wanted.secret)
    return CustomerList(roster, tuple(columns), rows, tuple(left_out))


def _of_template(
    roster: Roster, lines: Sequence[TemplateLine]
) -> tuple[list[ListedColumn], list[str]]:
    names = {key.casefold(): column.shown for key, column in roster.columns.items()}
    names |= {column.shown.title.casefold(): column.shown for column in roster.columns.values()}
    columns, left_out = [], []
    for line in (line.meant(names) for line in lines):
        lacking = [field for field in line.fields if field.name.casefold() not in names]
        if not lacking:
            columns.append(_of_line(roster, line, names))
        elif all(field.may_lack for field in lacking):
            left_out.append(f"‘{line.title}’ is left out: there is no {lacking[0].name}.")
        else:
            missing = next(field for field in lacking if not field.may_lack)
            known = [column.shown.title for column in roster.columns.values()]
            raise no_such_column(missing.name, known)
    return columns, left_out


def _of_line(roster: Roster, line: TemplateLine, names: dict[str, ListColumn]) -> ListedColumn:
    if line.plain is not None:
        return _plain(roster, line.title, names[line.plain.name.casefold()])
    columns = {field: names[field.name.casefold()] for field in line.fields}
    personal = any(column.kind in AS_WRITTEN for column in columns.values())
    return ListedColumn(
        line.title,
        CellKind.TEXT if personal else CellKind.WORD,
        "",
        lambda places: _texts(roster, line, columns, places),
    )


def _plain(roster: Roster, title: str, column: ListColumn) -> ListedColumn:
    told = roster.words if column.kind is CellKind.WORD else roster.told
    return ListedColumn(title, column.kind, column.key, lambda places: told(column.key, places))


def _texts(
    roster: Roster, line: TemplateLine, columns: dict[Field, ListColumn], places: Places
) -> list[str]:
    """Put texts and values together, for each customer."""
    parts = [
        _said(roster, columns[part], part, places)
        if isinstance(part, Field)
        else [part] * len(places)
        for part in line.parts
    ]
    return ["".join(said) for said in zip(*parts, strict=True)] if parts else [""] * len(places)


def _said(roster: Roster, column: ListColumn, field: Field, places: Places) -> list[str]:
    """What is said of each customer inside a text: numbers with two decimals at most."""
    if column.kind is CellKind.NUMBER:
        return [
            _rounded(float(cell)) if np.isfinite(cell) else field.otherwise
            for cell in roster.cells(column.key)[places].tolist()
        ]
    return [word or field.otherwise for word in roster.words(column.key, places)]


def _rounded(number: float) -> str:
    text = f"{number:.2f}"
    return text.removesuffix(".00") if text != "-0.00" else "0"


def _hidden(
    roster: Roster, columns: Sequence[ListedColumn], secret: str
) -> tuple[list[ListedColumn], list[str]]:
    """Put pseudonyms in place of ids, and leave out what may tell who a customer is."""

    def told(places: Places) -> list[str]:
        return pseudonyms(roster.cells(CUSTOMER)[places].tolist(), secret)

    kept, left_out = [], []
    for column in columns:
        if column.key == CUSTOMER:
            kept.append(ListedColumn(column.title, CellKind.TEXT, CUSTOMER, told))
        elif column.kind in AS_WRITTEN:
            left_out.append(f"‘{column.title}’ is left out: it may tell who a customer is.")
        else:
            kept.append(column)
    return kept, left_out


def _shuffled(roster: Roster, rows: Places, secret: str) -> Places:
    """Order customers by their pseudonyms: any other order would tell something of the ids."""
    names = pseudonyms(roster.cells(CUSTOMER)[rows].tolist(), secret)
    return rows[np.argsort(np.array(names, dtype=np.str_), kind="stable")]
