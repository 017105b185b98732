"""The heavy step for bases that outgrow a laptop: from orders to one row per customer."""

from collections.abc import Mapping

from sqlglot import exp

from core.output.scoring.order_columns import OrderColumns
from core.output.scoring.tables import check_apart, table_named
from core.output.scoring.terms import (
    Term,
    above,
    at_most,
    below,
    case,
    cast,
    column,
    double,
    equal,
    flag,
    known,
    minus,
    name,
    named,
    opposite,
    over,
    rounded,
    selected,
    text,
    times,
    whole,
)
from core.output.scoring.texts import trimmed
from core.output.scoring.tiers import BY_LETTERS, CUSTOMER

DECIMALS = 8
"""Of an amount; more are rounded off."""

_MONEY = f"DECIMAL(28, {DECIMALS})"
"""Amounts are added as decimals, so that no sum depends on the order of the rows.

Every sum is brought back to it, since some engines give up decimals when sums grow wider.
"""

_DECIMALS_OF_PRODUCTS = 4
"""Of a quantity times a price, as `core.value.evidence.orders` has it."""

_UP_TO_NOW = {"start": "UNBOUNDED", "start_side": "PRECEDING", "end": "CURRENT ROW"}
_FROM_NOW_ON = {"start": "CURRENT ROW", "end": "UNBOUNDED", "end_side": "FOLLOWING"}


def orders_query(columns: OrderColumns, table: str, last: str) -> exp.Select:
    """Add the orders up to one row per customer, as `core.value.evidence.buying` does.

    Whoever has ordered at all is there, with 0 orders if they did so after the last day only. Ids
    are the same if they are in Unicode normal form C without the white space around them, which
    the query leaves out.

    The orders of a customer on one day are one purchase. A refund is taken off the day's own
    amounts first, then off the purchases before it, the latest first: what is left of a purchase is
    the least that all orders come to on that day or any later one, less what they came to before.

    Parameters
    ----------
    columns
        What the columns are called.
    table
        The table with the orders; its name is read by `core.output.scoring.tables.table_named`.
    last
        Last day that counts, as ``"2025-09-30"``; "" for the last that there is.

    Returns
    -------
    sqlglot.expressions.Select
        Columns ``customer_id``, ``orders``, ``revenue``, ``margin``, ``first_order``,
        ``last_order``, ``purchases``, ``days_since_purchase``, ``repeat_purchases``,
        ``amount_per_purchase`` and ``days_as_customer``, as the measures of those names.
    """
    own = table_named(table)
    stages = (
        ("read", _read(columns, own)),
        ("named", _named(refunds=bool(columns.refund))),
        ("line", _lines(last)),
        ("total", _totals(margin=bool(columns.margin or columns.cost))),
        ("bought_on", _days()),
        ("running", _running()),
        ("settled", _settled()),
        ("history", _histories()),
    )
    check_apart(own, [title for title, _ in stages])
    query = _customers(last, margin=bool(columns.margin or columns.cost))
    for title, body in stages:
        query = query.with_(name(title), as_=body, copy=False)
    return query


def _read(columns: OrderColumns, table: exp.Table) -> exp.Select:
    own = exp.Normalize(this=cast(column(columns.customer), "TEXT"))
    found: dict[str, Term] = {
        CUSTOMER: exp.Collate(this=trimmed(own), expression=exp.to_identifier(BY_LETTERS)),
        "day": cast(column(columns.date), "DATE"),
        "amount": _amount(columns),
    }
    if columns.margin:
        found["margin"] = _money(columns.margin)
    elif columns.cost:
        found["margin"] = minus(found["amount"], _cost(columns))
    if columns.refund:
        found |= _less_refunds(found, columns.refund)
    return selected(named(found), table)


def _less_refunds(read: Mapping[str, Term], title: str) -> dict[str, Term]:
    """Take off what was given back; where nothing was paid, all of it."""
    back = cast(exp.Coalesce(this=exp.Abs(this=_money(title)), expressions=[whole(0)]), _MONEY)
    alone = exp.and_(exp.not_(known(read["amount"])), above(back, whole(0)))
    less = {one: minus(read[one], back) for one in ("amount", "margin") if one in read}
    return {**less, "amount": case((alone, opposite(back)), otherwise=less["amount"]), "back": back}


def _amount(columns: OrderColumns) -> Term:
    """Give what was paid: a column, a quantity times a price, or the margin."""
    if not columns.amount and columns.quantity and columns.price:
        return _product(columns.quantity, columns.price)
    return _money(columns.amount or columns.margin)


def _cost(columns: OrderColumns) -> Term:
    if columns.cost_of_each and columns.quantity:
        return _product(columns.quantity, columns.cost)
    return _money(columns.cost)


def _product(quantity: str, of_each: str) -> Term:
    product = times(double(column(quantity)), double(column(of_each)))
    return cast(rounded(product, _DECIMALS_OF_PRODUCTS), _MONEY)


def _money(title: str) -> Term:
    return cast(column(title) if title else exp.Null(), _MONEY)


def _named(*, refunds: bool) -> exp.Select:
    """Give the orders of somebody that were not refunded in full."""
    query = selected([exp.Star()], "read")
    query = query.where(exp.NEQ(this=column(CUSTOMER), expression=text("")), copy=False)
    if refunds:
        gone = exp.and_(above(column("back"), whole(0)), equal(column("amount"), whole(0)))
        query = query.where(exp.not_(gone), copy=False)
    return query


def _lines(last: str) -> exp.Select:
    """Tell which orders count: up to the last day, or without a day."""
    undated = exp.Is(this=column("day"), expression=exp.Null())
    in_time = at_most(column("day"), _last_day(last))
    return selected([exp.Star(), *named({"counts": flag(exp.or_(undated, in_time))})], "named")


def _last_day(last: str) -> Term:
    if last:
        return cast(text(last), "DATE")
    found = selected([exp.Max(this=column("day"))], "named")
    return exp.Subquery(this=found)


def _totals(*, margin: bool) -> exp.Select:
    found: dict[str, Term] = {
        CUSTOMER: column(CUSTOMER),
        "orders": exp.Count(this=_if_counted("counts")),
        "revenue": _sum(_if_counted("amount")),
    }
    if margin:
        found["margin"] = _sum(_if_counted("margin"))
    return selected(named(found), "line").group_by(column(CUSTOMER), copy=False)


def _if_counted(amount: str) -> Term:
    return case((equal(column("counts"), whole(1)), column(amount)))


def _sum(term: Term) -> Term:
    """Add up; 0 of nothing."""
    return cast(exp.Coalesce(this=exp.Sum(this=term), expressions=[whole(0)]), _MONEY)


def _days() -> exp.Select:
    """Add up each customer's day, and leave out those on which all was refunded."""
    refunded = exp.Max(this=flag(below(column("amount"), whole(0))))
    found = {
        CUSTOMER: column(CUSTOMER),
        "day": column("day"),
        "paid": _sum(column("amount")),
    }
    counts = equal(column("counts"), whole(1))
    query = selected(named(found), "line").where(counts, known(column("day")), copy=False)
    query = query.group_by(column(CUSTOMER), column("day"), copy=False)
    left = exp.NEQ(this=_sum(column("amount")), expression=whole(0))
    return query.having(exp.or_(left, equal(refunded, whole(0))), copy=False)


def _running() -> exp.Select:
    """Give what each customer's orders have come to after each day."""
    since = cast(_window(exp.Sum(this=column("paid")), _UP_TO_NOW), _MONEY)
    return selected([exp.Star(), *named({"after": since})], "bought_on")


def _settled() -> exp.Select:
    """Give what is left of each day once later refunds are taken off."""
    least = _window(exp.Min(this=column("after")), _FROM_NOW_ON)
    before = minus(column("after"), column("paid"))
    return selected([exp.Star(), *named({"left_over": minus(least, before)})], "running")


def _window(what: Term, edges: Mapping[str, str]) -> Term:
    """Take something over the days of a customer, in their order, between two edges."""
    days = exp.Ordered(this=column("day"), nulls_first=True)
    return exp.Window(
        this=what,
        partition_by=[column(CUSTOMER)],
        order=exp.Order(expressions=[days]),
        spec=exp.WindowSpec(kind="ROWS", **edges),
    )


def _histories() -> exp.Select:
    """Give how often, when and for how much each customer has bought."""
    nothing = exp.and_(equal(column("paid"), whole(0)), equal(column("left_over"), whole(0)))
    found = {
        CUSTOMER: column(CUSTOMER),
        "purchases": exp.Count(this=exp.Star()),
        "first_order": exp.Min(this=column("day")),
        "last_order": exp.Max(this=column("day")),
        "amount": exp.Sum(this=column("left_over")),
    }
    query = selected(named(found), "settled")
    query = query.where(exp.or_(above(column("left_over"), whole(0)), nothing), copy=False)
    return query.group_by(column(CUSTOMER), copy=False)


def _customers(last: str, *, margin: bool) -> exp.Select:
    purchases = column("purchases", "history")
    since, tenure = (
        exp.DateDiff(
            this=_last_day(last),
            expression=column(day, "history"),
            unit=exp.Var(this="DAY"),
        )
        for day in ("last_order", "first_order")
    )
    found: dict[str, Term] = {
        CUSTOMER: column(CUSTOMER, "total"),
        "orders": column("orders", "total"),
        "revenue": double(column("revenue", "total")),
    }
    if margin:
        found["margin"] = double(column("margin", "total"))
    found |= {
        "first_order": column("first_order", "history"),
        "last_order": column("last_order", "history"),
        "purchases": exp.Coalesce(this=purchases, expressions=[whole(0)]),
        "days_since_purchase": since,
        "repeat_purchases": minus(purchases, whole(1)),
        "amount_per_purchase": over(double(column("amount", "history")), double(purchases)),
        "days_as_customer": tenure,
    }
    same = equal(column(CUSTOMER, "total"), column(CUSTOMER, "history"))
    history = exp.Table(this=name("history"))
    return selected(named(found), "total").join(history, on=same, join_type="left", copy=False)
