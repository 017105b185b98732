"""Marks drawn one by one: each look is drawn once, and then stamped wherever it is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform

from ui.desktop.charts.frame import Look
from ui.desktop.charts.points import MOST_CODES
from ui.desktop.theme.shapes import symbol_path
from ui.desktop.theme.tokens import SegmentStyle

Floats = npt.NDArray[np.floating]
Codes = npt.NDArray[np.int8]

FADED = 0.25
SIZES = (
    (160_000, 3.5, 0.4, 0.82),
    (60_000, 4.5, 0.5, 0.82),
    (5_000, 6.0, 0.6, 0.82),
    (1_000, 8.0, 1.0, 0.9),
    (0, 10.0, 1.2, 1.0),
)
USUAL_AREA = 392_000.0
"""Of a chart as it is at first, in pixels at scale 1; in a smaller one marks are more crowded."""

EDGE_ROOM = 3
UNSCORED_SIZE = 0.7
FRAGMENT_FIELDS = 10


@dataclass(frozen=True)
class MarkSize:
    """Diameter and edge in pixels at scale 1, and opacity, of the marks of one picture."""

    diameter: float
    edge: float
    opacity: float


def mark_size(count: int, area: float = USUAL_AREA) -> MarkSize:
    """Choose the size of marks: smaller the more there are for the area of the chart."""
    crowd = count * max(USUAL_AREA / max(area, 1.0), 1.0)
    for over, diameter, edge, opacity in SIZES:
        if crowd > over or over == 0:
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
class Wear:
    """How the marks of one group differ from the others: times as large, times as opaque."""

    size: float = 1.0
    opacity: float = 1.0


PLAIN, PALE = Wear(), Wear(opacity=FADED)


@dataclass(frozen=True)
class MarkSheet:
    """The marks of all segments side by side in one picture by code, one row for each wear."""

    picture: QPixmap
    cell: int


def mark_sheet(
    styles: Mapping[int, int], wears: tuple[Wear, ...], size: MarkSize, look: Look, ratio: float
) -> MarkSheet:
    """Draw the mark of every code once in each wear, for stamping.

    The opacity is already in the picture, because stamping is faster without.
    """
    scale = look.scale * ratio
    largest = max(wear.size for wear in wears)
    cell = int(np.ceil((size.diameter * largest * 1.3 + EDGE_ROOM) * scale))
    picture = QPixmap(cell * MOST_CODES, cell * len(wears))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row, wear in enumerate(wears):
        for code in {0, *styles}:
            style = look.tokens.segment(styles.get(code, 0))
            at = QPointF((code + 0.5) * cell, (row + 0.5) * cell)
            small = wear.size if code in styles else wear.size * UNSCORED_SIZE
            draw_mark(painter, at, size.diameter * scale * small, size.edge * scale, style)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    for row, wear in enumerate(wears):
        opacity = QColor.fromRgbF(0, 0, 0, wear.opacity * size.opacity)
        painter.fillRect(QRectF(0, row * cell, cell * MOST_CODES, cell), opacity)
    painter.end()
    return MarkSheet(picture, cell)


def stamp(
    painter: QPainter,
    places: tuple[Floats, Floats],
    codes: Codes,
    wears: npt.NDArray[np.integer | np.bool_],
    sheet: MarkSheet,
) -> None:
    """Copy marks from a sheet, all in one call; the table is Qt's array of fragments.

    Parameters
    ----------
    painter
        Where to.
    places
        Pixels across and down of each mark.
    codes
        Segment of each mark.
    wears
        Row of the sheet for each mark.
    sheet
        The marks.
    """
    if not len(codes):
        return
    table = np.empty((len(codes), FRAGMENT_FIELDS), dtype=np.float64)
    table[:, 0], table[:, 1] = places
    table[:, 2] = codes.astype(np.float64) * sheet.cell
    table[:, 3] = wears.astype(np.float64) * sheet.cell
    table[:, 4:6] = sheet.cell
    table[:, 6:8] = 1.0
    table[:, 8] = 0.0
    table[:, 9] = 1.0
    first = cast(
        "QPainter.PixmapFragment",
        shiboken6.Shiboken.wrapInstance(table.ctypes.data, QPainter.PixmapFragment),
    )
    painter.drawPixmapFragments(first, len(codes), sheet.picture)
