import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.desktop.charts.density import MOST_KEPT, DensityTiles
from ui.desktop.charts.frame import Bounds, Frame
from ui.desktop.charts.pyramid import CountPyramid, build_pyramid

HOME = (0.0, 1.0, 0.0, 1.0)
FILLS = {1: "#FF0000", 2: "#0000FF"}


def counted(seed: int = 0) -> CountPyramid:
    random = np.random.default_rng(seed)
    x, y = random.random((2, 20_000)).astype(np.float32)
    return build_pyramid(x, y, random.integers(1, 3, 20_000).astype(np.int8), HOME)


def drawn(tiles: DensityTiles, pyramid: CountPyramid, view: Bounds = HOME) -> QImage:
    picture = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    frame = Frame(QRectF(0, 0, 300, 300), view)
    tiles.draw(painter, pyramid, frame, (300, 300), FILLS)
    painter.end()
    return picture


def test_kept_tiles_give_the_same_picture(qtbot: QtBot) -> None:
    pyramid = counted()
    tiles = DensityTiles()
    first = drawn(tiles, pyramid)
    assert tiles.kept
    assert drawn(tiles, pyramid) == first == drawn(DensityTiles(), pyramid)


def test_other_customers_give_another_picture(qtbot: QtBot) -> None:
    tiles = DensityTiles()
    first = drawn(tiles, counted(0))
    assert drawn(tiles, counted(1)) != first


def test_only_so_many_tiles_are_kept(qtbot: QtBot) -> None:
    pyramid, tiles = counted(), DensityTiles()
    for step in range(12):
        for other in range(12):
            left, bottom = step / 12, other / 12
            drawn(tiles, pyramid, (left, left + 0.08, bottom, bottom + 0.08))
    assert len(tiles.kept) <= MOST_KEPT
