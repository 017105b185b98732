"""The lines of all orders: whose, when, how much, and how much of it is margin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from core.intake.words import COST_SURE, says_each, tokens
from core.native import rows as loops
from core.native.order import RowsInOrder, rows_in_order
from core.settings import Role, Valuation
from core.tables.customers import Placed, Places
from core.tables.sources import SourceTable
from core.value.columns import NO_DAY, Days, Floats, are_known, days_of, numbers_of
from core.value.evidence.refunds import refund_notes, settled
from core.value.words import amount, counted, listed, percent, rows_that

_ROWS_AT_ONCE, _MOST_BLOCKS = 500_000, 30_000
NO_MARGIN = (
    "No margin is known, so revenue stands in for it and customers look worth more than they are. "
    "Give a margin rate, or a column with the margin."
)

_DECIMALS = 4
"""Of a price times a quantity; more would not be what was paid."""


@dataclass(frozen=True, eq=False)
class OrderLines:
    """Rows of orders, all arrays of shape (rows,).

    Attributes
    ----------
    places
        Place of the customer; -1 for rows of nobody.
    days
        Days since 1970; `core.value.columns.NO_DAY` where the date is missing.
    amounts
        What was paid, refunds negative; NaN where it is missing.
    margins
        How much of it is margin; NaN where it is not known.
    margin_is_known
        Whether margins are margins; otherwise they are the amounts.
    """

    places: Places
    days: Days
    amounts: Floats
    margins: Floats
    margin_is_known: bool = True

    def __len__(self) -> int:
        return len(self.places)

    def taken(self, rows: npt.NDArray[np.integer]) -> "OrderLines":
        """Give some of the rows."""
        amounts = self.amounts[rows]
        same = self.margins is self.amounts
        margins = amounts if same else self.margins[rows]
        return OrderLines(
            self.places[rows], self.days[rows], amounts, margins, self.margin_is_known
        )

    def kept(self, which: npt.NDArray[np.bool_]) -> "OrderLines":
        """Give some of the rows; the lines themselves if it is all of them."""
        return self if which.all() else self.taken(np.flatnonzero(which))


def order_lines(orders: Sequence[Placed], valuation: Valuation) -> OrderLines:
    """Gather the rows of all sources of orders.

    A margin is what a column says, or the amount less a column of costs; where neither
    is known it is the given rate of the amount. If nothing at all is known about margins, the
    amounts stand in for them.

    Raises
    ------
    UserError
        If a column does not hold numbers or dates.
    """
    parts = [_lines_of(part) for part in orders]
    lines = parts[0] if len(parts) == 1 else _together(parts)
    if valuation.margin_rate is not None:
        return _with_rate(lines, valuation.margin_rate)
    if np.isnan(lines.margins).all():
        return replace(lines, margins=lines.amounts, margin_is_known=False)
    return lines


def _lines_of(part: Placed) -> OrderLines:
    source = part.source
    date = source.column_with(Role.DATE)
    days = np.full(len(part.places), NO_DAY, np.int32) if date is None else days_of(source, date)
    amounts, margins = _amounts(source), _numbers(source, Role.MARGIN)
    unknown = np.broadcast_to(np.nan, days.shape)  # takes no room
    if amounts is None:
        amounts = margins if margins is not None else unknown
    if margins is None:
        costs = _costs(source)
        margins = unknown if costs is None else amounts - costs
    amounts, margins, gone = settled(source, amounts, margins)
    places = np.where(gone, np.int32(-1), part.places) if gone.any() else part.places
    return OrderLines(places, days, amounts, margins)


def _numbers(source: SourceTable, role: Role) -> Floats | None:
    column = source.column_with(role)
    return None if column is None else numbers_of(source, column)


def _costs(source: SourceTable) -> Floats | None:
    """What the orders cost; a cost of one piece counts as often as there are pieces."""
    costs, quantities = _numbers(source, Role.COST), _numbers(source, Role.QUANTITY)
    if costs is None or quantities is None or not says_each(source.column_with(Role.COST) or ""):
        return costs
    return np.asarray(np.round(quantities * costs, _DECIMALS))


def _amounts(source: SourceTable) -> Floats | None:
    """What was paid: a column, or quantity times unit price."""
    amounts = _numbers(source, Role.AMOUNT)
    if amounts is not None:
        return amounts
    quantities, prices = _numbers(source, Role.QUANTITY), _numbers(source, Role.PRICE)
    if quantities is None or prices is None:
        only = source.column_with(Role.REFUND) is not None
        return np.zeros(len(source.table)) if only else None
    return np.asarray(np.round(quantities * prices, _DECIMALS))


def _together(parts: Sequence[OrderLines]) -> OrderLines:
    return OrderLines(
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.amounts for part in parts]),
        np.concatenate([part.margins for part in parts]),
    )


def _with_rate(lines: OrderLines, rate: float) -> OrderLines:
    unknown = np.isnan(lines.margins)
    margins = np.where(unknown, np.round(lines.amounts * rate, _DECIMALS), lines.margins)
    return replace(lines, margins=margins)


@dataclass(frozen=True, eq=False)
class Block:
    """Customers from one place to another, the last left out, and the order of their lines."""

    first: int
    end: int
    order: RowsInOrder

    def of(self, lines: OrderLines) -> OrderLines:
        """Give their lines by customer and day, places counted from the first."""
        rows, days = self.order.unpacked()
        counts = np.diff(self.order.ends, prepend=0)
        places = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        amounts = loops.taken(lines.amounts, rows)
        same = lines.margins is lines.amounts
        margins = amounts if same else loops.taken(lines.margins, rows)
        return OrderLines(places, days, amounts, margins, lines.margin_is_known)


def customer_blocks(lines: OrderLines, size: int, most: int = _ROWS_AT_ONCE) -> list[Block]:
    """Divide the customers into blocks with about as many lines each as ``most``."""
    parts = min(max(1, -(-len(lines) // most)), _MOST_BLOCKS)
    edges = np.linspace(0, size, parts + 1).astype(np.int64)
    order = rows_in_order(lines.places, lines.days, size)
    return [
        Block(start, end, order.of_places(start, end)) for start, end in pairwise(edges.tolist())
    ]


def margin_notes(orders: Sequence[Placed], lines: OrderLines, valuation: Valuation) -> list[str]:
    """Sentences on amounts and margins that are missing."""
    notes = []
    for part in orders:
        amounts = _amounts(part.source)
        if amounts is None and _numbers(part.source, Role.MARGIN) is None:
            notes.append(f"{part.source.name} has no amount; its orders add nothing to revenue.")
            continue
        empty = 0
        if amounts is not None and not are_known(amounts):
            empty = int(np.count_nonzero(np.isnan(amounts)))
        if empty:
            start = rows_that(empty, part.source.name, "has", "have")
            notes.append(f"{start} no amount; they count as orders and add nothing to revenue.")
        notes += [*_cost_notes(part.source), *refund_notes(part.source, amounts)]
    return [*notes, *_without_margin(lines, valuation)]


def _cost_notes(source: SourceTable) -> list[str]:
    """Say which cost the margin is worked out with, and if it is taken times the quantity."""
    cost, quantity = source.column_with(Role.COST), source.column_with(Role.QUANTITY)
    if source.column_with(Role.MARGIN) is not None or cost is None:
        return []
    if quantity is None or not says_each(cost):
        others = [one.name for one in source.columns if one.role is Role.ATTRIBUTE]
        beside = [f"‘{name}’" for name in others if COST_SURE & set(tokens(name))]
        told = f", without {listed(beside)}" if beside else ""
        return [
            f"‘{cost}’ of {source.name} is taken for what each row cost{told}; the rest is margin."
        ]
    return [f"‘{cost}’ of {source.name} is the cost of one piece and counts times ‘{quantity}’."]


def _without_margin(lines: OrderLines, valuation: Valuation) -> list[str]:
    if not lines.margin_is_known:
        return [NO_MARGIN]
    if valuation.margin_rate is not None:
        rate = percent(valuation.margin_rate)
        return [f"Where an order has no margin, {rate} of its amount is taken."]
    left_out = np.isnan(lines.margins) & ~np.isnan(lines.amounts) & (lines.places >= 0)
    count = int(left_out.sum())
    if not count:
        return []
    lost = amount(float(lines.amounts[left_out].sum()))
    told = (
        f"Margin is missing for {counted(count, 'order')} of {lost} in all. It is left out, not "
        "guessed, so profit is too low by at most that. Give a margin rate for them, or leave it "
        "so."
    )
    return [told]
