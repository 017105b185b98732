import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.desktop.charts.cloud import prepare_cloud
from ui.desktop.charts.frame import Frame, Look, ScatterAxis
from ui.desktop.charts.marks import MarkPlan
from ui.desktop.charts.points import Points
from ui.desktop.charts.spots import FlatSpots
from ui.desktop.charts.travel import Travel
from ui.desktop.theme.tokens import LIGHT

AXES = (ScatterAxis("Across"), ScatterAxis("Up"))
PLOT = QRectF(0, 0, 300, 300)


def spots(x: np.ndarray, y: np.ndarray) -> FlatSpots:
    cloud = prepare_cloud(Points((x, y), np.ones(len(x), np.int8), (), AXES))
    return FlatSpots(cloud, Frame(PLOT, (0.0, 1.0, 0.0, 1.0)))


def test_every_customer_goes_from_the_old_place_to_the_new_one() -> None:
    random = np.random.default_rng(0)
    before, after = spots(*random.random((2, 50))), spots(*random.random((2, 50)))
    travel = Travel(before, after)
    start = {
        int(who): at
        for who, at in zip(
            before.index, zip(*before.places(np.arange(50)), strict=True), strict=True
        )
    }
    for place, customer in enumerate(after.index.tolist()):
        assert np.allclose(travel._start[:, place], start[customer], atol=1e-3)
    end = np.array(after.places(np.arange(50)))
    assert np.allclose(travel._start + travel._way, end, atol=1e-3)


def test_who_was_not_there_appears_in_the_new_place() -> None:
    x = np.array([0.2, np.nan, 0.8])
    travel = Travel(spots(x, x), spots(np.array([0.5, 0.5, 0.5]), np.array([0.1, 0.2, 0.3])))
    assert np.isfinite(travel._start).all()
    assert (np.abs(travel._way).sum(axis=0) == 0).sum() == 1


def drawn(travel: Travel, share: float) -> QImage:
    picture = QImage(300, 300, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    travel.draw(painter, share, Look(LIGHT), 1.0, MarkPlan({1: 1}))
    painter.end()
    return picture


def middle_of(picture: QImage) -> float:
    """Give the mean column of what is drawn."""
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(300, 300, 4)[..., 3]
    return float((pixels.sum(axis=0) * np.arange(300)).sum() / max(pixels.sum(), 1))


def test_half_way_few_and_many_marks_are_drawn_between_the_places(qtbot: QtBot) -> None:
    for count in (200, 40_000):
        random = np.random.default_rng(1)
        y = random.random(count)
        travel = Travel(
            spots(0.2 + 0.02 * random.random(count), y), spots(0.7 + 0.02 * random.random(count), y)
        )
        assert abs(middle_of(drawn(travel, 0.0)) - 63) < 4
        assert abs(middle_of(drawn(travel, 0.5)) - 138) < 4
        assert abs(middle_of(drawn(travel, 1.0)) - 213) < 4
