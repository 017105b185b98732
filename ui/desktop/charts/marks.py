"""Draw the marks of a scatter: shapes one by one, or mixed counts when there are very many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QTransform

from ui.desktop.charts.cloud import MOST_MARKS, Cloud, is_within, rows_within
from ui.desktop.charts.density import DensityTiles, pixels_at_scale_1
from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.pyramid import CountPyramid
from ui.desktop.theme.shapes import symbol_path
from ui.desktop.theme.tokens import SegmentStyle

FADED = 0.25
SIZES = ((5_000, 6.0, 0.6, 0.82), (1_000, 8.0, 1.0, 0.9), (0, 10.0, 1.2, 1.0))
EDGE_ROOM = 3
UNSCORED_SIZE = 0.7
CODES = 10
FRAGMENT_FIELDS = 10


@dataclass(frozen=True)
class MarkSize:
    """Diameter and edge in pixels at scale 1, and opacity, of the marks of one picture."""

    diameter: float
    edge: float
    opacity: float


def mark_size(count: int) -> MarkSize:
    """Choose the size of marks: smaller the more there are."""
    for over, diameter, edge, opacity in SIZES:
        if count > over or over == 0:
            return MarkSize(diameter, edge, opacity)
    raise AssertionError(count)


def draw_mark(
    painter: QPainter, at: QPointF, diameter: float, edge: float, style: SegmentStyle
) -> None:
    """Draw one mark as a shape with fill and edge."""
    shape = QTransform.fromScale(diameter, diameter).map(symbol_path(style.symbol))
    pen = QPen(QColor(style.edge), edge)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(style.fill))
    painter.drawPath(shape.translated(at))


@dataclass(frozen=True)
class MarkPlan:
    """What the marks of one picture look like.

    Attributes
    ----------
    styles
        Segment style by code.
    selected
        The code that stays while the others fade, or None.
    """

    styles: Mapping[int, int]
    selected: int | None = None

    def opacity(self, code: int, full: float) -> float:
        """Give the opacity of a segment's marks."""
        return full if self.selected in {None, code} else FADED * full


@dataclass(frozen=True)
class MarkSheet:
    """The marks of all segments side by side in one picture, by code."""

    picture: QPixmap
    cell: int


def mark_sheet(plan: MarkPlan, size: MarkSize, look: Look, ratio: float) -> MarkSheet:
    """Draw the mark of every code once, for stamping.

    The opacity is already in the picture, because stamping is faster without.
    """
    scale = look.scale * ratio
    cell = int(np.ceil((size.diameter * 1.3 + EDGE_ROOM) * scale))
    picture = QPixmap(cell * CODES, cell)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for code in range(CODES):
        style = look.tokens.segment(plan.styles.get(code, 0))
        at = QPointF((code + 0.5) * cell, cell / 2)
        small = 1.0 if code in plan.styles else UNSCORED_SIZE
        draw_mark(painter, at, size.diameter * scale * small, size.edge * scale, style)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    for code in range(CODES):
        opacity = QColor.fromRgbF(0, 0, 0, plan.opacity(code, size.opacity))
        painter.fillRect(QRectF(code * cell, 0, cell, cell), opacity)
    painter.end()
    return MarkSheet(picture, cell)


def _stamp(
    painter: QPainter,
    places: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    codes: npt.NDArray[np.int8],
    sheet: MarkSheet,
) -> None:
    """Copy marks from the sheet, all in one call; the table is Qt's array of fragments."""
    if not len(codes):
        return
    table = np.empty((len(codes), FRAGMENT_FIELDS), dtype=np.float64)
    table[:, 0], table[:, 1] = places
    table[:, 2] = codes.astype(np.float64) * sheet.cell
    table[:, 3] = 0.0
    table[:, 4:6] = sheet.cell
    table[:, 6:8] = 1.0
    table[:, 8] = 0.0
    table[:, 9] = 1.0
    first = cast(
        "QPainter.PixmapFragment",
        shiboken6.Shiboken.wrapInstance(table.ctypes.data, QPainter.PixmapFragment),
    )
    painter.drawPixmapFragments(first, len(codes), sheet.picture)


def _with_room(frame: Frame, look: Look) -> QRectF:
    """Widen the plot by the marks that reach in from just outside."""
    room = look.px(8)
    return frame.plot.adjusted(-room, -room, room, room)


def _selected_last(
    rows: npt.NDArray[np.int64], cloud: Cloud, plan: MarkPlan
) -> npt.NDArray[np.int64]:
    """Put unscored customers first and the selected segment last, otherwise keep the order."""
    codes = cloud.codes[rows]
    rank = (codes != 0).astype(np.int8)
    if plan.selected is not None:
        rank += codes == plan.selected
    ordered: npt.NDArray[np.int64] = rows[np.argsort(rank, kind="stable")]
    return ordered


def render_marks(
    cloud: Cloud,
    frame: Frame,
    plan: MarkPlan,
    look: Look,
    ratio: float,
    tiles: DensityTiles | None = None,
) -> QImage:
    """Draw the marks of a view into a picture of the plot area.

    Parameters
    ----------
    cloud, frame, plan, look
        What, where, and how.
    ratio
        Device pixels for each pixel.
    tiles
        What was drawn of the counts before.

    Returns
    -------
    QImage
        As large as ``frame.plot``, transparent where nothing is.
    """
    width, height = round(frame.plot.width() * ratio), round(frame.plot.height() * ratio)
    picture = QImage(max(1, width), max(1, height), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    seen = frame.bounds(_with_room(frame, look))
    local = Frame(QRectF(0, 0, width, height), frame.view)
    painter = QPainter(picture)
    inside = is_within(cloud, seen)
    if cloud.pyramid is not None and np.count_nonzero(inside) > MOST_MARKS:
        _draw_counts(painter, cloud.pyramid, local, plan, look, ratio, tiles or DensityTiles())
        rows = _beyond_counts(cloud, cloud.pyramid, frame)
        size = MarkSize(3.0, 0.0, 1.0)
    else:
        rows = np.flatnonzero(inside)
        size = mark_size(len(rows))
    _draw_stamps(painter, cloud, local, rows, plan, size, look, ratio)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _beyond_counts(cloud: Cloud, pyramid: CountPyramid, frame: Frame) -> npt.NDArray[np.int64]:
    """List the marks in view that lie outside the counted area."""
    x, y = cloud.x[pyramid.outside], cloud.y[pyramid.outside]
    left, right, bottom, top = frame.view
    rows: npt.NDArray[np.int64] = pyramid.outside[
        (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    ]
    return rows


def _draw_stamps(  # noqa: PLR0913, PLR0917 - the parts of one drawing, private to this module
    painter: QPainter,
    cloud: Cloud,
    frame: Frame,
    rows: npt.NDArray[np.int64],
    plan: MarkPlan,
    size: MarkSize,
    look: Look,
    ratio: float,
) -> None:
    ordered = _selected_last(rows, cloud, plan)
    codes = cloud.codes[ordered]
    places = (frame.place_x(cloud.x[ordered]), frame.place_y(cloud.y[ordered]))
    sheet = mark_sheet(plan, size, look, ratio)
    _stamp(painter, places, codes, sheet)


def _draw_counts(  # noqa: PLR0913, PLR0917 - as above
    painter: QPainter,
    pyramid: CountPyramid,
    frame: Frame,
    plan: MarkPlan,
    look: Look,
    ratio: float,
    tiles: DensityTiles,
) -> None:
    """Draw mixed counts: first the faded segments, then the others on top."""
    pixels = pixels_at_scale_1(frame, look, ratio)
    kept = [code for code in pyramid.codes if plan.selected in {None, code}]
    faded = [code for code in pyramid.codes if code not in kept]
    for group, opacity in ((faded, FADED), (kept, 1.0)):
        fills = {code: look.tokens.segment(plan.styles.get(code, 0)).fill for code in group}
        painter.setOpacity(opacity)
        if fills:
            tiles.draw(painter, pyramid, frame, pixels, fills)
    painter.setOpacity(1.0)


def draw_marks(painter: QPainter, cloud: Cloud, frame: Frame, plan: MarkPlan, look: Look) -> None:
    """Draw the marks as shapes, for pictures made of vectors."""
    # SVG knows no clipping here, so only marks with their middle inside are drawn.
    rows = _selected_last(rows_within(cloud, frame.view), cloud, plan)
    size = mark_size(len(rows))
    xs, ys = frame.place_x(cloud.x[rows]), frame.place_y(cloud.y[rows])
    painter.save()
    painter.setClipRect(frame.plot)
    for x, y, code in zip(xs, ys, cloud.codes[rows], strict=True):
        painter.setOpacity(plan.opacity(int(code), size.opacity))
        style = look.tokens.segment(plan.styles.get(int(code), 0))
        draw_mark(painter, QPointF(x, y), look.px(size.diameter), look.px(size.edge), style)
    painter.restore()
