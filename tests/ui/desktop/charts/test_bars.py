from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.desktop.charts.bars import Piece, Stripe, bars_height, draw_bars
from ui.desktop.charts.frame import Look
from ui.desktop.charts.tracking import Track, draw_track
from ui.desktop.theme.tokens import LIGHT

LOOK = Look(LIGHT, 1.0)
WIDTH = 600


def drawn(stripes: tuple[Stripe, ...]) -> QImage:
    height = round(bars_height(stripes))
    image = QImage(WIDTH, height, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    draw_bars(painter, QRectF(0, 0, WIDTH, height), LOOK, stripes)
    painter.end()
    return image


def runs(image: QImage, line: int) -> list[tuple[str, int]]:
    """Give the colours along a line with how far each goes, the ground left out."""
    names = [image.pixelColor(x, line).name() for x in range(image.width())]
    cuts = [0, *(x for x in range(1, len(names)) if names[x] != names[x - 1]), len(names)]
    found = [(names[first], last - first) for first, last in pairwise(cuts)]
    return [run for run in found if run[0] != QColor(LIGHT.surface).name() and run[1] > 20]


def test_pieces_are_as_long_as_their_values(qapp: QApplication) -> None:
    pieces = (Piece("cost", -50.0, "", "negative"), Piece("value", 100.0, "", "text"))
    found = runs(drawn((Stripe("", pieces),)), 24)
    assert [name for name, _ in found] == [
        QColor(LIGHT.negative).name(),
        QColor(LIGHT.text).name(),
    ]
    assert abs(found[1][1] - 2 * found[0][1]) <= 3


def test_all_bars_have_one_scale(qapp: QApplication) -> None:
    stripes = tuple(Stripe("", (Piece("value", value, "", "text"),)) for value in (100.0, 25.0))
    image = drawn(stripes)
    longer, shorter = (runs(image, line)[0][1] for line in (24, 64))
    assert abs(longer - 4 * shorter) <= 4


def test_bars_of_nothing_can_be_drawn(qapp: QApplication) -> None:
    assert not drawn(()).isNull()
    assert not drawn((Stripe("Top", (Piece("value", 0.0, "0"),), "0"),)).isNull()


def test_a_track_of_one_day_can_be_drawn(qapp: QApplication) -> None:
    image = QImage(WIDTH, 220, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    track = Track(
        (0.0,), (0.0,), (0.0,), 0.0, ("fitted", "held back"), ("made",), ("told",), "Weeks"
    )
    draw_track(painter, QRectF(0, 0, WIDTH, 220), LOOK, track)
    painter.end()
    assert runs(image, 150)
