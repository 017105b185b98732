from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.segments.rules.boxes import placed_in_boxes, renumbered
from core.settings import Axis, Direction
from core.settings.model import Box, Boxes, Ladder, Range
from core.tables.customers import ScoredCustomers

Score = Callable[..., ScoredCustomers]
AXES = (Axis("a", "a"), Axis("b", "b", Direction.LESS))
CORNER = Boxes(
    (
        Box(1, (Range("a", least=5), Range("b", below=3))),
        Box(2, (Range("a", least=5), Range("b", least=3))),
        Box(3, (Range("a", below=5),)),
    )
)


@pytest.fixture(scope="module")
def scored(make_scored: Score) -> ScoredCustomers:
    values = np.array([[a, b] for a in range(10) for b in range(10)], float)
    return make_scored(values, AXES)


def test_a_limit_belongs_to_the_upper_side(scored: ScoredCustomers) -> None:
    codes, _, _ = placed_in_boxes(CORNER, scored)
    a, b = scored.values.T
    assert (codes == np.where(a < 5, 3, np.where(b < 3, 1, 2))).all()


def test_the_second_best_segment_lies_across_the_nearest_limit(scored: ScoredCustomers) -> None:
    codes, second, confidence = placed_in_boxes(CORNER, scored)
    at = {(a, b): row for row, (a, b) in enumerate(scored.values.tolist())}
    assert second[at[9, 2]] == 2  # far from 5 in a, right beside 3 in b
    assert second[at[5, 9]] == 3
    assert second[at[0, 2]] == 1
    assert (second != codes).all()
    # Half a step from the limit is 0.05 of score, and twice that is the confidence.
    assert confidence[[at[5, 9], at[4, 9]]] == pytest.approx([0.1, 0.1])
    assert confidence[at[9, 9]] == pytest.approx(0.9)


def test_the_first_box_that_holds_a_customer_decides(scored: ScoredCustomers) -> None:
    ideal = Box(1, (Range("a", least=8),))
    everybody = Box(2, ())
    codes, _, _ = placed_in_boxes(Boxes((ideal, everybody)), scored)
    assert (codes == np.where(scored.values[:, 0] >= 8, 1, 2)).all()


def test_a_single_segment_leaves_no_doubt(scored: ScoredCustomers) -> None:
    codes, second, confidence = placed_in_boxes(Boxes((Box(1, ()),)), scored)
    assert set(codes) == set(second) == {1}
    assert set(confidence) == {1.0}


@pytest.mark.parametrize(
    ("boxes", "what"),
    [
        ((Box(1, (Range("income", least=1),)), Box(2, ())), "limit on 'income', which is no axis"),
        ((Box(1, (Range("a", least=5),)),), "leave room in which customers belong to none"),
    ],
)
def test_boxes_that_do_not_fit_are_told(
    boxes: tuple[Box, ...], what: str, scored: ScoredCustomers
) -> None:
    with pytest.raises(UserError, match=what) as problem:
        placed_in_boxes(Boxes(boxes), scored)
    assert problem.value.hint


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4))
def test_no_customer_is_left_out_whatever_the_limits(limits: list[tuple[int, int]]) -> None:
    boxes = [
        Box(code, (Range("a", least=a), Range("b", below=b)))
        for code, (a, b) in enumerate(limits, start=1)
    ]
    everything = Boxes((*boxes, Box(len(boxes) + 1, ())))
    values = np.array([[a, b] for a in range(10) for b in range(10)], float)
    found = np.full(100, len(boxes) + 1)
    for box, (a, b) in reversed(list(zip(boxes, limits, strict=True))):
        found[(values[:, 0] >= a) & (values[:, 1] < b)] = box.segment
    codes, second, confidence = placed_in_boxes(everything, _scored(values))
    assert (codes == found).all()
    assert ((confidence >= 0) & (confidence <= 1)).all()
    assert set(second) <= set(range(1, len(boxes) + 2))


def _scored(values: np.ndarray) -> ScoredCustomers:
    scores = (values + 0.5) / 10
    scores[:, 1] = 1 - scores[:, 1]
    from_values = tuple(
        _ladder(tuple(np.unique(turned).tolist())) for turned in (values[:, 0], -values[:, 1])
    )
    ids = range(len(values))
    known = (ids, AXES, values, scores, np.ones(len(values), bool), (0, 0), ())
    return ScoredCustomers(*known, from_values)


def _ladder(values: tuple[float, ...]) -> Ladder:
    return Ladder(values, tuple(range(-90, 91, 20)), 100, 0.0)


def test_space_of_a_segment_that_is_gone_goes_to_the_one_most_like_it() -> None:
    left = renumbered(CORNER, {1: 1, 3: 2})
    assert {box.segment for box in left.boxes} == {1, 2}
    assert left.boxes[-1] == Box(1, CORNER.boxes[1].ranges)
