"""The Gauss hypergeometric function that the Pareto/NBD needs."""

import numpy as np
import numpy.typing as npt
from scipy.special import hyp2f1

from core.native.series import gauss_series

Floats = npt.NDArray[np.float64]

_MOST_TERMS = 2_000
"""Enough for an argument up to about 0.98, whatever the others are."""

_PAIRS = 400
"""Of fractions; enough for thirteen digits unless the argument is within 0.0005 of 1."""

_HALF_A_DIGIT = np.finfo(np.float64).eps / 2


def gauss(first: Floats, third: Floats, argument: Floats) -> Floats:
    """2F1(first, 1; third; argument), to some fourteen digits unless the argument is close to 1.

    All terms of its series (Abramowitz and Stegun, 1964, 15.1.1) are above 0, and those behind one
    come to less than that one times argument / (1 - argument), so it is known when the rest cannot
    change the sum any more. Where that takes very many terms SciPy is asked; it gives up where
    ``first`` is large and the argument close to 1, and there Gauss's continued fraction takes over.

    Parameters
    ----------
    first, third, argument
        Arrays that can be broadcast; 0 < first < third and 0 <= argument < 1.
    """
    parts = np.broadcast_arrays(first, third, argument)
    flat = (parts[0].ravel(), parts[1].ravel(), parts[2].ravel())
    value = gauss_series(*flat, most=_MOST_TERMS)
    if value is None:
        value = _series(*flat)
    long = np.flatnonzero(~np.isfinite(value))
    if len(long):
        value[long] = _close_to_one(*(part[long] for part in flat))
    return value.reshape(parts[0].shape)


def _close_to_one(first: Floats, third: Floats, argument: Floats) -> Floats:
    value = np.asarray(hyp2f1(first, 1.0, third, argument))
    lost = ~np.isfinite(value)
    if lost.any():
        value[lost] = _continued_fraction(first[lost], third[lost], argument[lost])
    return value


def _series(first: Floats, third: Floats, argument: Floats) -> Floats:
    """Do the same for all at once, each until its own last term; NaN if it takes too many."""
    found = np.full(len(first), np.nan)
    left = np.arange(len(first))
    least = (1 - argument) * _HALF_A_DIGIT
    term, total = np.ones((2, len(first)))
    for place in range(_MOST_TERMS):
        term = term * ((first + place) / (third + place)) * argument
        total = total + term
        done = term * argument <= least * total
        if not done.any():
            continue
        found[left[done]] = total[done]
        more = ~done
        left, least, term, total = left[more], least[more], term[more], total[more]
        first, third, argument = first[more], third[more], argument[more]
        if not len(left):
            break
    return found


def _continued_fraction(first: Floats, third: Floats, argument: Floats) -> Floats:
    """Gauss's continued fraction of the same, from its tail up."""
    below, tail = third - 1, np.ones_like(argument)
    for pair in range(_PAIRS, 0, -1):
        odd, even = below + 2 * pair, below + 2 * pair - 1
        tail = 1 - (first + pair) * (below + pair) / (odd * (odd + 1)) * argument / tail
        tail = 1 - pair * (below - first + pair) / (even * odd) * argument / tail
    return 1 / (1 - first / third * argument / tail)
