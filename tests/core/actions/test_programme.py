from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from core.actions.knapsack import NOTHING, buy, hull_steps
from core.actions.prices import Programme, done, gathered, mixed, used
from core.actions.programme import representing, solve

NO_EFFECTS = np.zeros((0, 0, 0))


def company(seed: int, customers: int, actions: int = 4, targets: int = 1) -> Programme:
    """A made-up company with a budget, a capacity and targets."""
    generator = np.random.default_rng(seed)
    costs = generator.integers(2, 30, actions).astype(float)
    gains = generator.gamma(2, 20, (actions, customers)) - costs[:, None]
    gains[generator.random(gains.shape) < 0.3] = -np.inf
    uses = np.stack([costs, (np.arange(actions) % 2).astype(float)])
    return Programme(
        gains=gains,
        uses=uses,
        limits=np.array([max(5.0 * customers, 30), max(0.25 * customers, 1)]),
        effects=generator.random((targets, actions, customers)),
        targets=np.full(targets, 0.2 * customers),
    )


def exact(programme: Programme, *, whole: bool) -> float | None:
    """Solve the same problem with HiGHS directly; None if it has no solution."""
    actions, customers = programme.gains.shape
    may = np.isfinite(programme.gains).ravel()
    worth = np.where(may, programme.gains.ravel(), 0)
    rows = [LinearConstraint(np.tile(np.eye(customers), actions), -np.inf, 1)]
    uses = np.repeat(programme.uses, customers, 1)
    rows.append(LinearConstraint(uses, -np.inf, programme.limits))
    if len(programme.targets):
        effects = programme.effects.reshape(len(programme.targets), -1)
        rows.append(LinearConstraint(effects, programme.targets, np.inf))
    kinds = np.full(len(worth), whole)
    found = milp(-worth, integrality=kinds, bounds=Bounds(0, may), constraints=rows)
    return -float(found.fun) if found.success else None


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), customers=st.integers(2, 40), targets=st.integers(0, 2))
def test_the_mixture_is_the_linear_relaxation_and_its_bound_holds(
    seed: int, customers: int, targets: int
) -> None:
    programme = company(seed, customers, targets=targets)
    found = mixed(programme)
    relaxed = exact(programme, whole=False)
    if relaxed is None:
        assert found.missed > 0
        return
    assert found.missed == pytest.approx(0, abs=1e-6)
    assert found.value == pytest.approx(relaxed, rel=1e-5, abs=1e-4)
    assert found.bound >= relaxed - 1e-6 * abs(relaxed)


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), customers=st.integers(2, 60), targets=st.integers(0, 2))
def test_whole_customers_keep_every_limit(seed: int, customers: int, targets: int) -> None:
    programme = company(seed, customers, targets=targets)
    found = solve(programme, np.arange(customers))
    assert (used(programme, found.choice) <= programme.limits).all()
    assert np.isfinite(gathered(programme.gains, found.choice)).all()
    assert found.gain == pytest.approx(gathered(programme.gains, found.choice).sum())
    assert found.gain <= found.bound + 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_whole_customers_come_near_to_the_best_possible(seed: int) -> None:
    programme = company(seed, 80, targets=0)
    found = solve(programme, np.arange(80))
    best = exact(programme, whole=True)
    assert best is not None
    steps = 2 * np.where(np.isfinite(programme.gains), programme.gains, 0).max()
    assert best - steps <= found.gain <= best + 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_targets_that_can_be_reached_are_reached_up_to_a_customer(seed: int) -> None:
    programme = company(seed, 300, targets=2)
    found = solve(programme, np.arange(300))
    assert found.missed == 0
    assert (done(programme, found.choice) >= programme.targets - programme.effects.max()).all()


def test_targets_out_of_reach_are_lowered_alike_and_as_little_as_possible() -> None:
    programme = Programme(
        gains=np.array([[5.0, 5, 5, 5]]),
        uses=np.array([[1.0]]),
        limits=np.array([2.0]),
        effects=np.array([[[1.0, 1, 1, 1]], [[2.0, 2, 2, 2]]]),
        targets=np.array([4.0, 4.0]),
    )
    found = solve(programme, np.arange(4))
    assert found.missed == pytest.approx(0.5)
    assert (found.choice != NOTHING).sum() == 2


def test_customers_who_are_all_alike_are_divided() -> None:
    alike = np.ones((2, 1000))
    programme = Programme(
        gains=np.array([[3.0], [2.0]]) * alike,
        uses=np.array([[4.0, 1.0], [1.0, 0.0]]),
        limits=np.array([1500.0, 300.0]),
        effects=np.zeros((0, 2, 1000)),
        targets=np.zeros(0),
    )
    found = solve(programme, np.arange(1000))
    assert np.bincount(found.choice + 1).tolist() == [0, 166, 834]
    assert found.bound - found.gain <= 3


def test_one_limit_alone_gives_what_the_hull_gives() -> None:
    programme = company(3, 500, targets=0)
    costs = programme.uses[0].astype(np.int64)
    bought = buy(hull_steps(programme.gains, costs), 2000)
    only = Programme(
        programme.gains, programme.uses[:1], np.array([2000.0]), NO_EFFECTS, np.zeros(0)
    )
    found = mixed(only)
    assert found.value == pytest.approx(bought.bound, rel=1e-5)
    assert found.prices.limits[0] == pytest.approx(bought.price, rel=0.02)


def test_some_customers_stand_for_all() -> None:
    programme = company(1, 1000)
    few = representing(programme, np.arange(1000), 100)
    assert few.gains.shape[1] * few.weight == 1000
    assert few.gains[:, 0].tolist() == programme.gains[:, 5].tolist()
    assert representing(programme, np.arange(1000), 1000) is programme


@pytest.mark.parametrize("seed", range(6))
def test_whole_customers_reach_nearly_all_that_parts_of_customers_could(seed: int) -> None:
    programme = company(seed, 3_000, targets=3)
    beyond = replace(programme, targets=np.full(3, 3_000.0))
    missed = solve(beyond, np.arange(3_000)).missed
    near = replace(programme, targets=beyond.targets * (1 - missed) * 0.9)
    found = solve(near, np.arange(3_000))
    assert found.missed == 0
    assert (done(near, found.choice) >= near.targets * (1 - 1e-9)).all()
    assert (used(near, found.choice) <= near.limits + 1e-9).all()
    gained = float(gathered(near.gains, found.choice).sum())
    assert gained >= 0.98 * found.bound
