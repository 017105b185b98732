"""The customers of a solid scatter: placed in a cube, spread, shuffled and counted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ui.desktop.charts.drawable import Codes, Floats, Range, Rows, Tally, make_drawable
from ui.desktop.charts.points import Points


@dataclass(frozen=True, eq=False)
class Solid:
    """What a solid scatter draws.

    Attributes
    ----------
    places
        Shape (3, marks): places on the axes across, up and deep, where -1 and 1 are the ends of
        the first view, the sides of the cube. The good end of a score is 1.
    homes
        The ends of the cube on each axis, in drawing units.
    centres
        Median place of each segment in the cube, by code.

    The others are those of `ui.desktop.charts.drawable.Drawable`.
    """

    places: Floats
    codes: Codes
    index: Rows
    homes: tuple[Range, ...]
    spread: tuple[bool, ...]
    centres: dict[int, tuple[float, ...]]
    counts: dict[int, int]
    tally: Tally


def prepare_solid(points: Points, *, check: Callable[[], None] = lambda: None) -> Solid:
    """Prepare customers for drawing; the same for the same input, always.

    Parameters
    ----------
    points
        The customers, with three columns.
    check
        Called between pieces of work; raises to stop.

    Raises
    ------
    ValueError
        The columns differ in length.
    """
    drawable = make_drawable(points, check)
    middles = np.array([(low + high) / 2 for low, high in drawable.homes])
    halves = np.array([(high - low) / 2 for low, high in drawable.homes])
    places = drawable.places
    places -= middles[:, None].astype(np.float32)
    places /= halves[:, None].astype(np.float32)
    return Solid(
        places=places,
        codes=drawable.codes,
        index=drawable.index,
        homes=drawable.homes,
        spread=drawable.spread,
        centres={
            code: tuple(((np.array(centre) - middles) / halves).tolist())
            for code, centre in drawable.centres.items()
        },
        counts=drawable.counts,
        tally=drawable.tally,
    )
