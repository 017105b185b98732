import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.native import library
from core.segments.search.lloyd import Cloud, Effort, find_centres, settled, spread_out

pytestmark = pytest.mark.skipif(library.compiled() is None, reason="the loops are not compiled")


def cloud_of(seed: int, points: int, axes: int, steps: int) -> Cloud:
    """Points on a grid, many of them at one distance of two centres."""
    random = np.random.default_rng(seed)
    places = random.integers(0, steps, (points, axes)) / 7
    return Cloud(places, random.integers(1, 5, points).astype(float))


@given(
    st.integers(0, 10**6),
    st.integers(1, 120),
    st.integers(1, 5),
    st.integers(2, 40),
    st.integers(1, 9),
)
def test_centres_come_to_rest_where_arrays_lead_them_to_the_last_digit(
    seed: int, points: int, axes: int, steps: int, groups: int
) -> None:
    cloud = cloud_of(seed, points, axes, steps)
    start = spread_out(cloud, groups, np.random.default_rng(seed))
    compiled = settled(cloud, start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "compiled", lambda: None)
        by_arrays = settled(cloud, start)
    assert compiled.places.tolist() == by_arrays.places.tolist()
    assert compiled.inertia == by_arrays.inertia


@pytest.mark.parametrize("axes", [2, 3, 4, 5])
def test_a_whole_search_finds_the_same_either_way(axes: int) -> None:
    random = np.random.default_rng(axes)
    cloud = Cloud(random.random((800, axes)), random.integers(1, 9, 800).astype(float))
    effort = Effort(starts=6, swaps=6)
    compiled = find_centres(cloud, 9, effort, 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "compiled", lambda: None)
        by_arrays = find_centres(cloud, 9, effort, 0)
    assert [one.inertia for one in compiled] == [one.inertia for one in by_arrays]
    for one, other in zip(compiled, by_arrays, strict=True):
        assert one.places.tolist() == other.places.tolist()
