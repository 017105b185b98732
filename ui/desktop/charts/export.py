"""Charts as files and on the clipboard: always in the light theme, under their title."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QMimeData, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from ui.desktop.charts.frame import Look
from ui.desktop.theme.tokens import BODY_PX, LIGHT, SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font, scale_of

DOTS_PER_INCH = 96
POINTS_PER_PIXEL = 0.75
SHARPER = 3

Draw = Callable[[QPainter, Look, bool], None]
EDGE = 12


@dataclass(frozen=True)
class Heading:
    """What stands above a chart: its title and what it does not show; may be empty."""

    title: str = ""
    note: str = ""


def headed(draw: Draw, size: QSize, heading: Heading) -> tuple[Draw, QSize]:
    """Give a chart with its heading, and the size that both take."""
    scale = scale_of(QApplication.font())
    lines = ((heading.title, BODY_PX, SEMIBOLD), (heading.note, SMALL_PX, 400))
    width = size.width() - 2 * EDGE * scale
    top = EDGE * scale
    parts = []
    for text, px, weight in lines:
        if not text:
            continue
        used = font(px, weight, scale)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        tall = QRectF(0, 0, width, 10_000)
        height = QFontMetricsF(used).boundingRect(tall, int(flags), text).height()
        parts.append((QRectF(EDGE * scale, top, width, height), used, text, flags))
        top += height + 2 * scale
    if not parts:
        return draw, size
    above = round(top + EDGE * scale / 2)

    def both(painter: QPainter, look: Look, shapes: bool) -> None:
        for room, used, text, flags in parts:
            painter.setFont(used)
            quiet = used.weight() < SEMIBOLD
            painter.setPen(QColor(look.tokens.text_2 if quiet else look.tokens.text))
            painter.drawText(room, int(flags), text)
        painter.translate(QPointF(0, above))
        draw(painter, look, shapes)
        painter.translate(QPointF(0, -above))

    return both, size + QSize(0, above)


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


def clipboard_data(draw: Draw, size: QSize, heading: Heading) -> QMimeData:
    """Give a chart for the clipboard, as a picture that any program takes."""
    data = QMimeData()
    data.setImageData(picture_of(*headed(draw, size, heading)))
    return data


def save_chart(draw: Draw, size: QSize, path: Path, *, shapes: bool, heading: Heading) -> None:
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
    heading
        What stands above the chart; its title is also that of the file.

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
    writers[path.suffix.lower()](*headed(draw, size, heading), path, shapes, heading.title)


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
