"""How each customer buys: how often, when, for how much, and within which span of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from core.at_once import at_once
from core.native import rows as loops
from core.value.columns import NO_DAY, Days, Floats, are_known
from core.value.evidence.orders import Block, OrderLines, customer_blocks
from core.value.evidence.purchases import Purchases, Refunds, purchases_in
from core.value.sums import RunningSums, exact_sums

_EACH = (
    *("later_purchases", "later_amount", "recent", "orders", "revenue", "margin", "covered"),
    *("period_orders", "period_revenue", "period_margin"),
)
"""What `Buying` has of each customer besides the histories."""

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Span:
    """The days that matter, each as days since 1970.

    Attributes
    ----------
    first, last
        First and last day that counts; orders on other days are left out.
    cut
        Last day of the time that the models are checked from; what follows until ``last`` is
        what they have to foretell.
    since
        First day of the time that profit is counted over.
    """

    first: int
    last: int
    cut: int
    since: int


@dataclass(frozen=True, eq=False)
class History:
    """What is known of each customer's purchases at the end of a day; shape (customers,) each.

    Attributes
    ----------
    end
        That day.
    purchases
        Days with a purchase.
    first, last
        First and last of them; `core.value.columns.NO_DAY` without any.
    amount
        What the purchases came to, refunds taken off.
    repeat_amount
        The same without the first purchase.
    """

    end: int
    purchases: Counts
    first: Days
    last: Days
    amount: Floats
    repeat_amount: Floats

    @property
    def bought(self) -> Flags:
        """Who has bought at all."""
        return self.purchases > 0

    @property
    def mean_repeat_amount(self) -> Floats:
        """Mean amount of the purchases after the first; NaN without any."""
        repeats = self.purchases - 1
        unknown = np.full(len(repeats), np.nan)
        np.divide(self.repeat_amount, repeats, out=unknown, where=repeats > 0)
        return unknown


@dataclass(frozen=True, eq=False)
class Buying:
    """How each customer buys; arrays have the shape (customers,) unless something else is said.

    Attributes
    ----------
    span
        The days that matter.
    now, then
        The histories at the last day and at the cut.
    later_purchases, later_amount
        What followed between the cut and the last day.
    recent
        Purchases in the second half of the time since the first one, at the last day.
    orders, revenue, margin
        Rows of orders, and what they come to, refunds taken off; orders without a date included.
    covered
        Part of the revenue whose margin is known.
    period_orders, period_revenue, period_margin
        The same within the time that profit is counted over, orders without a date included.
    repeats_by_day
        Shape (days,): all customers' purchases after their first, on each day from the first.
    refunds
        What became of refunds.
    ignored
        Rows dated before the first or after the last day that counts.
    undated
        Rows of customers without a date.
    """

    span: Span
    now: History
    then: History
    later_purchases: Counts
    later_amount: Floats
    recent: Counts
    orders: Counts
    revenue: Floats
    margin: Floats
    covered: Floats
    period_orders: Counts
    period_revenue: Floats
    period_margin: Floats
    repeats_by_day: Counts
    refunds: Refunds
    ignored: int
    undated: int


def buying(lines: OrderLines, size: int, span: Span) -> Buying:
    """Work out how each customer buys.

    Parameters
    ----------
    lines
        The orders; worked through some customers at a time, so that ten million rows take
        little memory beside their own.
    size
        How many customers there are.
    span
        The days that matter.
    """

    def part(block: Block) -> Buying:
        return _part(block.of(lines), block.end - block.first, span)

    parts = at_once(part, customer_blocks(lines, size))
    if len(parts) == 1:
        return parts[0]
    return _joined(parts)


def _part(lines: OrderLines, size: int, span: Span) -> Buying:
    paid = counted = lines
    if not _all_inside(lines.days, span):
        inside = (lines.days >= span.first) & (lines.days <= span.last)
        paid, counted = lines.kept(inside), lines.kept(inside | (lines.days == NO_DAY))
    undated = len(counted) - len(paid)
    recent = counted.days >= span.since
    if undated:
        recent |= counted.days == NO_DAY
    purchases, refunds = purchases_in(replace(paid, amounts=_without_gaps(paid.amounts)))
    sums = RunningSums(purchases.amounts)
    of_each = loops.counts(purchases.places, size)
    now, then = (_history(purchases, of_each, sums, end) for end in (span.last, span.cut))
    ends = np.cumsum(of_each)
    totals = _totals(counted, size)
    of_period = totals if recent.all() else _totals(counted, size, recent)
    return Buying(
        span=span,
        now=now,
        then=then,
        later_purchases=now.purchases - then.purchases,
        later_amount=sums.between(ends - now.purchases + then.purchases, ends),
        recent=_recent(purchases, now),
        orders=totals.orders,
        revenue=totals.revenue,
        margin=totals.margin,
        covered=_covered(counted, totals, size),
        period_orders=of_period.orders,
        period_revenue=of_period.revenue,
        period_margin=of_period.margin,
        repeats_by_day=_repeats_by_day(purchases, now, span),
        refunds=refunds,
        ignored=len(lines) - len(counted),
        undated=undated,
    )


def _all_inside(days: Days, span: Span) -> bool:
    """Whether all days count, as they mostly do."""
    return not len(days) or bool(days.min() >= span.first and days.max() <= span.last)


def _without_gaps(values: Floats) -> Floats:
    """Give values with 0 where one is missing."""
    return values if are_known(values) else np.where(np.isnan(values), 0.0, values)


@dataclass(frozen=True, eq=False)
class _Totals:
    """What the orders of each customer come to."""

    orders: Counts
    revenue: Floats
    margin: Floats


def _totals(lines: OrderLines, size: int, chosen: Flags | None = None) -> _Totals:
    """Give what all lines of each customer come to, or the chosen ones."""
    revenue = _total(lines, lines.amounts, size, chosen)
    same = lines.margins is lines.amounts
    margin = revenue if same else _total(lines, lines.margins, size, chosen)
    return _Totals(loops.counts(lines.places, size, chosen), revenue, margin)


def _covered(lines: OrderLines, totals: _Totals, size: int) -> Floats:
    """Part of the revenue whose margin is known."""
    if lines.margins is lines.amounts:
        return totals.revenue
    if are_known(lines.margins):
        return totals.revenue
    return _total(lines, lines.amounts, size, ~np.isnan(lines.margins))


def _total(lines: OrderLines, values: Floats, size: int, chosen: Flags | None = None) -> Floats:
    """Give what the values of each customer come to; those that are not known add nothing."""
    values = _without_gaps(values)
    if chosen is not None:
        values = np.where(chosen, values, 0.0)
    return exact_sums(lines.places, values, size)


def _history(purchases: Purchases, of_each: Counts, sums: RunningSums, end: int) -> History:
    """Give the histories at the end of a day; ``of_each`` is how many purchases there are ever."""
    starts, size = np.cumsum(of_each) - of_each, len(of_each)
    until = purchases.days <= end
    counts = of_each if until.all() else loops.counts(purchases.places, size, until)
    bought = counts > 0
    first, last = np.full((2, size), NO_DAY, dtype=np.int32)
    ends = starts + counts
    first[bought] = purchases.days[starts[bought]]
    last[bought] = purchases.days[ends[bought] - 1]
    amounts = sums.between(starts, ends), sums.between(starts + bought, ends)
    return History(end, counts, first, last, *amounts)


def _recent(purchases: Purchases, now: History) -> Counts:
    """Purchases in the second half of each customer's time."""
    half = (now.first.astype(np.int64) + now.end) // 2  # days are whole: later than that by one
    late = purchases.days > loops.taken(half.astype(np.int32), purchases.places)
    return loops.counts(purchases.places, len(half), late)


def _repeats_by_day(purchases: Purchases, now: History, span: Span) -> Counts:
    again = purchases.days > loops.taken(now.first, purchases.places)
    since = purchases.days - np.int32(span.first)
    return loops.counts(since, span.last - span.first + 1, again)


def _joined(parts: list[Buying]) -> Buying:
    """Put the customers of all parts behind one another."""
    return replace(
        parts[0],
        now=_histories_joined([part.now for part in parts]),
        then=_histories_joined([part.then for part in parts]),
        repeats_by_day=np.sum([part.repeats_by_day for part in parts], axis=0),
        refunds=sum((part.refunds for part in parts), Refunds()),
        ignored=sum(part.ignored for part in parts),
        undated=sum(part.undated for part in parts),
        **_concatenated(parts, _EACH),
    )


def _histories_joined(parts: list[History]) -> History:
    names = ("purchases", "first", "last", "amount", "repeat_amount")
    return replace(parts[0], **_concatenated(parts, names))


def _concatenated(parts: Sequence[object], names: Sequence[str]) -> dict[str, Any]:
    return {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
