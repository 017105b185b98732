import numpy as np
import pytest

from ui.desktop.charts.outline import middle_half, ring_of


def test_the_outline_holds_the_middle_half() -> None:
    random = np.random.default_rng(1)
    x = random.normal(size=4000)
    y = 0.6 * x + random.normal(size=4000)
    shape = middle_half(np.stack([np.append(x, 500.0), np.append(y, -900.0)]))
    assert shape is not None
    inside = np.linalg.solve(shape.reach, np.stack([x, y]) - shape.middle[:, None])
    assert ((inside**2).sum(axis=0) <= 1).mean() == pytest.approx(0.5, abs=0.02)
    ring = np.linalg.solve(shape.reach, ring_of(shape) - shape.middle[:, None])
    assert np.hypot(*ring) == pytest.approx(1.0)


def test_in_space_it_holds_the_middle_half_too() -> None:
    points = np.random.default_rng(2).normal(size=(3, 5000)) * np.array([[1.0], [5.0], [0.1]])
    shape = middle_half(points)
    assert shape is not None
    inside = np.linalg.solve(shape.reach, points - shape.middle[:, None])
    assert ((inside**2).sum(axis=0) <= 1).mean() == pytest.approx(0.5, abs=0.02)


def test_three_customers_have_no_middle_half() -> None:
    assert middle_half(np.zeros((2, 3))) is None


def test_customers_at_one_place_still_have_an_outline() -> None:
    shape = middle_half(np.ones((2, 50)))
    assert shape is not None
    assert np.isfinite(ring_of(shape)).all()
