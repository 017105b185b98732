import numpy as np
import pytest

from core.results.checks import (
    Baseline,
    answers,
    balance,
    hold_out_kept,
    sample_ratio,
    standardised_differences,
)


def test_hillstroms_arms_have_the_sizes_that_were_meant() -> None:
    found = sample_ratio((21_307, 21_387, 21_306), None)
    assert found.passed is True
    assert found.p == pytest.approx(0.9037, abs=5e-4)


def test_customers_lost_from_one_arm_are_noticed() -> None:
    found = sample_ratio((5_000, 4_600), None)
    assert found.passed is False
    assert "4,800 and 4,800" in found.told


@pytest.mark.parametrize(("sizes", "passed"), [((900, 100), True), ((900, 160), False)])
def test_the_share_that_was_meant_is_what_counts(sizes: tuple[int, int], *, passed: bool) -> None:
    assert sample_ratio(sizes, (0.9, 0.1)).passed is passed


def test_unequal_arms_without_a_known_share_are_not_checked() -> None:
    assert sample_ratio((900, 100), None).passed is None


def drawn(seed: int, customers: int = 600) -> tuple[np.ndarray, Baseline]:
    random = np.random.default_rng(seed)
    columns = np.column_stack(
        [random.standard_normal(customers), np.exp(2 * random.standard_normal(customers))]
    )
    return random.random(customers) < 0.75, Baseline(("age", "spend"), columns)


def test_a_draw_is_found_unfair_no_more_often_than_chance_makes_it() -> None:
    failed = sum(balance(*drawn(seed)).passed is False for seed in range(1_000))
    assert failed <= 5


def test_choosing_the_big_spenders_is_found_out() -> None:
    failed = 0
    for seed in range(200):
        treated, baseline = drawn(seed)
        chance = np.where(baseline.columns[:, 1] > np.median(baseline.columns[:, 1]), 0.9, 0.5)
        chosen = np.random.default_rng(seed + 1).random(len(treated)) < chance
        found = balance(chosen, baseline)
        failed += found.passed is False
        assert found.passed is not False or "(spend)" in found.told
    assert failed >= 195


def test_unlike_shares_of_the_groups_are_no_imbalance_within_them() -> None:
    random = np.random.default_rng(0)
    groups = np.repeat([1, 2], 500)
    column = groups * 10 + random.standard_normal(1_000)
    treated = random.random(1_000) < np.where(groups == 1, 0.9, 0.5)
    baseline = Baseline(("value",), column[:, None])
    assert balance(treated, baseline).passed is False
    assert balance(treated, baseline, groups).passed is True


def test_nothing_known_from_before_cannot_be_checked() -> None:
    treated = np.arange(10) < 5
    for columns in (np.empty((10, 0)), np.ones((10, 1))):
        names = ("constant",) * columns.shape[1]
        assert balance(treated, Baseline(names, columns)).passed is None


def test_what_may_be_from_afterwards_is_told_with_the_way_out() -> None:
    treated = np.arange(400) < 200
    random = np.random.default_rng(1)
    column = (random.standard_normal(400) + treated)[:, None]
    found = balance(treated, Baseline(("visits",), column, surely_before=False))
    assert found.passed is False
    assert "--covariate" in found.told
    assert "--covariate" not in balance(treated, Baseline(("visits",), column)).told


def test_a_difference_of_half_a_deviation_is_half_a_deviation() -> None:
    random = np.random.default_rng(2)
    treated = np.arange(100_000) % 2 == 0
    column = random.standard_normal(100_000) + 0.5 * treated
    found = standardised_differences(treated, np.column_stack([column, np.ones(100_000)]))
    assert found == pytest.approx([0.5, 0.0], abs=0.02)


def test_held_out_customers_who_got_it_all_the_same_spoil_the_test() -> None:
    treated = np.arange(841) < 707
    received = treated.copy()
    received[707 : 707 + 61] = True
    found = hold_out_kept(treated, received, "Personal call-back")
    assert found.passed is False
    assert "61 of 134 held-out customers got “Personal call-back”" in found.told


def test_a_few_who_got_it_all_the_same_do_not() -> None:
    treated = np.arange(1_000) < 500
    received = treated.copy()
    received[:100], received[500:510] = False, True
    found = hold_out_kept(treated, received, "Call")
    assert found.passed is True
    assert "400 of 500 who were to get it did" in found.told


def test_who_got_it_is_not_always_written_down() -> None:
    assert hold_out_kept(np.array([True, False]), None, "Call").passed is None


def test_answers_that_are_missing_more_often_on_one_side_are_told() -> None:
    treated = np.arange(2_000) < 1_000
    known = np.ones(2_000, dtype=bool)
    assert answers(treated, known).passed is True
    known[:300] = False
    assert answers(treated, known).passed is False
    known[1_000:1_280] = False
    assert answers(treated, known).passed is True
