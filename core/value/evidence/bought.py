"""What the sources say of what customers bring: their orders, contracts and totals."""

from dataclasses import dataclass

import numpy as np

from core.settings import Kind, Role, Valuation
from core.tables.customers import Joined, Placed, Places
from core.value.columns import Days, days_of
from core.value.evidence.buying import Buying, buying
from core.value.evidence.contract_terms import contract_notes
from core.value.evidence.contracts import (
    Contracts,
    contract_days,
    contracts_of,
    has_contracts,
)
from core.value.evidence.given import Given, given_in
from core.value.evidence.orders import margin_notes, order_lines
from core.value.evidence.spans import Calendar, Dated, calendar, dated_of
from core.value.words import amount, counted, listed

Parts = dict[Kind, list[Placed]]


@dataclass(frozen=True, eq=False)
class Bought:
    """What customers bring; each part is None if no source says anything of it.

    Attributes
    ----------
    size
        How many customers there are.
    calendar
        The days that count.
    buying
        How they buy.
    amount_is_known
        Whether the orders say what was paid.
    margin_is_known
        Whether the margins of the orders are margins, and not the amounts.
    contracts
        Their contracts.
    given
        What profiles say of worth.
    sources
        Names of the sources of each kind, as they are listed in a sentence.
    notes
        What is worth knowing, as sentences.
    """

    size: int
    calendar: Calendar
    buying: Buying | None
    amount_is_known: bool
    margin_is_known: bool
    contracts: Contracts | None
    given: Given
    sources: dict[Kind, str]
    notes: tuple[str, ...]

    @property
    def word(self) -> str:
        """What orders bring: margin, or revenue where no margin is known."""
        return "margin" if self.margin_is_known else "revenue"


def bought(joined: Joined, valuation: Valuation, cost_months: int) -> Bought:
    """Gather what the sources say of what customers bring.

    Parameters
    ----------
    joined
        Who is a customer, and which rows are whose.
    valuation
        The last day that counts, the period, the margin rate, and when contracts are renewed.
    cost_months
        How many months are meant if nothing is dated.

    Raises
    ------
    UserError
        If a column does not hold what it is used as, or the last day makes no sense.
    """
    size, parts = len(joined.ids), by_kind(joined)
    orders = parts[Kind.ORDERS]
    lines = order_lines(orders, valuation) if orders else None
    dated = [] if lines is None else [_dated_orders(lines.places, lines.days)]
    found = calendar([*dated, *_dated(parts)], valuation, cost_months)
    bought_so = None if lines is None else buying(lines, size, found.span)
    contracts = [part for part in joined.placed if has_contracts(part)]
    notes = [*found.notes]
    if lines is not None and bought_so is not None:
        notes += [*margin_notes(orders, lines, valuation), *_order_notes(bought_so)]
    notes += contract_notes(contracts, found.span, valuation)
    return Bought(
        size=size,
        calendar=found,
        buying=bought_so,
        amount_is_known=lines is not None and not bool(np.isnan(lines.amounts).all()),
        margin_is_known=lines is not None and lines.margin_is_known,
        contracts=contracts_of(contracts, found.span, valuation) if contracts else None,
        given=given_in(joined.placed, size),
        sources={
            kind: listed(one.source.name for one in some) for kind, some in parts.items() if some
        },
        notes=tuple(notes),
    )


def by_kind(joined: Joined) -> Parts:
    """Give the sources of each kind."""
    return {kind: [one for one in joined.placed if one.source.kind is kind] for kind in Kind}


def _dated_orders(places: Places, days: Days) -> Dated:
    return Dated(Kind.ORDERS, dated_of(places, days), "orders")


def _dated(parts: Parts) -> list[Dated]:
    """The dates of all sources but orders; several files of one kind cover the time together."""
    nouns = {
        Kind.CONTACTS: "service contacts",
        Kind.SURVEYS: "answers",
        Kind.REFERRALS: "referrals",
        Kind.CONTRACTS: "contracts",
    }
    return [
        Dated(kind, np.concatenate([_days_in(part) for part in parts[kind]]), noun)
        for kind, noun in nouns.items()
        if parts[kind]
    ]


def _days_in(part: Placed) -> Days:
    """The dates of one source that is none of orders; none if it has none."""
    if part.source.kind is Kind.CONTRACTS:
        return contract_days(part)
    column = part.source.column_with(Role.DATE)
    if column is None:
        return np.zeros(0, np.int32)
    return dated_of(part.places, days_of(part.source, column))


def _order_notes(bought: Buying) -> list[str]:
    refunds, notes = bought.refunds, []
    if refunds.amount:
        cancelled = counted(refunds.cancelled, "purchase was", "purchases were")
        told = f"; {cancelled} refunded in full and count as none" if refunds.cancelled else ""
        left = ""
        if refunds.unmatched:
            left = f" For {amount(refunds.unmatched)} of it there was no earlier order."
        notes.append(
            f"Refunds of {amount(refunds.amount)} are taken off the orders before them{told}.{left}"
        )
    if bought.undated:
        rows = counted(bought.undated, "order has", "orders have")
        notes.append(f"{rows} no date; they count for revenue, but not for when customers buy.")
    return notes
