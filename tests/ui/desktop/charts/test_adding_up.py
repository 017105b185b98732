"""What a picture shows adds up: drawn, outside the frame, not scored and filtered are everybody."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from scipy import ndimage

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.cloud import prepare_cloud
from ui.desktop.charts.frame import Bounds, Frame, Look, ScatterAxis
from ui.desktop.charts.marks import MarkPlan, View, render_marks
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.charts.pyramid import TILE, tiles_in_view
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.charts.solid import prepare_solid
from ui.desktop.charts.splat import Grid, count_marks
from ui.desktop.charts.spots import SolidSpots
from ui.desktop.theme.tokens import LIGHT

AXES = (ScatterAxis("Across"), ScatterAxis("Up", log=True), ScatterAxis("Deep"))
SEGMENTS = (ScatterSegment(1, "One", ideal=False, style=1),)
PLOT = QRectF(0, 0, 700, 600)
SIDE = 20


def grid_of_customers() -> Points:
    """Make 400 customers far enough apart for every mark to be seen by itself, and 23 others."""
    x, y = np.meshgrid(np.arange(SIDE) + 0.5, 10.0 ** (1 + np.arange(SIDE) / 10))
    across, up = np.append(x.ravel(), np.arange(23.0)), np.append(y.ravel(), np.full(23, 50.0))
    across[400:410] = np.nan
    up[410:423] = -1
    codes = np.where(np.arange(423) < 380, 1, 0).astype(np.int8)
    kept = np.ones(423, dtype=np.bool_)
    kept[40:65] = False
    return Points((across, up), codes, SEGMENTS, AXES[:2], kept=kept)


def blobs(picture: QImage) -> int:
    """Count the marks in a picture: the patches that touch no other."""
    picture = picture.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1, 4)
    return int(ndimage.label(pixels[..., 3] > 0, np.ones((3, 3)))[1])


@pytest.mark.parametrize(
    "view", [(0.0, 20.0, 0.9, 3.0), (4.0, 13.0, 1.25, 2.15)], ids=["all", "some"]
)
def test_single_marks_add_up_to_everybody(qtbot: QtBot, view: Bounds) -> None:
    points = grid_of_customers()
    cloud = prepare_cloud(points)
    picture = render_marks(cloud, View(Frame(PLOT, view), Look(LIGHT)), MarkPlan({1: 1}))
    left, right, bottom, top = view
    x, y = points.columns[0], np.log10(np.maximum(points.columns[1], 1e-9))
    outside = (x < left) | (x > right) | (y < bottom) | (y > top)
    outside &= points.kept & np.isfinite(x) & (points.columns[1] > 0)
    tally = cloud.tally
    assert (tally.filtered, tally.missing, tally.not_positive) == (25, 10, 13)
    assert (
        blobs(picture) + outside.sum() + tally.filtered + tally.missing + tally.not_positive == 423
    )


def test_the_chart_says_the_same_numbers(qtbot: QtBot) -> None:
    chart = SegmentScatter()
    qtbot.addWidget(chart)
    chart.resize(768, 606)
    chart.show()
    chart.show_points(grid_of_customers())
    chart._staging.flat.surface.show_view((4.0, 13.0, 1.25, 2.15))
    chart._refresh_note()
    said = [int(word) for word in chart.note().replace(".", "").split() if word.isdigit()]
    shown, total, *others = said
    assert total == 423
    assert shown + sum(others) == 423
    table = chart.summary()
    assert sum(one.inside for one in table) == shown
    assert sum(one.inside + one.outside for one in table) == 375


def many(count: int = 150_000) -> Points:
    random = np.random.default_rng(4)
    x, z = random.normal(size=(2, count)).astype(np.float32)
    y = np.exp(random.normal(size=count)).astype(np.float32)
    x[:700], y[700:1000] = np.nan, 0
    x[1000:60_000] = 0.25  # a crowd at one place
    codes = random.integers(0, 4, count).astype(np.int8)
    return Points((x, y, z), codes, SEGMENTS, AXES)


def test_mixed_counts_add_up_to_everybody() -> None:
    points = many()
    cloud = prepare_cloud(Points(points.columns[:2], points.codes, SEGMENTS, AXES[:2]))
    pyramid = cloud.pyramid
    assert pyramid is not None
    for pixels in ((300.0, 250.0), (700.0, 600.0), (4000.0, 4000.0)):
        drawn = 0
        for tile in tiles_in_view(pyramid, cloud.home, pixels):
            rows = slice(tile.row * TILE, (tile.row + 1) * TILE)
            columns = slice(tile.column * TILE, (tile.column + 1) * TILE)
            level = pyramid.levels[tile.level]
            drawn += sum(int(plane[rows, columns].sum()) for plane in level)
        beyond = len(pyramid.outside)
        assert drawn + beyond + cloud.tally.missing + cloud.tally.not_positive == 150_000


def test_the_marks_of_a_cube_add_up_to_everybody() -> None:
    points = many()
    solid = prepare_solid(points)
    camera = Camera(PLOT).turned(0.4, 0.2).zoomed(2.0, PLOT.center())

    def place(stretch: slice) -> tuple[np.ndarray, np.ndarray, None]:
        x, y, _ = camera.project(solid.places[:, stretch])
        return x / np.float32(2), y / np.float32(2), None

    colours = dict.fromkeys(range(4), (10, 20, 30))
    drawn = count_marks(solid.codes, place, colours, Grid(350, 300)).totals.sum()
    seen = len(SolidSpots(solid, camera).within(PLOT))
    assert drawn == pytest.approx(seen, abs=2)  # a middle on the very edge may go either way
    tally = solid.tally
    assert seen < tally.drawn
    assert tally.drawn + tally.missing + tally.not_positive == 150_000
