import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.results.many import benjamini_hochberg, holm, shrunk


def test_corrected_p_values_are_the_known_ones() -> None:
    found = np.array([0.01, 0.04, 0.03, 0.005])
    assert holm(found) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert benjamini_hochberg(found) == pytest.approx([0.02, 0.04, 0.04, 0.02])


def test_what_has_no_p_value_does_not_count() -> None:
    found = holm(np.array([0.02, np.nan, 0.03]))
    assert found[[0, 2]] == pytest.approx([0.04, 0.04])
    assert np.isnan(found[1])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_corrections_only_raise_and_keep_the_order(values: list[float]) -> None:
    found = np.array(values)
    for corrected in (holm(found), benjamini_hochberg(found)):
        assert (corrected >= found - 1e-12).all()
        assert (corrected <= 1).all()
        order = np.argsort(found, kind="stable")
        assert (np.diff(corrected[order]) >= -1e-12).all()
    assert (benjamini_hochberg(found) <= holm(found) + 1e-12).all()


def test_eight_schools_differ_by_no_more_than_chance() -> None:
    # Rubin (1981): coaching in eight schools; DerSimonian and Laird's variance is 0 there.
    effects = np.array([28, 8, -3, 7, -1, 1, 18, 12], float)
    errors = np.array([15, 10, 16, 11, 9, 11, 10, 18], float)
    found = shrunk(effects, errors)
    assert found.variance == 0
    assert found.mean == pytest.approx(7.69, abs=0.005)
    assert found.effects == pytest.approx([found.mean] * 8)


def test_exact_effects_that_differ_are_left_apart() -> None:
    effects, errors = np.array([0.0, 10.0, 20.0]), np.array([0.1, 0.1, 0.1])
    assert shrunk(effects, errors).effects == pytest.approx(effects, abs=0.01)


def test_a_single_effect_stays_as_it_is() -> None:
    found = shrunk(np.array([3.0]), np.array([1.0]))
    assert (found.mean, found.effects.tolist()) == (3.0, [3.0])


def test_shrinking_brings_effects_closer_to_the_truth() -> None:
    random = np.random.default_rng(0)
    worse = better = 0.0
    for _ in range(200):
        truth = 5 + 2 * random.standard_normal(9)
        errors = random.uniform(2, 6, 9)
        seen = truth + errors * random.standard_normal(9)
        worse += float(((seen - truth) ** 2).sum())
        better += float(((shrunk(seen, errors).effects - truth) ** 2).sum())
    assert better < 0.5 * worse
