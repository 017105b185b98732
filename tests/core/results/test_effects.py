from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from core.results.checks import Baseline, balance
from core.results.effects import measure
from core.results.power import reach
from core.results.sample import Trial, filled
from core.settings import Direction
from core.tables.results import Check, Earned, Effect, Flags, Floats, Outcome, Scale, Verdict

CSAT = Outcome("csat", "Satisfaction")
PROFIT = Outcome("profit", "Profit", Scale.MONEY)
BOUGHT = Outcome("bought", "Bought", Scale.RATE)
RUNS = 1_000


def trial_of(treated: Flags, before: Floats | None = None, cost: float | None = None) -> Trial:
    baseline = np.empty((len(treated), 0)) if before is None else before[:, None]
    alike = balance(treated, Baseline(("before",) * baseline.shape[1], baseline))
    return Trial("call", "Call", "for those held out", treated, baseline, None, cost, (alike,))


def world(seed: int, customers: int, effect: float) -> tuple[Flags, Floats, Floats]:
    """Give who was drawn, a value from before, and an outcome that it explains by a third."""
    random = np.random.default_rng(seed)
    before = random.standard_normal(customers)
    treated = random.random(customers) < 0.75
    outcome = 0.6 * before + 0.8 * random.standard_normal(customers) + effect * treated
    return treated, before, outcome


def many(customers: int, effect: float) -> list[Effect]:
    found = []
    for seed in range(RUNS):
        treated, before, outcome = world(seed, customers, effect)
        found.append(measure(trial_of(treated, before), CSAT, outcome))
    return found


def covering(effects: list[Effect], truth: float) -> int:
    return sum(one.estimate.low <= truth <= one.estimate.high for one in effects)


def test_without_an_effect_hardly_anything_is_said_to_have_worked() -> None:
    found = many(400, 0.0)
    verdicts = Counter(one.verdict for one in found)
    assert verdicts[Verdict.WORKED] <= 0.05 * RUNS
    assert verdicts[Verdict.UNFAIR] <= 0.01 * RUNS
    assert 0.93 * RUNS <= covering(found, 0.0) <= 0.97 * RUNS


def test_an_effect_of_the_size_that_was_promised_is_found_four_times_in_five() -> None:
    size = reach() * 0.8 * np.sqrt(1 / 600 + 1 / 200)
    found = many(800, size)
    worked = sum(one.verdict is Verdict.WORKED for one in found)
    assert worked == pytest.approx(0.8 * RUNS, abs=0.04 * RUNS)
    assert 0.93 * RUNS <= covering(found, size) <= 0.97 * RUNS
    assert np.mean([one.detectable for one in found]) == pytest.approx(size, rel=0.03)
    assert np.mean([one.explained for one in found]) == pytest.approx(0.36, abs=0.03)


def test_rates_of_rare_events_are_covered_too() -> None:
    found = []
    for seed in range(RUNS):
        random = np.random.default_rng(seed)
        treated = random.random(600) < 0.75
        happened = (random.random(600) < 0.05).astype(float)
        found.append(measure(trial_of(treated), BOUGHT, happened))
    assert sum(one.verdict is Verdict.WORKED for one in found) <= 0.05 * RUNS
    assert 0.93 * RUNS <= covering(found, 0.0) <= 0.97 * RUNS


def test_whoever_chose_the_better_customers_has_no_fair_test() -> None:
    refused = 0
    for seed in range(200):
        treated, before, outcome = world(seed, 400, 0.0)
        chosen = treated & (before > -0.7)
        found = measure(trial_of(chosen, before), CSAT, outcome)
        refused += found.verdict is Verdict.UNFAIR
        assert found.verdict is not Verdict.WORKED
    assert refused >= 195


def test_no_effect_shown_rules_out_what_would_be_worth_having() -> None:
    treated, before, outcome = world(1, 20_000, 0.0)
    assert measure(trial_of(treated, before), CSAT, outcome).verdict is Verdict.NOTHING
    treated, before, outcome = world(1, 60, 0.0)
    assert measure(trial_of(treated, before), CSAT, outcome).verdict is Verdict.TOO_SMALL


def test_harm_is_called_harm_in_the_direction_that_is_bad() -> None:
    treated, before, outcome = world(3, 2_000, 0.5)
    less = replace(CSAT, better=Direction.LESS)
    assert measure(trial_of(treated, before), CSAT, outcome).verdict is Verdict.WORKED
    found = measure(trial_of(treated, before), less, outcome)
    assert found.verdict is Verdict.WORSENED
    assert found.told.startswith("Call, satisfaction: made it worse; 0.5")


@pytest.mark.parametrize(
    ("cost", "earned"), [(0.2, Earned.EARNED), (0.5, Earned.OPEN), (0.9, Earned.LOST)]
)
def test_what_was_earned_is_judged_by_the_interval_and_the_cost(
    cost: float, earned: Earned
) -> None:
    treated, before, outcome = world(3, 4_000, 0.5)
    found = measure(trial_of(treated, before, cost), PROFIT, outcome).earnings
    assert found is not None
    assert found.earned is earned
    assert found.roi is not None
    assert found.roi_low is not None
    assert found.roi_low < found.roi
    assert found.profit == pytest.approx(cost * found.roi * treated.sum())


def test_what_is_not_fair_has_neither_earned_nor_lost_anything() -> None:
    treated, before, outcome = world(3, 4_000, 0.5)
    failed = Check("sample ratio", passed=False, p=0.0, told="The arms are wrong.")
    trial = replace(trial_of(treated, before, 0.1), checks=(failed,))
    found = measure(trial, PROFIT, outcome)
    assert found.verdict is Verdict.UNFAIR
    assert found.earnings is not None
    assert found.earnings.earned is Earned.OPEN
    assert found.told == "Call, profit: not a fair test. The arms are wrong."


def test_the_order_of_the_customers_does_not_matter() -> None:
    treated, before, outcome = world(5, 700, 0.2)
    order = np.random.default_rng(0).permutation(700)
    one = measure(trial_of(treated, before, 1.0), PROFIT, outcome)
    other = measure(trial_of(treated[order], before[order], 1.0), PROFIT, outcome[order])
    assert one.told == other.told
    assert one.estimate.low == pytest.approx(other.estimate.low, rel=1e-9)


def test_customers_without_the_outcome_are_left_out_and_counted() -> None:
    treated, before, outcome = world(6, 500, 0.0)
    outcome[:50] = np.nan
    found = measure(trial_of(treated, before), CSAT, outcome, before)
    assert found.treated.customers + found.control.customers == 450
    assert found.treated.left_out + found.control.left_out == 50
    assert found.treated.before == pytest.approx(before[50:][treated[50:]].mean())


@pytest.mark.parametrize("treated", [np.ones(20, bool), np.zeros(20, bool), np.arange(20) < 19])
def test_a_side_without_customers_is_too_small_to_tell(treated: Flags) -> None:
    for outcome in (CSAT, PROFIT, BOUGHT):
        found = measure(trial_of(treated, cost=1.0), outcome, np.arange(20) % 2.0)
        assert found.verdict is Verdict.TOO_SMALL
        assert "fewer than two" in found.told


def test_segments_are_looked_at_where_they_have_enough_and_drawn_together() -> None:
    random = np.random.default_rng(8)
    groups = np.repeat([1, 2, 3, 4], [4_000, 4_000, 4_000, 300])
    treated = random.random(len(groups)) < 0.8
    outcome = random.standard_normal(len(groups)) + 0.3 * treated
    found = measure(replace(trial_of(treated), groups=groups), CSAT, outcome)
    assert [one.segment for one in found.segments] == [1, 2, 3]
    spread = np.ptp([one.estimate.effect for one in found.segments])
    assert np.ptp([one.shrunk for one in found.segments]) < spread
    assert all(one.p_holm >= one.estimate.p for one in found.segments)


def test_no_segment_is_a_winner_where_none_differs() -> None:
    winners = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        groups = np.repeat(np.arange(1, 10), 1_300)
        treated = random.random(len(groups)) < 0.6
        outcome = random.standard_normal(len(groups))
        found = measure(replace(trial_of(treated), groups=groups), CSAT, outcome)
        winners += any(one.p_holm < 0.05 for one in found.segments)
    assert winners <= 10


def test_what_is_missing_becomes_the_mean_and_is_marked() -> None:
    columns = np.array([[1.0, np.nan], [3.0, 4.0], [np.nan, 6.0]])
    assert filled(columns).tolist() == [[1, 5, 0, 1], [3, 4, 0, 0], [2, 6, 1, 0]]


def test_amounts_are_told_as_more_buyers_and_larger_baskets() -> None:
    random = np.random.default_rng(9)
    treated = random.random(20_000) < 0.5
    bought = random.random(20_000) < np.where(treated, 0.02, 0.01)
    found = measure(trial_of(treated, cost=0.1), PROFIT, bought * 100.0)
    assert any("of them have any" in note for note in found.notes)
    assert [one.method.split(" (")[-1] for one in found.others][-2:] == ["Welch)", "bootstrap)"]
