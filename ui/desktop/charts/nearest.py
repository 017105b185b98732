"""Find the mark under the pointer, or the next one in a direction."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from ui.desktop.charts.spots import Spots

SIDEWAYS_COST = 2.0
EVERYWHERE = 100_000.0
# How far to look, and how far aside for each step ahead: near and straight first.
STRETCHES = ((40.0, 1.0), (160.0, 1.0), (EVERYWHERE, 1.0), (EVERYWHERE, EVERYWHERE))


def mark_at(spots: Spots, at: QPointF, reach: float) -> int | None:
    """Give the place of the mark nearest to a pixel, None beyond ``reach``."""
    if not spots.plot.contains(at):
        return None
    rows = spots.within(_around(at, reach))
    if not len(rows):
        return None
    across, down = spots.places(rows)
    away = np.hypot(across - at.x(), down - at.y())
    # Of two at the same place the later one is on top.
    best = len(rows) - 1 - int(np.argmin(away[::-1]))
    return int(rows[best]) if away[best] <= reach else None


def mark_towards(spots: Spots, row: int, direction: tuple[int, int]) -> int:
    """Give the nearest mark in a direction on screen, or the same one at the end.

    Parameters
    ----------
    spots
        The marks and where they lie.
    row
        Where the keyboard is.
    direction
        Right and down as 1, left and up as -1.
    """
    x, y = spots.places(np.array([row]))
    here = QPointF(float(x[0]), float(y[0]))
    for reach, slant in STRETCHES:
        rows = spots.within(_around(here, reach))
        places = spots.places(rows)
        across, down = places[0] - here.x(), places[1] - here.y()
        ahead = across * direction[0] + down * direction[1]
        aside = np.abs(across * direction[1]) + np.abs(down * direction[0])
        good = (ahead > 0.5) & (aside <= slant * ahead)  # noqa: PLR2004 - half a pixel is no step
        if good.any():
            cost = np.where(good, ahead + SIDEWAYS_COST * aside, np.inf)
            return int(rows[int(np.argmin(cost))])
    return row


def mark_in_middle(spots: Spots, code: int) -> int | None:
    """Give the mark of a segment that is nearest to the middle of its marks on screen."""
    rows = np.flatnonzero(spots.codes == code)
    if not len(rows):
        return None
    across, down = spots.places(rows)
    away = np.hypot(across - np.median(across), down - np.median(down))
    return int(rows[int(np.argmin(away))])


def _around(at: QPointF, reach: float) -> QRectF:
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
