import numpy as np
import pytest

from core.results.checks import Baseline, balance
from core.results.effects import measure
from core.results.objectives import Target, changes
from core.results.sample import Trial
from core.settings import COST_TO_SERVE, SATISFACTION, Axis, Direction
from core.tables.results import Effect, Outcome, Verdict

AXES = (Axis(SATISFACTION, "s"), Axis(COST_TO_SERVE, "c", Direction.LESS))


def effect_on(measure_name: str, size: float, better: Direction) -> Effect:
    random = np.random.default_rng(1)
    treated = np.arange(1_000) % 4 > 0
    values = random.standard_normal(1_000) + size * treated
    check = balance(treated, Baseline((), np.empty((1_000, 0))))
    trial = Trial(
        "call", "Call", "for those held out", treated, np.empty((1_000, 0)), None, None, (check,)
    )
    return measure(trial, Outcome(measure_name, measure_name, better=better), values)


def test_what_the_actions_brought_is_shared_among_everybody() -> None:
    effect = effect_on(SATISFACTION, 1.0, Direction.MORE)
    before, after = np.full((3_000, 2), 5.0), np.full((3_000, 2), 5.5)
    found, cost = changes(AXES, before, after, (effect,), {SATISFACTION: Target(0.2, False)})
    assert found.so_far == pytest.approx(effect.estimate.effect * 750 / 3_000)
    assert found.low < found.so_far < found.high
    assert found.overall == pytest.approx(0.5)
    assert found.reached is True
    assert (cost.so_far, cost.target, cost.reached, cost.relative) == (0.0, None, None, True)


def test_a_target_in_per_cent_is_measured_from_the_earlier_mean() -> None:
    effect = effect_on(COST_TO_SERVE, -2.0, Direction.LESS)
    before, after = np.full((1_000, 2), 50.0), np.full((1_000, 2), 49.0)
    found = changes(AXES, before, after, (effect,), {COST_TO_SERVE: Target(-4.0, True)})[1]
    assert found.so_far == pytest.approx(-3.0, abs=0.3)
    assert found.overall == pytest.approx(-2.0)
    assert found.reached is False
    assert "too few customers" in found.told


def test_an_action_without_an_effect_is_named_where_a_target_is_missed() -> None:
    effect = effect_on(SATISFACTION, 0.0, Direction.MORE)
    assert effect.verdict is not Verdict.WORKED
    values = np.full((1_000, 2), 5.0)
    found = changes(AXES, values, values, (effect,), {SATISFACTION: Target(1.0, False)})[0]
    assert found.reached is False
    assert found.told.endswith("Without an effect on it that can be shown: Call.")


def test_a_rise_of_everybody_is_not_put_down_to_the_actions() -> None:
    before, after = np.full((100, 2), 5.0), np.full((100, 2), 7.0)
    found = changes(AXES, before, after, (), {SATISFACTION: Target(1.0, False)})[0]
    assert (found.so_far, found.overall, found.reached) == (0.0, 2.0, False)
