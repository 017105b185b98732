"""Pieces of work that do not depend on one another, two at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")

AT_ONCE = 2
"""Threads; numpy and SciPy let go of the interpreter while they work through an array."""


def side_by_side(work: Callable[[Piece], Made], pieces: Sequence[Piece]) -> list[Made]:
    """Return what the work makes of each piece, in their order, whoever is done first."""
    if len(pieces) <= 1:
        return list(map(work, pieces))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, pieces))
