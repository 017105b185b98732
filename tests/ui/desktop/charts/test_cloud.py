from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desktop.charts.cloud import Cloud, prepare_cloud, rows_within
from ui.desktop.charts.drawable import Stopped
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points

AXES = ("Across", "Up")


def cloud_of(
    x: np.ndarray,
    y: np.ndarray,
    segments: np.ndarray,
    logs: tuple[bool, bool] = (False, False),
    *,
    scores: bool = False,
    kept: np.ndarray | None = None,
    check: Callable[[], None] = lambda: None,
) -> Cloud:
    axes = tuple(
        ScatterAxis(name, log=log, score=scores) for name, log in zip(AXES, logs, strict=True)
    )
    return prepare_cloud(Points((x, y), segments, (), axes, kept=kept), check=check)


def codes(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int8)


def test_customers_without_a_value_are_counted_and_not_drawn() -> None:
    x = np.array([1.0, np.nan, 3.0, np.inf])
    cloud = cloud_of(x, np.array([1.0, 2.0, np.nan, 4.0]), codes(1, 1, 2, 2))
    assert len(cloud.x) == 1
    assert cloud.tally.missing == 3
    assert cloud.index.tolist() == [0]


def test_customers_at_zero_or_below_are_counted_on_a_log_scale() -> None:
    y = np.array([0.0, -5.0, 10.0, np.nan])
    cloud = cloud_of(np.arange(4.0), y, codes(1, 1, 1, 1), (False, True))
    assert cloud.tally.not_positive == 2
    assert cloud.tally.missing == 1
    assert cloud.y.tolist() == [1.0]


@given(st.data())
def test_every_customer_is_drawn_or_counted(data: st.DataObject) -> None:
    value = st.one_of(st.floats(-1e6, 1e6), st.just(float("nan")))
    x = np.array(data.draw(st.lists(value, max_size=40)))
    y = np.array(data.draw(st.lists(value, min_size=len(x), max_size=len(x))))
    log = data.draw(st.tuples(st.booleans(), st.booleans()))
    wanted = data.draw(st.lists(st.booleans(), min_size=len(x), max_size=len(x)))
    kept = data.draw(st.sampled_from([None, np.array(wanted, dtype=np.bool_)]))
    cloud = cloud_of(x, y, np.ones(len(x), dtype=np.int8), log, kept=kept)
    tally = cloud.tally
    parts = (tally.drawn, tally.missing, tally.not_positive, tally.filtered)
    assert sum(parts) == tally.total == len(x)
    assert min(parts) >= 0
    assert tally.drawn == len(cloud.x) == len(set(cloud.index.tolist()))
    assert kept is None or kept[cloud.index].all()


def test_a_filter_moves_no_mark_and_no_frame() -> None:
    random = np.random.default_rng(0)
    x, y = np.round(random.normal(size=(2, 400)))
    segment = random.integers(1, 4, 400).astype(np.int8)
    everybody, some = cloud_of(x, y, segment), cloud_of(x, y, segment, kept=segment == 2)
    assert some.home == everybody.home
    assert some.tally.filtered == (segment != 2).sum()
    assert set(some.counts) == {2}
    places = dict(zip(everybody.index.tolist(), everybody.x.tolist(), strict=True))
    assert [places[row] for row in some.index.tolist()] == some.x.tolist()


def test_the_same_customers_give_the_same_picture() -> None:
    random = np.random.default_rng(0)
    x, y = random.normal(size=(2, 1000))
    segment = random.integers(0, 10, 1000).astype(np.int8)
    one, other = cloud_of(x, y, segment), cloud_of(x, y, segment)
    assert np.array_equal(one.index, other.index)
    assert np.array_equal(one.x, other.x)


def test_marks_are_drawn_in_a_shuffled_order() -> None:
    segment = np.repeat(codes(1, 2), 500)
    cloud = cloud_of(np.arange(1000.0), np.arange(1000.0), segment)
    assert 150 < (cloud.codes[:500] == 1).sum() < 350
    assert np.array_equal(cloud.x, cloud.index.astype(np.float32))


def test_equal_values_are_spread_without_reaching_their_neighbours() -> None:
    x = np.tile(np.arange(1.0, 6.0), 200)
    cloud = cloud_of(x, np.random.default_rng(0).normal(size=1000), np.ones(1000, np.int8))
    assert cloud.spread == (True, False)
    assert np.array_equal(np.round(cloud.x), x[cloud.index].astype(np.float32))
    assert len(np.unique(cloud.x)) > 900


def test_different_values_stay_where_they_are() -> None:
    x = np.arange(100.0)
    cloud = cloud_of(x, x, np.ones(100, np.int8))
    assert cloud.spread == (False, False)


def test_scores_fill_their_share_and_always_the_same_frame() -> None:
    scores = np.repeat([0.1, 0.6], [20, 80])
    cloud = cloud_of(scores, scores, np.ones(100, np.int8), scores=True)
    assert cloud.home == (-0.03, 1.03, -0.03, 1.03)
    assert cloud.spread == (True, True)
    many = cloud.x[cloud.index >= 20]
    assert 0.2 < many.min() < 0.3
    assert 0.9 < many.max() < 1.0
    assert cloud.x[cloud.index < 20].max() < 0.2


def test_the_medians_are_those_before_spreading() -> None:
    x = np.array([1.0, 2, 2, 2, 3])
    cloud = cloud_of(x, x, np.ones(5, np.int8))
    assert cloud.centres[1] == (2.0, 2.0)


def test_a_thin_tail_does_not_squeeze_the_others() -> None:
    x = np.append(np.linspace(0, 1, 5000), 1000)
    cloud = cloud_of(x, x, np.ones(5001, np.int8))
    assert cloud.home[1] < 1.2
    assert len(rows_within(cloud, cloud.home)) < 5001


def test_one_customer_has_room_around() -> None:
    cloud = cloud_of(np.array([5.0]), np.array([0.0]), codes(3))
    left, right, bottom, top = cloud.home
    assert left < 5 < right
    assert bottom < 0 < top


def test_no_customers_are_no_trouble() -> None:
    empty = np.empty(0)
    cloud = cloud_of(empty, empty, empty.astype(np.int8))
    assert len(cloud.x) == 0
    assert cloud.centres == {}


def test_arrays_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="equally long"):
        cloud_of(np.zeros(2), np.zeros(3), codes(1, 1))


def test_preparation_stops_when_asked() -> None:
    def check() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        cloud_of(np.zeros(2), np.zeros(2), codes(1, 1), check=check)
