from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from core.actions.knapsack import NOTHING, Steps, buy, chosen, hull_steps

# Four customers with two actions each; every cost is an action of its own.
COSTS = np.array([10, 25, 8, 20, 30, 5, 12])
TOY = np.full((7, 4), -np.inf)
TOY[[0, 1], 0] = 30, 55
TOY[[2, 3], 1] = 24, 26
TOY[[0, 4], 2] = 10, 48
TOY[[5, 6], 3] = 9, 11


def table(steps: Steps) -> list[tuple[str, float, int, float]]:
    names = ("A", "B", "C", "D")
    return [
        (names[customer], round(gain / cost, 4), int(cost), float(gain))
        for customer, cost, gain in zip(steps.customers, steps.costs, steps.gains, strict=True)
    ]


def test_the_toy_has_its_known_steps() -> None:
    assert table(hull_steps(TOY, COSTS)) == [
        ("A", 3, 10, 30),
        ("B", 3, 8, 24),
        ("D", 1.8, 5, 9),
        ("A", 1.6667, 15, 25),
        ("C", 1.6, 30, 48),
        ("D", 0.2857, 7, 2),
        ("B", 0.1667, 12, 2),
    ]


@pytest.mark.parametrize(
    ("budget", "gain", "choice", "bound"),
    [
        (20, 54, [0, 2, NOTHING, NOTHING], 57.6),
        (40, 88, [1, 2, NOTHING, 5], 91.2),
        (87, 140, [1, 3, 4, 6], 140),
    ],
)
def test_the_toy_has_its_known_plans(
    budget: int, gain: float, choice: list[int], bound: float
) -> None:
    steps = hull_steps(TOY, COSTS)
    bought = buy(steps, budget)
    assert steps.gains[bought.taken].sum() == gain
    assert bought.bound == pytest.approx(bound)
    assert chosen(steps, bought.taken, 4).tolist() == choice


def test_without_a_limit_everything_that_pays_is_bought() -> None:
    steps = hull_steps(TOY, COSTS)
    bought = buy(steps, None)
    assert bought.taken.all()
    assert bought.price == 0


def test_what_one_more_unit_gains_is_the_return_of_the_next_step() -> None:
    assert buy(hull_steps(TOY, COSTS), 40).price == pytest.approx(1.6)


def test_where_nothing_pays_there_are_no_steps() -> None:
    steps = hull_steps(np.array([[-5.0, -np.inf]]), np.array([3]))
    assert len(steps.costs) == 0
    assert buy(steps, 10).bound == 0
    assert chosen(steps, buy(steps, 10).taken, 2).tolist() == [NOTHING, NOTHING]


def test_what_is_left_goes_to_a_cheaper_step_further_on() -> None:
    gains = np.array([[50.0, -np.inf], [-np.inf, 8]])
    bought = buy(hull_steps(gains, np.array([20, 10])), 15)
    assert bought.taken.tolist() == [False, True]


CASES = st.integers(1, 4).flatmap(
    lambda actions: st.tuples(
        st.lists(st.integers(1, 30), min_size=actions, max_size=actions),
        st.lists(
            st.lists(
                st.one_of(st.just(-np.inf), st.integers(-20, 60).map(float)),
                min_size=actions,
                max_size=actions,
            ),
            min_size=1,
            max_size=4,
        ),
        st.integers(0, 90),
    )
)
Case = tuple[list[int], list[list[float]], int]


def relaxed(costs: list[int], gains: np.ndarray, budget: int) -> float:
    actions, customers = gains.shape
    worth = np.where(np.isfinite(gains), gains, -1e3).T.ravel()
    each = np.kron(np.eye(customers), np.ones(actions))
    rows = np.vstack([np.tile(costs, customers), each])
    limits = np.concatenate([[budget], np.ones(customers)])
    return float(-linprog(-worth, rows, limits, bounds=(0, 1)).fun)


@given(case=CASES)
def test_whole_customers_reach_the_relaxation_up_to_one_step(case: Case) -> None:
    costs, rows, budget = case
    gains = np.array(rows).T
    steps = hull_steps(gains, np.array(costs))
    bought = buy(steps, budget)
    gained = float(steps.gains[bought.taken].sum())
    largest = float(steps.gains.max(initial=0))
    assert bought.bound == pytest.approx(relaxed(costs, gains, budget), abs=1e-6)
    assert gained <= bought.bound + 1e-9
    assert bought.bound <= gained + largest + 1e-9
    options = [[None, *range(len(costs))] for _ in rows]
    best = max(
        sum(own[a] for own, a in zip(rows, tried, strict=True) if a is not None)
        for tried in product(*options)
        if sum(costs[a] for a in tried if a is not None) <= budget
    )
    assert gained <= best + 1e-9 <= bought.bound + 2e-9


@given(case=CASES)
def test_the_steps_taken_are_the_choices_paid_for(case: Case) -> None:
    costs, rows, budget = case
    gains = np.array(rows).T
    steps = hull_steps(gains, np.array(costs))
    bought = buy(steps, budget)
    choice = chosen(steps, bought.taken, gains.shape[1])
    paid = sum(costs[a] for a in choice if a != NOTHING)
    gained = sum(rows[place][a] for place, a in enumerate(choice) if a != NOTHING)
    assert paid == steps.costs[bought.taken].sum() <= budget
    assert gained == pytest.approx(steps.gains[bought.taken].sum())


@given(case=CASES, budgets=st.lists(st.integers(0, 90), min_size=3, max_size=3))
def test_more_budget_never_gains_less_and_gains_ever_less_more(
    case: Case, budgets: list[int]
) -> None:
    costs, rows, _ = case
    steps = hull_steps(np.array(rows).T, np.array(costs))
    low, middle, high = sorted(budgets)
    bounds = [buy(steps, budget).bound for budget in (low, middle, high)]
    assert bounds == sorted(bounds)
    weight = (middle - low) / (high - low) if high > low else 0
    assert bounds[1] >= (1 - weight) * bounds[0] + weight * bounds[2] - 1e-9


@given(case=CASES)
def test_a_gain_never_falls_when_a_choice_is_added(case: Case) -> None:
    costs, rows, budget = case
    gains = np.array(rows).T
    fewer = hull_steps(gains[:1], np.array(costs[:1]))
    more = hull_steps(gains, np.array(costs))
    assert buy(more, budget).bound >= buy(fewer, budget).bound - 1e-9
