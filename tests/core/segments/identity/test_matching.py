import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.identity.matching import match
from core.tables.trust import Match


def matched(rows: list[list[float]]) -> tuple[list[int], dict[str, list[Match]]]:
    found = match(np.array(rows, float))
    kinds: dict[str, list[Match]] = {}
    for one in found.matches:
        kinds.setdefault(one.kind, []).append(one)
    return found.partner.tolist(), kinds


def test_segments_that_share_most_customers_are_the_same() -> None:
    partner, kinds = matched([[5, 80, 0], [90, 10, 0], [0, 0, 70]])
    assert partner == [1, 0, 2]
    assert kinds["matched"][0] == Match("matched", (2,), (1,), pytest.approx(90 / 105))
    assert set(kinds) == {"matched"}


@given(
    st.lists(st.lists(st.integers(0, 50), min_size=4, max_size=4), min_size=1, max_size=6),
)
def test_every_segment_is_accounted_for_whatever_they_share(rows: list[list[int]]) -> None:
    found = match(np.array(rows, float))
    paired = [old for old in found.partner.tolist() if old >= 0]
    assert len(paired) == len(set(paired))
    before = {code for one in found.matches for code in one.before}
    now = {code for one in found.matches for code in one.now}
    assert before == set(range(1, len(rows) + 1))
    assert now == {1, 2, 3, 4}
    assert all(0 <= one.jaccard <= 1 for one in found.matches)


def test_a_segment_that_falls_into_two_halves_is_split() -> None:
    partner, kinds = matched([[50, 48, 0], [0, 0, 80]])
    assert partner[2] == 1
    (split,) = kinds["split"]
    assert (split.before, split.now) == ((1,), (1, 2))
    assert "born" not in kinds
    assert "gone" not in kinds


def test_two_segments_that_come_together_are_merged() -> None:
    _, kinds = matched([[45, 0], [50, 0], [0, 90]])
    (merged,) = kinds["merged"]
    assert (merged.before, merged.now) == ((1, 2), (1,))
    assert merged.jaccard == 1
    assert "gone" not in kinds


def test_a_segment_that_loses_a_part_is_split_and_the_larger_part_inherits() -> None:
    partner, kinds = matched([[70, 30, 0], [0, 0, 80]])
    assert partner == [0, -1, 1]
    assert kinds["split"][0].now == (1, 2)
    assert [one.before for one in kinds["matched"]] == [(2,)]


def test_new_and_vanished_segments_are_told() -> None:
    _, kinds = matched([[90, 5, 0], [0, 10, 90], [4, 3, 3]])
    assert [one.now for one in kinds["born"]] == [(2,)]
    assert [one.before for one in kinds["gone"]] == [(3,)]


def test_a_kept_segment_without_customers_is_gone() -> None:
    partner, kinds = matched([[50, 0], [0, 0], [0, 60]])
    assert partner == [0, 2]
    assert [one.before for one in kinds["gone"]] == [(2,)]
