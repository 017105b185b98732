"""Pieces of work that do not depend on one another, two at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")

_THREADS = 2
"""NumPy, SciPy and the compiled loops let go of the interpreter while they go through an array."""


def at_once(work: Callable[[Piece], Made], pieces: Sequence[Piece]) -> list[Made]:
    """Return what the work makes of each piece, in their order, whoever is done first."""
    if len(pieces) <= 1:
        return list(map(work, pieces))
    with ThreadPoolExecutor(_THREADS) as pool:
        return list(pool.map(work, pieces))
