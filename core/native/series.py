"""A loop over the terms of a series."""

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Floats = npt.NDArray[np.float64]


def gauss_series(first: Floats, third: Floats, argument: Floats, most: int) -> Floats | None:
    """Add up the series of 2F1(first, 1; third; argument), term by term.

    Parameters
    ----------
    first, third, argument
        Arrays of one shape with one axis; 0 < first < third and 0 <= argument < 1.
    most
        After so many terms a sum is given up.

    Returns
    -------
    numpy.ndarray or None
        The sums, NaN where they were given up; None if the loops are not compiled.
    """
    loops = library.compiled()
    if loops is None:
        return None
    listed = in_a_row(np.float64, first, third, argument)
    sums = np.empty(len(first))
    loops.gauss_series(*at(*listed), len(sums), most, *at(sums))
    return sums
