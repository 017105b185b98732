import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from ui.desktop.charts.camera import Camera
from ui.desktop.charts.cloud import prepare_cloud
from ui.desktop.charts.frame import Frame, ScatterAxis
from ui.desktop.charts.nearest import mark_at, mark_in_middle, mark_towards
from ui.desktop.charts.points import Points
from ui.desktop.charts.solid import prepare_solid
from ui.desktop.charts.spots import FlatSpots, SolidSpots, rows_inside

PLOT = QRectF(40, 20, 600, 400)
AXES = (ScatterAxis("Across"), ScatterAxis("Up"), ScatterAxis("Deep"))
CORNER = st.tuples(st.integers(0, 700), st.integers(0, 500))


def columns(count: int = 900) -> tuple[np.ndarray, ...]:
    return tuple(np.random.default_rng(5).normal(size=(3, count)))


def flat(count: int = 900) -> FlatSpots:
    codes = (np.arange(count) % 3 + 1).astype(np.int8)
    cloud = prepare_cloud(Points(columns(count)[:2], codes, (), AXES[:2]))
    return FlatSpots(cloud, Frame(PLOT, cloud.home))


def solid(count: int = 900) -> SolidSpots:
    codes = (np.arange(count) % 3 + 1).astype(np.int8)
    return SolidSpots(prepare_solid(Points(columns(count), codes, (), AXES)), Camera(PLOT))


@pytest.mark.parametrize("spots", [flat(), solid()], ids=["flat", "solid"])
def test_marks_within_a_rectangle_are_those_whose_middle_is(spots: FlatSpots | SolidSpots) -> None:
    across, down = spots.places(np.arange(900))
    area = QRectF(200, 100, 250, 160)
    inside = [area.contains(float(x), float(y)) for x, y in zip(across, down, strict=True)]
    assert spots.within(area).tolist() == np.flatnonzero(inside).tolist()
    beyond = spots.within(QRectF(-1e6, -1e6, 2e6, 2e6))
    assert beyond.tolist() == spots.within(PLOT).tolist()


@given(st.lists(CORNER, min_size=3, max_size=9))
def test_a_lasso_holds_the_marks_inside_it_give_or_take_a_pixel(
    corners: list[tuple[int, int]],
) -> None:
    spots = flat()
    shape = QPolygonF([QPointF(x, y) for x, y in corners])
    found = set(rows_inside(spots, shape.toList()).tolist())
    across, down = spots.places(np.arange(900))
    wind = Qt.FillRule.WindingFill
    for row, (x, y) in enumerate(zip(across.tolist(), down.tolist(), strict=True)):
        around = [QPointF(x + dx, y + dy) for dx in (-2, 0, 2) for dy in (-2, 0, 2)]
        sure = {shape.containsPoint(at, wind) and PLOT.contains(at) for at in around}
        if len(sure) == 1:
            assert (row in found) == sure.pop()


def test_a_shape_without_area_holds_nobody() -> None:
    assert len(rows_inside(flat(), [QPointF(100, 100), QPointF(300, 100)])) == 0


def test_in_a_cube_the_marks_are_picked_where_they_are_seen() -> None:
    spots = solid()
    row = int(spots.within(QRectF(150, 100, 400, 250))[7])
    x, y = spots.places(np.array([row]))
    found = mark_at(spots, QPointF(float(x[0]), float(y[0])), 4)
    assert found is not None
    assert np.allclose(spots.places(np.array([found])), (x, y), atol=0.01)
    assert mark_at(spots, QPointF(5, 5), 4) is None


def test_arrows_go_that_way_and_stay_at_the_end() -> None:
    spots = solid()
    row = mark_in_middle(spots, 2)
    assert row is not None
    assert spots.codes[row] == 2
    for _ in range(400):
        following = mark_towards(spots, row, (1, 0))
        if following == row:
            break
        x = spots.places(np.array([row, following]))[0]
        assert x[1] > x[0]
        row = following
    else:
        pytest.fail("there is no end")


def test_a_segment_without_marks_has_no_middle() -> None:
    assert mark_in_middle(flat(), 9) is None
