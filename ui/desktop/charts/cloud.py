"""The customers of a flat scatter, prepared for drawing: placed, spread, shuffled and counted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ui.desktop.charts.cell_index import CellIndex, index_cells
from ui.desktop.charts.drawable import Codes, Floats, Indices, Rows, Tally, make_drawable
from ui.desktop.charts.frame import Bounds
from ui.desktop.charts.points import Points
from ui.desktop.charts.pyramid import CountPyramid, build_pyramid

MOST_MARKS = 18_000
"""A frame with this many marks takes about 15 ms; more are drawn as counts."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """What a flat scatter draws.

    Attributes
    ----------
    x, y
        Places in drawing units: the value, or its log10 on a log scale.
    home
        Left, right, bottom, top of the first view, in drawing units.
    pyramid
        Counts by cell for large clouds, else None.
    places
        Which marks lie in which cell, for large clouds, else None.

    The others are those of `ui.desktop.charts.drawable.Drawable`.
    """

    x: Floats
    y: Floats
    codes: Codes
    index: Rows
    home: Bounds
    spread: tuple[bool, ...]
    centres: dict[int, tuple[float, ...]]
    counts: dict[int, int]
    tally: Tally
    pyramid: CountPyramid | None
    places: CellIndex | None = None


def prepare_cloud(
    points: Points,
    *,
    pyramid_from: int = MOST_MARKS,
    check: Callable[[], None] = lambda: None,
) -> Cloud:
    """Prepare customers for drawing; the same for the same input, always.

    Parameters
    ----------
    points
        The customers, with two columns.
    pyramid_from
        Above this many marks, counts by cell are built.
    check
        Called between pieces of work; raises to stop.

    Raises
    ------
    ValueError
        The columns differ in length.
    """
    drawable = make_drawable(points, check)
    (x, y), codes = drawable.places, drawable.codes
    home = (*drawable.homes[0], *drawable.homes[1])
    return Cloud(
        x=x,
        y=y,
        codes=codes,
        index=drawable.index,
        home=home,
        spread=drawable.spread,
        centres=drawable.centres,
        counts=drawable.counts,
        tally=drawable.tally,
        pyramid=build_pyramid(x, y, codes, home, check) if len(x) > pyramid_from else None,
        places=index_cells(x, y, home) if len(x) > pyramid_from else None,
    )


def rows_within(cloud: Cloud, bounds: Bounds) -> Indices:
    """List the marks (places in the cloud, in drawing order) inside a rectangle."""
    near = None if cloud.places is None else cloud.places.rows_near(bounds)
    x, y = (cloud.x, cloud.y) if near is None else (cloud.x[near], cloud.y[near])
    left, right, bottom, top = (np.float32(edge) for edge in bounds)
    inside = x >= left
    inside &= x <= right
    inside &= y >= bottom
    inside &= y <= top
    found: Indices = np.flatnonzero(inside) if near is None else near[inside]
    return found


def is_crowded(cloud: Cloud, bounds: Bounds) -> bool:
    """Tell whether more marks lie inside a rectangle than are drawn one by one."""
    if cloud.pyramid is None or cloud.places is None:
        return False
    least, most = cloud.places.count_within(bounds)
    if least > MOST_MARKS or most <= MOST_MARKS:
        return least > MOST_MARKS
    return len(rows_within(cloud, bounds)) > MOST_MARKS
