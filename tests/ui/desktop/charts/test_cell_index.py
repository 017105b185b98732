import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.desktop.charts.cell_index import index_cells
from ui.desktop.charts.cloud import Cloud, is_crowded, prepare_cloud, rows_within
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points

HOME = (0.0, 1.0, -2.0, 2.0)
AXES = (ScatterAxis("Across"), ScatterAxis("Up"))
EDGE = st.floats(-0.3, 1.3)


def places(count: int = 4_000) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(0)
    x = random.normal(0.5, 0.3, count).astype(np.float32)
    return x, (random.normal(0, 1, count) * 2).astype(np.float32)


@given(EDGE, EDGE, EDGE, EDGE)
def test_what_is_near_holds_all_that_is_inside_in_drawing_order(
    left: float, right: float, low: float, high: float
) -> None:
    x, y = places()
    left, right = sorted((left, right))
    bottom, top = sorted((4 * low - 2, 4 * high - 2))
    index = index_cells(x, y, HOME)
    inside = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    near = index.rows_near((left, right, bottom, top))
    if near is not None:
        assert (np.diff(near) > 0).all()
        assert set(np.flatnonzero(inside)) <= set(near.tolist())
    least, most = index.count_within((left, right, bottom, top))
    assert least <= inside.sum() <= most


@pytest.fixture(scope="module")
def cloud() -> Cloud:
    random = np.random.default_rng(3)
    x, y = random.normal(size=(2, 60_000))
    points = Points((x, y), np.ones(60_000, np.int8), (), AXES)
    return prepare_cloud(points)


@settings(max_examples=40)
@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.001, 6), st.floats(0.001, 6))
def test_marks_in_view_are_found_exactly(
    cloud: Cloud, x: float, y: float, wide: float, high: float
) -> None:
    bounds = (x, x + wide, y, y + high)
    left, right, bottom, top = (np.float32(edge) for edge in bounds)
    inside = (cloud.x >= left) & (cloud.x <= right) & (cloud.y >= bottom) & (cloud.y <= top)
    assert np.array_equal(rows_within(cloud, bounds), np.flatnonzero(inside))
    assert is_crowded(cloud, bounds) == (inside.sum() > 30_000)
