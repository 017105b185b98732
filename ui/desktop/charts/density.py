"""Pictures of mixed counts, kept while the view moves over them."""

from dataclasses import dataclass, field

from PySide6.QtGui import QColor, QImage, QPainter

from ui.desktop.charts.frame import Frame, Look
from ui.desktop.charts.mixing import picture_of
from ui.desktop.charts.pyramid import CountPyramid, Tile, blend, tiles_in_view

MOST_KEPT = 160

Colours = tuple[tuple[int, tuple[int, int, int]], ...]
Key = tuple[Tile, Colours]


@dataclass
class DensityTiles:
    """Draws counts tile by tile and keeps the tiles drawn last (64 KiB each)."""

    pyramid: CountPyramid | None = None
    kept: dict[Key, QImage] = field(default_factory=dict)

    def draw(
        self,
        painter: QPainter,
        pyramid: CountPyramid,
        frame: Frame,
        pixels: tuple[float, float],
        fills: dict[int, str],
    ) -> None:
        """Draw the counts in view.

        Parameters
        ----------
        painter, pyramid, frame
            Where, what, and which part.
        pixels
            Width and height of the plot at scale 1.
        fills
            Colour of each segment to draw, by code.
        """
        if pyramid is not self.pyramid:
            self.pyramid, self.kept = pyramid, {}
        colours = tuple((code, rgb(fill)) for code, fill in fills.items())
        for tile in tiles_in_view(pyramid, frame.view, pixels):
            painter.drawImage(frame.rect(tile.bounds), self._picture(pyramid, tile, colours))

    def _picture(self, pyramid: CountPyramid, tile: Tile, colours: Colours) -> QImage:
        key = (tile, colours)
        picture = self.kept.pop(key, None)
        if picture is None:
            picture = picture_of(blend(pyramid, tile, dict(colours)))
        self.kept[key] = picture  # the one used last is at the end
        if len(self.kept) > MOST_KEPT:
            del self.kept[next(iter(self.kept))]
        return picture


def rgb(colour: str) -> tuple[int, int, int]:
    """Give red, green and blue of a colour."""
    named = QColor(colour)
    return named.red(), named.green(), named.blue()


def pixels_at_scale_1(frame: Frame, look: Look, ratio: float) -> tuple[float, float]:
    """Give the plot's size in pixels before enlargement, so that cells grow with the text."""
    return frame.plot.width() / ratio / look.scale, frame.plot.height() / ratio / look.scale
