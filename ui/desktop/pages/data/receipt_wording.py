"""What the receipt of cells says, and the rows side by side."""

from core.answers import SourceView
from core.tables.sources import ColumnReceipt, Receipt
from ui.desktop.numbers import number
from ui.desktop.widgets.cells import Cell, Heading, amount

Rows = tuple[tuple[Cell, ...], ...]

CELL_HEADINGS = (
    Heading("Column", stretch=1, least=80),
    Heading("Filled", right=True, least=40),
    Heading("Read", right=True, least=40),
    Heading("Not of its type", right=True, least=40),
    Heading("Waiting", right=True, least=40),
    Heading("In the file", right=True, least=60, drop_below=420),
    Heading("As read", right=True, least=60),
)
_LONG = 18


def cells_balance(receipt: Receipt) -> tuple[str, bool]:
    """Return how many cells there are and whether all are accounted for."""
    filled = sum(column.filled for column in receipt.columns)
    below = sum(column.typed + column.failed + column.waiting for column in receipt.columns)
    balanced = all(column.balances for column in receipt.columns)
    return f"{number(filled)} cells {'=' if balanced else '≠'} {number(below)}", balanced


def cell_rows(receipt: Receipt) -> Rows:
    """Return one row for each column."""
    return tuple(_cell_row(column) for column in receipt.columns)


def _cell_row(column: ColumnReceipt) -> tuple[Cell, ...]:
    counts = (column.filled, column.typed, column.failed, column.waiting)
    same = column.raw_sum == column.typed_sum
    read = _sum_cell(column, column.typed_sum)
    return (
        Cell(column.column.replace("\n", " "), tooltip=column.column),
        *(amount(number(count), count) for count in counts[:3]),
        amount(number(column.waiting), column.waiting, "accent" if column.waiting else ""),
        _sum_cell(column, column.raw_sum),
        read if same else Cell(read.text, look="negative", tooltip="It differs from the file"),
    )


def _sum_cell(column: ColumnReceipt, added: str) -> Cell:
    if column.first_day:
        days = f"{column.first_day} – {column.last_day}"
        return Cell(days, tooltip="The earliest and the latest day")
    if not added:
        return Cell("", tooltip="Only numbers add up")
    return Cell(_figures(added), plain=added, tooltip=f"All its cells add up to {added}")


def _figures(added: str) -> str:
    """Group an exact sum in thousands; one with very many digits is shortened."""
    whole, _, part = added.partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if len(added) > _LONG:
        part = part[: max(_LONG - len(whole), 0)] + ("…" if part else "")
    grouped = f"{int(digits or '0'):,}"
    return f"{sign}{grouped}.{part}" if part else f"{sign}{grouped}"


def side_by_side(view: SourceView) -> tuple[tuple[Heading, ...], Rows]:
    """Return headings and rows: each row of the file, and below it what was read."""
    headings = (
        Heading("Row", right=True),
        Heading("", least=56),
        *(Heading(column.name.replace("\n", " "), stretch=1, firm=True) for column in view.columns),
    )
    rows: list[tuple[Cell, ...]] = []
    for found in view.side_by_side:
        raw = (Cell(text, plain=text) for text in found.raw)
        rows.append((Cell(number(found.row)), Cell("in the file", look="quiet"), *raw))
        typed = (_read_cell(*pair) for pair in zip(found.raw, found.typed, strict=False))
        rows.append((Cell(""), Cell("as read", look="quiet"), *typed))
    return headings, tuple(rows)


def _read_cell(raw: str, typed: str) -> Cell:
    if not typed:
        return Cell("missing" if not raw.strip() else "–", look="quiet")
    return Cell(typed, plain=typed, look="quiet" if raw == typed else "")
