"""Counts of marks as a picture: each cell mixes the colours of its marks by how many there are."""

from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

Floats = npt.NDArray[np.float32]
Image = npt.NDArray[np.uint8]

MOST_COUNTED = 2_048
"""Cells with more marks look like those with this many."""

PARTS = 4
"""Marks far away count as a part of one; this many parts make a whole."""

LEAST_INK = 0.45
FAINTEST = 0.5
CROWDED = 99


@cache
def inks(crowded: float) -> Floats:
    """Give the opacity of a cell by its number of marks in parts.

    A single mark can be seen, one far away less so, and a crowd is full.
    """
    counts = np.arange(1, MOST_COUNTED * PARTS) / PARTS
    share = np.minimum(np.log(np.maximum(counts, 1)) / np.log(max(crowded, 2.0)), 1.0)
    single = LEAST_INK * (FAINTEST + (1 - FAINTEST) * np.minimum(counts, 1))
    return np.concatenate([[0.0], single + (1 - LEAST_INK) * share]).astype(np.float32)


def crowd_of(totals: npt.NDArray[np.floating | np.integer]) -> float:
    """Give the count that only one occupied cell in a hundred exceeds."""
    occupied = totals[totals > 0]
    return float(np.percentile(occupied, CROWDED)) if len(occupied) else 1.0


def mixed_cells(colours: Floats, totals: Floats, crowded: float) -> Image:
    """Mix the colours of the marks in each cell.

    Parameters
    ----------
    colours
        Shape (3, rows, columns): sums of blue, green and red (0 to 255) of the marks in each
        cell; changed.
    totals
        Shape (rows, columns): number of marks in each cell, those far away counted in part.
    crowded
        From this count on a cell is opaque.

    Returns
    -------
    numpy.ndarray
        Shape (rows, columns, 4): premultiplied blue, green, red and opacity.
    """
    places = np.minimum(totals * PARTS, MOST_COUNTED * PARTS - 1).astype(np.intp)
    share = inks(crowded)[places]
    image = np.empty((*totals.shape, 4), dtype=np.uint8)
    colours *= share / np.maximum(totals, 1 / PARTS)
    image[..., :3] = colours.transpose(1, 2, 0)
    image[..., 3] = share * 255
    return image


def picture_of(image: Image) -> QImage:
    """Make a picture of premultiplied pixels."""
    rows, columns, _ = image.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(image.data, columns, rows, 4 * columns, kind).copy()
