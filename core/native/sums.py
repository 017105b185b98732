"""Loops that add up values in whole parts of a unit, so that nothing is rounded.

Each function gives None where the loops are not compiled, some value is not so many parts, or all
come to so much that a double cannot count them; the caller then has another way.
"""

import numpy as np
import numpy.typing as npt

from core.native import library
from core.native.library import at, in_a_row

Floats = npt.NDArray[np.float64]


def sums_by_place(
    places: npt.NDArray[np.integer], values: Floats, parts: float, size: int
) -> Floats | None:
    """Add up the values of each place, in parts of the unit; shape (size,).

    Parameters
    ----------
    places, values
        Shape (rows,): the place of each row, 0 to ``size - 1``, and its value.
    parts
        How many parts the unit has.
    size
        How many places there are.
    """
    loops = library.compiled()
    if loops is None:
        return None
    (places,), (values,) = in_a_row(np.int32, places), in_a_row(np.float64, values)
    sums = np.zeros(size)
    done = loops.sums_by_place(*at(places, values), len(values), parts, size, *at(sums))
    return None if done < 0 else sums


def sum_of(values: Floats, parts: float) -> int | None:
    """Give what all values come to, in parts of the unit."""
    loops = library.compiled()
    if loops is None:
        return None
    (values,) = in_a_row(np.float64, values)
    found = np.empty(1)
    done = loops.sum_of(*at(values), len(values), parts, *at(found))
    return None if done < 0 else int(found[0])


def running_sums(values: Floats, parts: float) -> Floats | None:
    """Give what all values before each row come to, in parts of the unit; shape (rows + 1,)."""
    loops = library.compiled()
    if loops is None:
        return None
    (values,) = in_a_row(np.float64, values)
    until = np.empty(len(values) + 1)
    done = loops.running_sums(*at(values), len(values), parts, *at(until))
    return None if done < 0 else until


def sums_from(values: Floats, parts: float, starts: npt.NDArray[np.integer]) -> Floats | None:
    """Give what the values from each start to the next come to, in parts of the unit.

    Parameters
    ----------
    values
        Shape (rows,).
    parts
        How many parts the unit has.
    starts
        Shape (sums,): rows, each behind the one before.
    """
    loops = library.compiled()
    if loops is None:
        return None
    (values,), (starts,) = in_a_row(np.float64, values), in_a_row(np.int32, starts)
    sums = np.empty(len(starts))
    done = loops.sums_from(*at(values), len(values), parts, *at(starts), len(starts), *at(sums))
    return None if done < 0 else sums
