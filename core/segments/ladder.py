"""Percentile ranks that can be frozen: from a value to its place among all customers."""

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.settings.model import Ladder

Floats = npt.NDArray[np.float64]

MOST_RUNGS = 4_096
"""Up to as many different values every one has its own rung; among more, ranks between two
rungs are interpolated, which moves no score by more than 1 in 4,096."""


def ladder_of(oriented: Floats, typical: float) -> Ladder:
    """Rank values, so that others can be placed among them later.

    Parameters
    ----------
    oriented
        Values of all customers, more is better; no NaN.
    typical
        The middle value as it is in the data.

    Returns
    -------
    Ladder
        The place of a value is 2R - 1 - N with its mean rank R: how many of the N customers
        are below less how many are above.
    """
    ordered = np.sort(oriented)
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    counts = np.diff(np.append(starts, len(ordered)))
    places = 2 * starts + counts - len(ordered)
    if len(starts) > MOST_RUNGS:
        kept = _rungs(starts, counts)
        starts, places = starts[kept], places[kept]
    return Ladder(tuple(ordered[starts].tolist()), tuple(places.tolist()), len(ordered), typical)


def _rungs(starts: Integers, counts: Integers) -> Integers:
    """The values at even steps, and the neighbours of those that many customers share.

    Without them, the few beside the many would be placed among them.
    """
    total = int(counts.sum())
    steps = np.arange(MOST_RUNGS) * (total - 1) // (MOST_RUNGS - 1)
    even = np.searchsorted(starts, steps, side="right") - 1
    shared = np.flatnonzero(counts > total / MOST_RUNGS)
    beside = np.concatenate((shared - 1, shared, shared + 1))
    inside = beside[(beside >= 0) & (beside < len(starts))]
    return np.unique(np.concatenate((even, inside)))


def places_on(ladder: Ladder, oriented: Floats) -> Integers:
    """Places of values; those beyond the ends count as the ends."""
    found = np.interp(oriented, np.array(ladder.values), np.array(ladder.places, dtype=np.float64))
    return np.rint(found).astype(np.int64)


def scores_of(places: Integers, ladders: tuple[Ladder, ...]) -> Floats:
    """Scores, 0 to 1, of places, shape (customers, axes): (R - 1/2) / N."""
    ranked = np.array([ladder.customers for ladder in ladders])
    return np.asarray((places + ranked) / (2 * ranked))
