"""Find the mark under the pointer, or the next one in a direction."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from ui.desktop.charts.cloud import Cloud, rows_within
from ui.desktop.charts.frame import Frame

SIDEWAYS_COST = 2.0
EVERYWHERE = 100_000.0
# How far to look, and how far aside for each step ahead: near and straight first.
STRETCHES = ((40.0, 1.0), (160.0, 1.0), (EVERYWHERE, 1.0), (EVERYWHERE, EVERYWHERE))


def mark_at(cloud: Cloud, frame: Frame, at: QPointF, reach: float) -> int | None:
    """Give the place in the cloud of the mark nearest to a pixel, None beyond ``reach``."""
    box = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
    rows = rows_within(cloud, frame.bounds(box.intersected(frame.plot)))
    if not frame.plot.contains(at) or not len(rows):
        return None
    away = np.hypot(frame.place_x(cloud.x[rows]) - at.x(), frame.place_y(cloud.y[rows]) - at.y())
    # Of two at the same place the later one is on top.
    best = len(rows) - 1 - int(np.argmin(away[::-1]))
    return int(rows[best]) if away[best] <= reach else None


def mark_towards(cloud: Cloud, frame: Frame, row: int, direction: tuple[int, int]) -> int:
    """Give the nearest mark in a direction on screen, or the same one at the end.

    Parameters
    ----------
    cloud, frame
        The marks and where they lie.
    row
        Where the keyboard is.
    direction
        Right and down as 1, left and up as -1.
    """
    here = frame.point(float(cloud.x[row]), float(cloud.y[row]))
    for reach, slant in STRETCHES:
        box = QRectF(here.x() - reach, here.y() - reach, 2 * reach, 2 * reach)
        rows = rows_within(cloud, frame.bounds(box.intersected(frame.plot)))
        across = frame.place_x(cloud.x[rows]) - here.x()
        down = frame.place_y(cloud.y[rows]) - here.y()
        ahead = across * direction[0] + down * direction[1]
        aside = np.abs(across * direction[1]) + np.abs(down * direction[0])
        good = (ahead > 0.5) & (aside <= slant * ahead)  # noqa: PLR2004 - half a pixel is no step
        if good.any():
            cost = np.where(good, ahead + SIDEWAYS_COST * aside, np.inf)
            return int(rows[int(np.argmin(cost))])
    return row


def mark_in_middle(cloud: Cloud, code: int) -> int:
    """Give the mark of a segment that is nearest to the segment's median place."""
    rows = np.flatnonzero(cloud.codes == code)
    middle = cloud.centres[code]
    x, y = cloud.x[rows], cloud.y[rows]
    spread_x, spread_y = max(float(np.ptp(x)), 1e-9), max(float(np.ptp(y)), 1e-9)
    away = np.hypot((x - middle[0]) / spread_x, (y - middle[1]) / spread_y)
    return int(rows[int(np.argmin(away))])
