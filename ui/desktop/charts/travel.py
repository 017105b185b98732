"""Marks on their way to new places, so that the eye can follow them."""

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from ui.desktop.charts.cloud import MOST_MARKS
from ui.desktop.charts.density import rgb
from ui.desktop.charts.drawable import Codes, Flags, Floats
from ui.desktop.charts.frame import Look
from ui.desktop.charts.marks import MarkPlan
from ui.desktop.charts.mixing import picture_of
from ui.desktop.charts.points import MOST_CODES
from ui.desktop.charts.splat import Grid, count_marks
from ui.desktop.charts.spots import FlatSpots
from ui.desktop.charts.stamps import FADED, PALE, PLAIN, mark_sheet, mark_size, stamp

LEFT_OUT = MOST_CODES - 1
CELL = 2.0


class Travel:
    """The way of every mark from where it was on screen to where it will be.

    Marks that were not there before appear in their new place.

    Parameters
    ----------
    before, after
        The marks as they were seen, and as they will be.
    """

    def __init__(self, before: FlatSpots, after: FlatSpots) -> None:
        self._codes: Codes = after.codes
        self._start, self._way = _ways(before, after)
        self._cloud = after.cloud
        self._plot = after.plot

    def draw(
        self, painter: QPainter, share: float, look: Look, ratio: float, plan: MarkPlan
    ) -> None:
        """Draw the marks after a share, 0 to 1, of their way."""
        stays = plan.standing_out(self._cloud, np.arange(len(self._codes)))
        painter.save()
        painter.setClipRect(self._plot)
        if len(self._codes) > MOST_MARKS:
            self._draw_counts(painter, np.float32(share), look, plan, stays)
        else:
            places = self._start + self._way * np.float32(share)
            sheet = mark_sheet(plan.styles, (PALE, PLAIN), mark_size(len(self._codes)), look, 1.0)
            stamp(painter, (places[0], places[1]), self._codes, stays, sheet)
        painter.restore()

    def _draw_counts(
        self, painter: QPainter, share: np.float32, look: Look, plan: MarkPlan, stays: Flags
    ) -> None:
        size = np.float32(look.px(CELL))
        grid = Grid(int(self._plot.width() / size) + 1, int(self._plot.height() / size) + 1)
        corner = np.float32(self._plot.left()), np.float32(self._plot.top())
        colours = {
            code: rgb(look.tokens.segment(plan.styles.get(code, 0)).fill)
            for code in self._cloud.counts
        }

        def place(stretch: slice) -> tuple[Floats, Floats, None]:
            at = self._start[:, stretch] + self._way[:, stretch] * share
            return (at[0] - corner[0]) / size, (at[1] - corner[1]) / size, None

        groups = ((~stays, FADED), (stays, 1.0))
        for group, opacity in groups:
            if not group.any():
                continue
            codes = np.where(group, self._codes, LEFT_OUT).astype(np.int8)
            picture = picture_of(count_marks(codes, place, colours, grid).image())
            painter.setOpacity(opacity)
            room = QSizeF(grid.columns, grid.rows) * float(size)
            painter.drawImage(QRectF(self._plot.topLeft(), room), picture)


def _ways(before: FlatSpots, after: FlatSpots) -> tuple[Floats, Floats]:
    """Where each mark starts on screen, and how far it goes, shape (2, marks)."""
    customers = after.cloud.tally.total
    known = np.full((2, customers), np.nan, dtype=np.float32)
    known[:, before.index] = before.places(np.arange(len(before.index)))
    start = known[:, after.index]
    end = np.asarray(after.places(np.arange(len(after.index))), dtype=np.float32)
    start = np.where(np.isnan(start), end, start)
    return start, end - start
