"""Charts as files and on the clipboard: always in the light theme."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QMimeData, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from ui.desktop.charts.frame import Look
from ui.desktop.theme.tokens import LIGHT

DOTS_PER_INCH = 96
POINTS_PER_PIXEL = 0.75
SHARPER = 3

Draw = Callable[[QPainter, Look, bool], None]


def picture_of(draw: Draw, size: QSize, sharper: int = SHARPER) -> QImage:
    """Draw a chart into a picture with several dots for each pixel.

    Parameters
    ----------
    draw
        Draws the chart: painter, look, and whether shapes rather than dots are wanted.
    size
        Width and height of the chart in pixels.
    sharper
        Dots for each pixel.
    """
    picture = QImage(size * sharper, QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(sharper)
    picture.fill(QColor(LIGHT.surface))
    painter = QPainter(picture)
    draw(painter, Look(LIGHT), False)
    painter.end()
    return picture


def clipboard_data(draw: Draw, size: QSize) -> QMimeData:
    """Give a chart for the clipboard, as a picture that any program takes."""
    data = QMimeData()
    data.setImageData(picture_of(draw, size))
    return data


def save_chart(draw: Draw, size: QSize, path: Path, *, shapes: bool, title: str) -> None:
    """Write a chart as PNG, SVG or PDF, whichever the file name ends in.

    Parameters
    ----------
    draw
        Draws the chart.
    size
        Width and height in pixels.
    path
        Where to; written over.
    shapes
        Whether marks become shapes, or one picture where there are too many of them.
    title
        Title inside the file.

    Raises
    ------
    OSError
        The file cannot be written.
    ValueError
        The name ends in something else.
    """
    writers = {".png": _save_png, ".svg": _save_svg, ".pdf": _save_pdf}
    if path.suffix.lower() not in writers:
        message = f"a chart is saved as .png, .svg or .pdf, not {path.suffix!r}"
        raise ValueError(message)
    writers[path.suffix.lower()](draw, size, path, shapes, title)


def _save_png(draw: Draw, size: QSize, path: Path, _shapes: bool, title: str) -> None:
    picture = picture_of(draw, size)
    picture.setText("Title", title)
    if not picture.save(str(path)):
        raise OSError(str(path))


def _save_svg(draw: Draw, size: QSize, path: Path, shapes: bool, title: str) -> None:
    writer = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    writer.setFileName(str(path))
    writer.setSize(size)
    writer.setViewBox(QRectF(0, 0, size.width(), size.height()))
    writer.setResolution(DOTS_PER_INCH)
    writer.setTitle(title)
    _paint(draw, QPainter(writer), size, shapes, path)


def _save_pdf(draw: Draw, size: QSize, path: Path, shapes: bool, title: str) -> None:
    writer = QPdfWriter(str(path))
    writer.setResolution(DOTS_PER_INCH)
    points = QSizeF(size) * POINTS_PER_PIXEL
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(title)
    _paint(draw, QPainter(writer), size, shapes, path)


def _paint(draw: Draw, painter: QPainter, size: QSize, shapes: bool, path: Path) -> None:
    if not painter.isActive():
        raise OSError(str(path))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(LIGHT.surface))
    draw(painter, Look(LIGHT), shapes)
    painter.end()
