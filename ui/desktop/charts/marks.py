"""The marks of a flat scatter: shapes one by one, or mixed counts when there are very many."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from ui.desktop.charts.cloud import Cloud, is_crowded, rows_within
from ui.desktop.charts.density import DensityTiles, pixels_at_scale_1
from ui.desktop.charts.drawable import Flags, Indices
from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.pyramid import CountPyramid
from ui.desktop.charts.stamps import (
    FADED,
    PALE,
    PLAIN,
    MarkSize,
    draw_mark,
    mark_sheet,
    mark_size,
    stamp,
)

BEYOND = MarkSize(3.0, 0.0, 1.0)
"""Marks outside the counted area, drawn one by one beside counts."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """Marks that are selected; equal only to themselves.

    Attributes
    ----------
    marks
        Whether each mark of the cloud is.
    pyramid
        Counts of them by cell, if there are very many, else None.
    """

    marks: Flags
    pyramid: CountPyramid | None = None

    @cached_property
    def rows(self) -> Indices:
        """The marks that are selected."""
        found: Indices = np.flatnonzero(self.marks)
        return found


@dataclass(frozen=True)
class MarkPlan:
    """What the marks of one picture look like.

    Attributes
    ----------
    styles
        Segment style by code.
    selected
        The code that stays while the others fade, or None.
    chosen
        The marks that stay while the others fade; they come before ``selected``.
    """

    styles: Mapping[int, int]
    selected: int | None = None
    chosen: Chosen | None = None

    def standing_out(self, cloud: Cloud, rows: Indices) -> Flags:
        """Tell of some marks which do not fade."""
        if self.chosen is not None:
            return self.chosen.marks[rows]
        if self.selected is None:
            return np.ones(len(rows), dtype=np.bool_)
        stays: Flags = cloud.codes[rows] == self.selected
        return stays


@dataclass
class Tiles:
    """What was drawn of the counts before: those of everybody, and of the selected."""

    everybody: DensityTiles = field(default_factory=DensityTiles)
    chosen: DensityTiles = field(default_factory=DensityTiles)


@dataclass(frozen=True)
class View:
    """Which part of the cloud is seen, how, and with how many device pixels for each pixel."""

    frame: Frame
    look: Look
    ratio: float = 1.0


def render_marks(cloud: Cloud, view: View, plan: MarkPlan, tiles: Tiles | None = None) -> QImage:
    """Draw the marks of a view into a picture of the plot area.

    Parameters
    ----------
    cloud, view, plan
        What, where, and how.
    tiles
        What was drawn of the counts before.

    Returns
    -------
    QImage
        As large as the plot, transparent where nothing is.
    """
    plot, ratio = view.frame.plot, view.ratio
    width, height = round(plot.width() * ratio), round(plot.height() * ratio)
    picture = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    seen = view.frame.bounds(_with_room(view))
    local = View(Frame(QRectF(0, 0, width, height), view.frame.view), view.look, ratio)
    painter = QPainter(picture)
    if is_crowded(cloud, seen):
        _draw_dense(painter, cloud, local, plan, tiles or Tiles())
    else:
        rows = rows_within(cloud, seen)
        size = mark_size(len(rows), view.look.area(plot))
        _draw_stamps(painter, cloud, local, rows, plan, size)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _with_room(view: View) -> QRectF:
    """Widen the plot by the marks that reach in from just outside."""
    room = view.look.px(8)
    return view.frame.plot.adjusted(-room, -room, room, room)


def _draw_dense(painter: QPainter, cloud: Cloud, view: View, plan: MarkPlan, tiles: Tiles) -> None:
    """Draw mixed counts, and one by one what lies beyond them or is selected and not crowded."""
    if cloud.pyramid is None:
        return
    _draw_counts(painter, cloud.pyramid, view, plan, tiles.everybody)
    beyond = _beyond_counts(cloud, cloud.pyramid, view.frame)
    _draw_stamps(painter, cloud, view, beyond, plan, BEYOND)
    if plan.chosen is None:
        return
    if plan.chosen.pyramid is not None:
        fills = _fills(plan.chosen.pyramid, view, plan)
        pixels = pixels_at_scale_1(view.frame, view.look, view.ratio)
        tiles.chosen.draw(painter, plan.chosen.pyramid, view.frame, pixels, fills)
    else:
        rows = _in_view(cloud, plan.chosen.rows, view.frame)
        size = mark_size(len(rows), view.look.area(view.frame.plot, view.ratio))
        _draw_stamps(painter, cloud, view, rows, plan, size)


def _beyond_counts(cloud: Cloud, pyramid: CountPyramid, frame: Frame) -> Indices:
    """List the marks in view that lie outside the counted area."""
    return _in_view(cloud, pyramid.outside, frame)


def _in_view(cloud: Cloud, rows: Indices, frame: Frame) -> Indices:
    """List those of some marks whose middle is in view."""
    x, y = cloud.x[rows], cloud.y[rows]
    left, right, bottom, top = frame.view
    return rows[(x >= left) & (x <= right) & (y >= bottom) & (y <= top)]


def _draw_stamps(
    painter: QPainter, cloud: Cloud, view: View, rows: Indices, plan: MarkPlan, size: MarkSize
) -> None:
    ordered = _in_order(cloud, rows, plan)
    stays = plan.standing_out(cloud, ordered)
    frame = view.frame
    places = (frame.place_x(cloud.x[ordered]), frame.place_y(cloud.y[ordered]))
    sheet = mark_sheet(plan.styles, (PALE, PLAIN), size, view.look, view.ratio)
    stamp(painter, places, cloud.codes[ordered], stays, sheet)


def _in_order(cloud: Cloud, rows: Indices, plan: MarkPlan) -> Indices:
    """Put unscored customers first and those that stand out last, otherwise keep the order."""
    rank = (cloud.codes[rows] != 0).astype(np.int8)
    if plan.chosen is not None or plan.selected is not None:
        rank += 2 * plan.standing_out(cloud, rows)
    ordered: Indices = rows[np.argsort(rank, kind="stable")]
    return ordered


def _draw_counts(
    painter: QPainter, pyramid: CountPyramid, view: View, plan: MarkPlan, tiles: DensityTiles
) -> None:
    """Draw mixed counts: first the faded segments, then the others on top."""
    pixels = pixels_at_scale_1(view.frame, view.look, view.ratio)
    fills = _fills(pyramid, view, plan)
    kept = {code: fill for code, fill in fills.items() if code == plan.selected}
    if plan.chosen is None and plan.selected is None:
        kept = fills
    elif plan.chosen is not None:
        kept = {}
    faded = {code: fill for code, fill in fills.items() if code not in kept}
    for group, opacity in ((faded, FADED), (kept, 1.0)):
        painter.setOpacity(opacity)
        if group:
            tiles.draw(painter, pyramid, view.frame, pixels, group)
    painter.setOpacity(1.0)


def _fills(pyramid: CountPyramid, view: View, plan: MarkPlan) -> dict[int, str]:
    styles = {code: plan.styles.get(code, 0) for code in pyramid.codes}
    return {code: view.look.tokens.segment(style).fill for code, style in styles.items()}


def draw_marks(painter: QPainter, cloud: Cloud, view: View, plan: MarkPlan) -> None:
    """Draw the marks as shapes, for pictures made of vectors."""
    # SVG knows no clipping here, so only marks with their middle inside are drawn.
    frame, look = view.frame, view.look
    rows = _in_order(cloud, rows_within(cloud, frame.view), plan)
    size = mark_size(len(rows), look.area(frame.plot))
    xs, ys = frame.place_x(cloud.x[rows]), frame.place_y(cloud.y[rows])
    stays = plan.standing_out(cloud, rows)
    painter.save()
    painter.setClipRect(frame.plot)
    for x, y, code, full in zip(xs, ys, cloud.codes[rows], stays, strict=True):
        painter.setOpacity(size.opacity if full else FADED * size.opacity)
        style = look.tokens.segment(plan.styles.get(int(code), 0))
        draw_mark(painter, QPointF(x, y), look.px(size.diameter), look.px(size.edge), style)
    painter.restore()
