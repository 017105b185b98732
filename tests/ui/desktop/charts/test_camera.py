import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from ui.desktop.charts.camera import STEEPEST, Camera

PLOT = QRectF(0, 0, 768, 606)
PART = st.floats(-1, 1)
TURN = st.floats(-7, 7)


@given(st.tuples(PART, PART, PART), TURN, TURN, st.floats(0.5, 5))
def test_one_place_lies_where_many_do(
    place: tuple[float, float, float], yaw: float, pitch: float, zoom: float
) -> None:
    camera = Camera(PLOT).turned(yaw, pitch).zoomed(zoom, QPointF(100, 50))
    x, y, _ = camera.project(np.array(place, dtype=np.float32)[:, None])
    at = camera.point(place)
    assert at.x() == pytest.approx(float(x[0]), abs=0.2)
    assert at.y() == pytest.approx(float(y[0]), abs=0.2)


@given(TURN, TURN)
def test_turning_changes_no_lengths_and_never_turns_upside_down(yaw: float, pitch: float) -> None:
    camera = Camera(PLOT).turned(yaw, pitch)
    assert np.allclose(camera.matrix() @ camera.matrix().T, np.eye(3))
    assert abs(camera.pitch) <= STEEPEST
    assert camera.matrix()[1, 1] >= 0


def test_up_is_up_and_the_near_side_is_nearer() -> None:
    camera = Camera(PLOT, yaw=0.0, pitch=0.0)
    assert camera.point((0, 1, 0)).y() < camera.point((0, -1, 0)).y()
    assert camera.point((1, 0, 0)).x() > camera.point((-1, 0, 0)).x()
    near = camera.project(np.array([[0, 0], [0, 0], [1, -1]], dtype=np.float32))[2]
    assert near[0] > 0.5 > near[1]


@given(st.floats(0, 768), st.floats(0, 606), st.floats(0.8, 1.3))
def test_zooming_keeps_what_lies_under_the_pointer(x: float, y: float, factor: float) -> None:
    camera = Camera(PLOT).turned(0.3, 0.1)
    nearer = camera.zoomed(factor, QPointF(x, y))
    place = (0.2, -0.4, 0.6)
    before, after = camera.point(place), nearer.point(place)
    ratio = nearer.zoom / camera.zoom
    assert after.x() - x == pytest.approx((before.x() - x) * ratio, abs=1e-6)
    assert after.y() - y == pytest.approx((before.y() - y) * ratio, abs=1e-6)


@pytest.mark.parametrize("plot", [PLOT, QRectF(0, 0, 300, 240), QRectF(0, 0, 2000, 400)])
@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_first_view_shows_the_whole_cube_in_the_middle(plot: QRectF, scale: float) -> None:
    camera = Camera(plot).framed(scale)
    ends = (-1.0, 1.0)
    corners = camera.points([(x, y, z) for x in ends for y in ends for z in ends])
    assert all(plot.contains(corner) for corner in corners)
    xs = [corner.x() for corner in corners]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(plot.center().x())


def test_moving_shifts_everything_alike() -> None:
    camera = Camera(PLOT).zoomed(2.0, PLOT.center())
    moved = camera.moved(QPointF(10, -5))
    assert moved.point((0, 0, 0)) - camera.point((0, 0, 0)) == QPointF(10, -5)


def test_what_lies_far_outside_is_never_behind_the_eye() -> None:
    x, y, near = Camera(PLOT, 0.0, 0.0).project(np.array([[1], [1], [500]], dtype=np.float32))
    assert np.isfinite([x, y, near]).all()
    assert x[0] > PLOT.center().x()
    assert math.isfinite(Camera(PLOT, 0.0, 0.0).point((1, 1, 500)).x())
