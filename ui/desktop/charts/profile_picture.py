"""The profile of a segment as a picture: where it stands against everyone, and what is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication

from ui.desktop.charts.export import EDGE, Heading, clipboard_data, save_chart
from ui.desktop.charts.frame import Look
from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD, SMALL_PX
from ui.desktop.theme.type_scale import font, scale_of
from ui.desktop.widgets.range_strip import StripValues, paint_strip
from ui.desktop.widgets.segment_marker import MARK_PX, paint_marker

WIDTH = 480
STRIP_ROW, HEADING_ROW, GAP, INDENT = 28, 18, 10, 20
NAME_SHARE, STRIP_SHARE, FIGURE_SHARE = 0.32, 0.36, 0.16
LEFT = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class StripLine:
    """An axis: its name, the figures of the strip, both medians as they are written."""

    name: str
    values: StripValues
    median: str
    everyone: str


@dataclass(frozen=True)
class _Words:
    """Some words in their place; ``fit`` are flags of Qt."""

    room: QRectF
    text: str
    font: QFont
    fit: int
    quiet: bool = False


class ProfilePicture:
    """A profile that can be copied and saved.

    Parameters
    ----------
    style
        The segment's style, 1 to 9; 0 is the grey dot.
    name
        Its name.
    strips
        Where it stands, one for each axis.
    paragraphs
        What is said of it: a heading, or "", and the lines below; empty lines are left out.
    """

    def __init__(
        self,
        style: int,
        name: str,
        strips: Sequence[StripLine],
        paragraphs: Sequence[tuple[str, Sequence[str]]],
    ) -> None:
        self._style, self._scale = style, scale_of(QApplication.font())
        self._words: list[_Words] = []
        self._strips: list[tuple[QRectF, StripValues]] = []
        self._below = 0.0
        self._mark = QPointF(EDGE + MARK_PX / 2, EDGE + BODY_PX * 0.65) * self._scale
        self._below = self._px(EDGE)
        self._say(name, font(BODY_PX, SEMIBOLD, self._scale), indent=INDENT)
        first, *others = paragraphs
        self._tell(first)
        self._lay_out(strips)
        for paragraph in others:
            self._tell(paragraph)
        self._below += self._px(EDGE)

    def _px(self, design: float) -> float:
        return design * self._scale

    def _say(self, text: str, used: QFont, *, indent: float = 0, quiet: bool = False) -> None:
        """Put words below what is there."""
        left, width = self._px(EDGE + indent), self._px(WIDTH - 2 * EDGE - indent)
        tall = QRectF(0, 0, width, 10_000)
        height = QFontMetricsF(used).boundingRect(tall, int(LEFT), text).height()
        room = QRectF(left, self._below, width, height)
        self._words.append(_Words(room, text, used, int(LEFT), quiet))
        self._below += height + self._px(2)

    def _tell(self, paragraph: tuple[str, Sequence[str]]) -> None:
        heading, lines = paragraph
        told = [line for line in lines if line]
        if heading and told:
            self._below += self._px(GAP)
            self._say(heading, font(SMALL_PX, SEMIBOLD, self._scale))
        for line in told:
            self._say(line, font(SMALL_PX, scale=self._scale), quiet=not heading)

    def _lay_out(self, strips: Sequence[StripLine]) -> None:
        """Give every axis a row of its name, its strip and both medians."""
        small = font(SMALL_PX, scale=self._scale)
        width = self._px(WIDTH - 2 * EDGE)
        shares = (NAME_SHARE, STRIP_SHARE, FIGURE_SHARE, FIGURE_SHARE)
        lefts = [self._px(EDGE) + width * sum(shares[:place]) for place in range(len(shares))]

        def cell(place: int, tall: float) -> QRectF:
            return QRectF(lefts[place], self._below, width * shares[place], self._px(tall))

        for place, heading in ((2, "median"), (3, "everyone")):
            self._words.append(_Words(cell(place, HEADING_ROW), heading, small, int(RIGHT), True))
        self._below += self._px(HEADING_ROW)
        for strip in strips:
            self._words.append(_Words(cell(0, STRIP_ROW), strip.name, small, int(CENTRED)))
            self._strips.append((cell(1, STRIP_ROW), strip.values))
            bold = font(SMALL_PX, SEMIBOLD, self._scale)
            self._words.append(_Words(cell(2, STRIP_ROW), strip.median, bold, int(RIGHT)))
            quiet = _Words(cell(3, STRIP_ROW), strip.everyone, small, int(RIGHT), True)
            self._words.append(quiet)
            self._below += self._px(STRIP_ROW)

    def size(self) -> QSize:
        """Give how large the picture is, in pixels."""
        return QSize(round(self._px(WIDTH)), round(self._below))

    def draw(self, painter: QPainter, look: Look, _shapes: bool) -> None:
        """Draw the profile."""
        paint_marker(painter, self._mark, self._px(MARK_PX), self._style, look.tokens)
        for words in self._words:
            painter.setFont(words.font)
            painter.setPen(QColor(look.tokens.text_2 if words.quiet else look.tokens.text))
            painter.drawText(words.room, words.fit, words.text)
        for room, values in self._strips:
            paint_strip(painter, room, values, self._style, (look.tokens, self._scale))

    def copy_image(self) -> None:
        """Put the picture on the clipboard, in the light theme."""
        data = clipboard_data(self.draw, self.size(), Heading())
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path, _title: str) -> None:
        """Write the picture as PNG, SVG or PDF by the file's ending, in the light theme.

        Raises
        ------
        OSError
            The file cannot be written.
        ValueError
            The ending is none of the three.
        """
        save_chart(self.draw, self.size(), path, shapes=True, heading=Heading())
