"""Equal values moved apart, evenly and always the same way, so that every mark can be seen."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]
Widths = Callable[[Floats, Counts], Floats]

CHUNK = 100_000
MOST_VALUES = 40
# Of the gap to either side, so that marks fill 68 % of it and columns can still be told apart.
SPREAD = 0.34
SPREAD_SCORES = 0.42
# Roberts (2018), "The unreasonable effectiveness of quasirandom sequences": by number of axes.
GOLDEN_STEPS = {
    2: (0.7548776662466927, 0.5698402909980532),
    3: (0.8191725133961645, 0.6710436067037893, 0.5497004779019703),
}
# Equal scores of a smaller share of customers than this lie so close that nothing is gained.
SEEN = 0.01
# Where some scores are spread, those of a smaller share than this still stay where they are.
NOTICED = 0.001
# A value with fewer customers than this share of the fullest one takes no room from the others.
RARE = 0.05


def spread_values(values: Floats, step: float) -> float:
    """Move equal values apart in place where there are few different ones.

    Parameters
    ----------
    values
        Places in drawing units.
    step
        One of `GOLDEN_STEPS`; the axes take different ones, which keeps marks off a line.

    Returns
    -------
    float
        How far a mark has been moved at most, 0 if none has.
    """
    if not _are_few(values):
        return 0.0
    distinct, counts = np.unique(values, return_counts=True)
    return 0.0 if len(distinct) == len(values) else _move(values, step, distinct, counts, widths_of)


def spread_scores(scores: Floats, step: float) -> float:
    """Move equal scores apart in place, over most of the share of customers who have them.

    Parameters and result are those of `spread_values`.
    """
    distinct, counts = np.unique(scores, return_counts=True)
    if counts.max(initial=0) < SEEN * len(scores):
        return 0.0
    return 0.0 if len(distinct) == len(scores) else _move(scores, step, distinct, counts, _shares)


def _are_few(values: Floats) -> bool:
    seen: Floats = np.empty(0, dtype=np.float32)
    for start in range(0, len(values), CHUNK):
        seen = np.union1d(seen, values[start : start + CHUNK])
        if len(seen) > MOST_VALUES:
            return False
    return True


def widths_of(distinct: Floats, counts: Counts) -> Floats:
    """Give, for each of a few values, how far its marks may be moved to either side.

    Parameters
    ----------
    distinct
        The different values, ascending.
    counts
        How many customers have each; a rare value stands in the way of no frequent one.
    """
    if len(distinct) == 1:
        return np.array([max(1.0, abs(float(distinct[0]))) * SPREAD / 10], dtype=np.float32)
    frequent = distinct[counts >= RARE * counts.max()]
    if len(frequent) == 1:
        frequent = distinct
    gaps = np.abs(distinct[:, None] - frequent[None, :])
    nearest = np.where(gaps > 0, gaps, np.inf).min(axis=1)
    widths: Floats = (SPREAD * np.minimum(nearest, np.median(np.diff(frequent)))).astype(np.float32)
    return widths


def _shares(_distinct: Floats, counts: Counts) -> Floats:
    share = counts / counts.sum()
    many = (counts > 1) & (share >= NOTICED)
    widths: Floats = np.where(many, SPREAD_SCORES * share, 0).astype(np.float32)
    return widths


def _move(values: Floats, step: float, distinct: Floats, counts: Counts, widths: Widths) -> float:
    reach = widths(distinct, counts)
    moved, reach = distinct[reach > 0], reach[reach > 0]
    if not len(moved):
        return 0.0
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        places = np.arange(start + 1, start + 1 + len(part), dtype=np.float64)
        offsets = 2 * np.modf(places * step)[0] - 1
        which = np.minimum(np.searchsorted(moved, part), len(moved) - 1)
        ways = np.where(moved[which] == part, reach[which], 0)
        part += (offsets * ways).astype(np.float32)
    return float(reach.max())
