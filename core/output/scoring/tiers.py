"""The value tier by profit, at the cuts that were frozen."""

from sqlglot import exp

from core.output.scoring.frozen import Cut, Tiers
from core.output.scoring.terms import (
    Term,
    above,
    at_least,
    at_most,
    case,
    cast,
    column,
    equal,
    known,
    number,
    text,
)
from core.tables.profit import TIERS

CUSTOMER = "customer_id"
BY_LETTERS = "by_letters"
"""Stands for the order of texts by the numbers of their letters, as Python has it."""


def tier(tiers: Tiers) -> Term:
    """Give the tier; nothing where no profit is known."""
    top, middle, bottom = map(text, TIERS)
    ends = ((tiers.top, top), (tiers.middle, middle))
    before = ((_before(cut), title) for cut, title in ends if cut is not None)
    return case(*before, (known(column("profit")), bottom))


def _before(cut: Cut) -> Term:
    """Whether a customer is before a cut in the order of profit; of equal ones the first ids."""
    own, limit = column("profit"), number(cut.profit)
    if not cut.last:
        return at_least(own, limit)
    ids = exp.Collate(this=cast(column(CUSTOMER), "TEXT"), expression=exp.to_identifier(BY_LETTERS))
    tied = exp.and_(equal(own, limit), at_most(ids, text(cut.last)))
    return exp.or_(above(own, limit), tied)
