"""What goes with an axis: the columns on which customers with high scores differ from others."""

import numpy as np
import numpy.typing as npt

from core.segments.profile.columns import CategoryColumn, NumberColumn, comparable, made_of
from core.segments.profile.effects import Effect, cliff, correlation
from core.segments.profile.traits import FEWEST, ranked, superiority, tellable
from core.segments.profile.wording import category_words, rising_words
from core.settings import Axis
from core.tables.customers import WORKED_OUT, CustomerTable, ScoredCustomers
from core.tables.profile import Driver, Drivers

Floats = npt.NDArray[np.float64]

_MOST = 8
_THE_SAME = 0.98


def drivers(customers: CustomerTable, scored: ScoredCustomers, place: int) -> Drivers:
    """What goes with one axis, strongest first, on columns that no axis is made from.

    A column that says practically the same as the axis is no news and left out, and so is what
    was worked out, such as profit, of which the axes are often a part.

    Parameters
    ----------
    customers
        One row per customer.
    scored
        Where they stand.
    place
        Place of the axis among the axes.
    """
    axis = scored.axes[place]
    scores = scored.scores[:, place]
    worked_out = (one.name for one in customers.measures if one.source == WORKED_OUT)
    making = frozenset(worked_out).union(*made_of(customers, scored.axes))
    found = []
    looked_at = 0
    for column in comparable(customers):
        if column.name in making:
            continue
        looked_at += 1
        made = (
            _with_numbers(column, axis, scores)
            if isinstance(column, NumberColumn)
            else _with_category(column, axis, scores)
        )
        found += [made] if made is not None else []
    found.sort(key=lambda one: (-abs(one.strength), one.attribute))
    silent = "" if found else "No other column goes with it clearly enough to tell."
    return Drivers(axis.measure, tuple(found[:_MOST]), looked_at, silent)


def _with_numbers(column: NumberColumn, axis: Axis, scores: Floats) -> Driver | None:
    """How numbers rise or fall with the score."""
    both = np.flatnonzero(~np.isnan(column.values) & ~np.isnan(scores))
    if len(both) < FEWEST:
        return None
    marks = np.ones(len(both), dtype=np.int64)
    one, two = (_ranks(values[both], marks) for values in (column.values, scores))
    spread = float(np.sqrt((one @ one) * (two @ two)))
    if not spread:
        return None
    effect = correlation(float(one @ two) / spread, len(both))
    if not tellable(effect) or abs(effect.size) >= _THE_SAME:
        return None
    return _driver(column.name, "", effect, rising_words(column, axis, effect))


def _ranks(values: Floats, marks: npt.NDArray[np.int64]) -> Floats:
    """Mean ranks less their mean, in the order of the values given."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = ranked(values, marks).ranks
    return np.asarray(ranks - ranks.mean())


def _with_category(column: CategoryColumn, axis: Axis, scores: Floats) -> Driver | None:
    """The category whose customers score clearest above or below all others."""
    known = ~np.isnan(scores)
    here = ranked(np.where(known, scores, np.nan), column.indices + 2)
    sizes = np.bincount(here.codes, minlength=len(column.categories) + 2)
    sums = np.bincount(here.codes, here.ranks, minlength=len(column.categories) + 2)
    best: Driver | None = None
    for index, category in enumerate(column.categories):
        own, others = int(sizes[index + 2]), len(here.codes) - int(sizes[index + 2])
        if min(own, others) < FEWEST:
            continue
        effect = cliff(superiority(float(sums[index + 2]), own, others), own, others)
        if tellable(effect) and (best is None or abs(effect.size) > abs(best.strength)):
            words = category_words(column.name, category, axis, effect)
            best = _driver(column.name, category, effect, words)
    return best


def _driver(attribute: str, category: str, effect: Effect, words: str) -> Driver:
    return Driver(attribute, category, effect.size, effect.low, effect.high, words)
