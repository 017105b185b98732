import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.charts import splat
from ui.desktop.charts.splat import Grid, count_marks

GRID = Grid(12, 9)
EIGHTHS = st.integers(-40, 160).map(lambda eighths: eighths / 8)
RED, BLUE = {1: (255, 0, 0)}, {1: (255, 0, 0), 2: (0, 0, 255)}


def counted(x: np.ndarray, y: np.ndarray, codes: np.ndarray, colours=BLUE, near=None):  # noqa: ANN001, ANN201
    def place(stretch: slice) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
        depth = None if near is None else near[stretch].astype(np.float32)
        return x[stretch].astype(np.float32), y[stretch].astype(np.float32), depth

    return count_marks(codes.astype(np.int8), place, colours, GRID)


@given(st.lists(st.tuples(EIGHTHS, EIGHTHS, st.integers(1, 3)), max_size=60))
def test_every_mark_inside_is_counted_once_and_the_others_never(
    marks: list[tuple[float, float, int]],
) -> None:
    x, y, codes = np.array(marks, dtype=np.float32).reshape(-1, 3).T
    inside = (x >= 0) & (x < 12) & (y >= 0) & (y < 9) & (codes < 3)
    totals = counted(x, y, codes).totals
    assert totals.sum() == inside.sum()
    expected = np.zeros((9, 12))
    np.add.at(expected, (y[inside].astype(int), x[inside].astype(int)), 1)
    assert np.array_equal(totals, expected)


def test_more_marks_than_fit_into_one_number_are_counted_exactly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(splat, "MOST_AT_ONCE", 1_000)
    monkeypatch.setattr(splat, "CHUNK", 300)
    codes = np.repeat([1, 2], [4_000, 1_000])
    found = counted(np.full(5_000, 3.5), np.full(5_000, 2.5), codes)
    assert found.totals[2, 3] == 5_000
    blue, green, red = found.colours[:, 2, 3]
    assert red == pytest.approx(4_000 * 255)
    assert blue == pytest.approx(1_000 * 255)
    assert green == 0


def test_as_many_marks_as_are_added_at_once_stay_below_the_limit() -> None:
    assert splat.MOST_AT_ONCE * splat.SHADES * splat.PARTS < 2**splat.BITS


def test_near_marks_count_more_than_far_ones() -> None:
    x = y = np.full(2, 4.5)
    far, near = (
        counted(x[:1], y[:1], np.array([1]), near=np.array([depth])).totals[4, 4]
        for depth in (0.05, 0.95)
    )
    assert near == 4 * far == 1
    both = counted(x, y, np.array([1, 2]), near=np.array([0.95, 0.05]))
    blue, _, red = both.colours[:, 4, 4]
    assert red == pytest.approx(4 * blue)


def test_the_picture_is_opaque_where_there_is_a_crowd_only() -> None:
    image = counted(np.full(50, 3.5), np.full(50, 2.5), np.ones(50)).image(crowded=10)
    assert image[2, 3].tolist() == [0, 0, 255, 255]
    assert image[0, 0].tolist() == [0, 0, 0, 0]
