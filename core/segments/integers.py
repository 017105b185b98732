"""Sums of whole numbers that are exact, and so do not depend on the order of the customers."""

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

_BLOCK = 32_768


def exact_dot(first: npt.NDArray[np.generic], second: npt.NDArray[np.generic]) -> int:
    """Sum of products of whole numbers below 2**23 in size, such as ranks of customers."""
    total = 0
    for start in range(0, len(first), _BLOCK):
        block = slice(start, start + _BLOCK)
        # A block of products stays below 2**63; Python's integers take it from there.
        total += int(first[block].astype(np.int64) @ second[block].astype(np.int64))
    return total
