"""A loop over points: Lloyd's algorithm on some thousands of them."""

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Floats = npt.NDArray[np.float64]


def follow(
    points: Floats, weights: Floats, sums: Floats, centres: Floats, rounds: int
) -> tuple[Floats, Floats] | None:
    """Follow centres through rounds of Lloyd's algorithm, to the last digit as NumPy and SciPy do.

    Parameters
    ----------
    points, weights
        Shape (points, axes) and (points,).
    sums
        Shape (axes, points): points times weights.
    centres
        Shape (groups, axes): where they begin.
    rounds
        After so many the centres are taken as they are.

    Returns
    -------
    tuple or None
        Where the centres come to rest, and the distance of each point to the nearest of them;
        None if the loops are not compiled.
    """
    loops = library.compiled()
    if loops is None:
        return None
    columns, weights, sums, centres = in_a_row(np.float64, points.T, weights, sums, centres)
    rested, distances = centres.copy(), np.empty(len(points))
    sizes = (*points.shape, len(rested), rounds)
    if loops.follow(*at(columns, weights, sums), *sizes, *at(rested, distances)) < 0:
        return None
    return rested, distances
