"""Who gets nothing, at random, so that the effect of an action can be measured."""

from math import sqrt

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri

from core.errors import UserError

Floats = npt.NDArray[np.float64]

MOST = 0.9
ALPHA, POWER = 0.05, 0.8
"""Chance to see an effect that is not there, and to see one that is."""

_WHOLE = 2.0**64


def draws(ids: pd.Index, seed: int) -> Floats:
    """Give every customer a number from 0 to 1 that depends on nothing but their id and the seed.

    Returns
    -------
    numpy.ndarray
        Shape (ids,), in [0, 1), as good as uniform (SipHash; Aumasson and Bernstein, 2012).
    """
    texts = ids.to_numpy(dtype=object)
    key = f"{seed:016d}"[-16:]
    hashes = pd.util.hash_array(texts, encoding="utf-8", hash_key=key, categorize=False)
    return np.asarray(hashes / _WHOLE)


def held_out(
    numbers: Floats, groups: npt.NDArray[np.integer], shares: Floats, start: float
) -> npt.NDArray[np.bool_]:
    """Choose who is held out, at random within each group and in its share of every group.

    The customers are laid in a row, group after group and by their number within a group, and
    taken at even steps of share from a start on (systematic sampling). So each customer has the
    chance of their share, and each group its number to within one customer.

    Parameters
    ----------
    numbers
        Shape (customers,): `draws`.
    groups
        Shape (customers,): such as segment, value tier and action as one number.
    shares
        Shape (customers,): chance to be held out.
    start
        Where the steps begin, 0 to 1.
    """
    order = np.lexsort((numbers, groups))
    passed = np.floor(np.concatenate([[0.0], np.cumsum(shares[order])]) + start)
    chosen = np.zeros(len(order), dtype=np.bool_)
    chosen[order] = np.diff(passed) > 0
    return chosen


def check_share(share: float) -> None:
    """Make sure that a share can be held out.

    Raises
    ------
    UserError
        If it is not from 0 to 0.9.
    """
    if not 0 <= share <= MOST:
        raise UserError(
            f"A share of {share:g} cannot be held out.",
            f"Give a share from 0 to {MOST:g}, such as 0.1.",
        )


def detectable(treated: int, held: int, deviation: float) -> float | None:
    """Smallest difference of means that so many customers show four times in five.

    ``(z(1 - alpha / 2) + z(power)) sigma sqrt(1 / treated + 1 / held)``; None if one side is
    empty.
    """
    if not treated or not held:
        return None
    reach = float(ndtri(1 - ALPHA / 2) + ndtri(POWER))
    return reach * deviation * sqrt(1 / treated + 1 / held)
