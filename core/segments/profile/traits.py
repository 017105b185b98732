"""What sets each segment apart from all other customers, on every column of the customer table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.profile.columns import (
    CategoryColumn,
    ComparedColumn,
    NumberColumn,
    comparable,
    made_of,
)
from core.segments.profile.effects import Effect, cliff, difference
from core.segments.profile.wording import number_words, share_words, silence
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.profile import Profile, Trait
from core.tables.segments import SegmentTable

Floats = npt.NDArray[np.float64]
Three = tuple[float, float, float]

FEWEST = 30
"""Customers that a segment has to have on a column before anything is said."""

_LEAST_EFFECT = 0.1
_WIDEST = 0.5
_MOST_TRAITS = 12
_QUARTILES = (0.25, 0.5, 0.75)


def profiles(
    customers: CustomerTable, scored: ScoredCustomers, segments: SegmentTable
) -> tuple[Profile, ...]:
    """What sets each segment apart, in the order of the codes.

    A difference is told if its 95 % interval leaves an effect of at least 0.1 and is not wider
    than 0.5, so that small segments stay silent where nothing can be said.

    Parameters
    ----------
    customers
        One row per customer.
    scored
        Where they stand; customers who are not scored are left out of every comparison.
    segments
        The customers divided.
    """
    codes = segments.codes.astype(np.int64)
    defining = frozenset[str]().union(*made_of(customers, scored.axes))
    found: dict[int, list[Trait]] = {one.code: [] for one in segments.segments}
    for column in comparable(customers):
        for code, trait in _traits(column, codes, len(found), defines=column.name in defining):
            found[code].append(trait)
    looked_at = len(customers.table.columns)
    return tuple(
        Profile(
            one.code,
            tuple(_greatest(found[one.code])),
            looked_at,
            silence(one.customers, FEWEST, len(found[one.code])),
        )
        for one in segments.segments
    )


def _greatest(traits: list[Trait]) -> list[Trait]:
    """The greatest differences; those that make the axes come last, since they are no wonder."""
    ordered = sorted(traits, key=lambda one: (one.defines, -abs(one.effect), one.attribute))
    seen: set[tuple[float, ...]] = set()
    kept = []
    for one in ordered:
        # Columns that say the same of the same customers are told once.
        told = tuple(round(side, 3) for side in (abs(one.effect), *one.own, *one.others))
        if told not in seen:
            kept.append(one)
        seen.add(told)
    return kept[:_MOST_TRAITS]


def tellable(effect: Effect) -> bool:
    """Whether an effect is large enough and known surely enough to be told."""
    return effect.surely >= _LEAST_EFFECT and effect.width <= _WIDEST


def _traits(
    column: ComparedColumn, codes: Integers, segments: int, *, defines: bool
) -> Iterator[tuple[int, Trait]]:
    """Differences on one column that are worth telling, with the code of the segment."""
    if isinstance(column, NumberColumn):
        yield from _of_numbers(column, codes, segments, defines=defines)
    else:
        yield from _of_categories(column, codes, segments, defines=defines)


@dataclass(frozen=True, eq=False)
class _Ranked:
    """The known values in order, each with the code of its customer's segment and its rank."""

    values: Floats
    codes: Integers
    ranks: Floats


def ranked(values: Floats, codes: Integers) -> _Ranked:
    """Values that are there, of customers with a code, in order and with their mean ranks."""
    known = np.flatnonzero(~np.isnan(values) & (codes > 0))
    order = known[np.argsort(values[known], kind="stable")]
    ordered = values[order]
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    counts = np.diff(np.append(first, len(ordered)))
    ranks = np.repeat(first + (counts + 1) / 2, counts)
    return _Ranked(ordered, codes[order], ranks)


def superiority(rank_sum: float, own: int, others: int) -> float:
    """Share of pairs in which one of the own is above one of the others, ties counting half."""
    return (rank_sum - own * (own + 1) / 2) / (own * others)


def _of_numbers(
    column: NumberColumn, codes: Integers, segments: int, *, defines: bool
) -> Iterator[tuple[int, Trait]]:
    """Segments whose numbers are higher or lower."""
    if not (codes[~np.isnan(column.values)] > 0).any():
        return
    here = ranked(column.values, codes)
    sizes = np.bincount(here.codes, minlength=segments + 1)
    sums = np.bincount(here.codes, here.ranks, minlength=segments + 1)
    for code in range(1, segments + 1):
        own, others = int(sizes[code]), len(here.codes) - int(sizes[code])
        if min(own, others) < FEWEST:
            continue
        effect = cliff(superiority(float(sums[code]), own, others), own, others)
        if tellable(effect):
            mine = here.codes == code
            pair = _quartiles(here.values[mine]), _quartiles(here.values[~mine])
            words = number_words(column, effect, *pair)
            size = (effect.size, effect.low, effect.high)
            yield code, Trait(column.name, "", *size, *pair, defines, words)


def _quartiles(ordered: Floats) -> Three:
    low, middle, high = np.quantile(ordered, _QUARTILES).tolist()
    return low, middle, high


def _of_categories(
    column: CategoryColumn, codes: Integers, segments: int, *, defines: bool
) -> Iterator[tuple[int, Trait]]:
    """Segments in which a category is more or less frequent; of each column the clearest one."""
    width = len(column.categories) + 1
    keys = codes * width + column.indices + 1
    counts = np.bincount(keys, minlength=(segments + 1) * width).reshape(segments + 1, width)[1:]
    total = counts.sum()
    for code in range(1, segments + 1):
        own = int(counts[code - 1].sum())
        if min(own, total - own) < FEWEST:
            continue
        told = filter(None, map(partial(_share, column, counts, code, defines), range(width - 1)))
        best = max(told, key=lambda one: (round(abs(one.effect), 9), one.effect), default=None)
        if best is not None:
            yield code, best


def _share(
    column: CategoryColumn,
    counts: Integers,
    code: int,
    defines: bool,  # noqa: FBT001 - given by position through `partial`
    category: int,
) -> Trait | None:
    """How much more or less frequent one category is; None if that cannot be told."""
    have = counts[:, category + 1]
    own, all_own = int(have[code - 1]), int(counts[code - 1].sum())
    others, all_others = int(have.sum()) - own, int(counts.sum()) - all_own
    effect = difference(own, all_own, others, all_others)
    if not tellable(effect):
        return None
    name = column.categories[category]
    shares = own / all_own, others / all_others
    words = share_words(column.name, name, *shares)
    pair = (shares[0],) * 3, (shares[1],) * 3
    return Trait(column.name, name, effect.size, effect.low, effect.high, *pair, defines, words)
