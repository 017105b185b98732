from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from core.actions.decisions import Problem, decide

NATURAL = np.array(
    [[0.85, 0.05, 0.08, 0.02], [0.1, 0.7, 0.02, 0.18], [0.1, 0.01, 0.84, 0.05],
     [0.01, 0.07, 0.07, 0.85]]
)  # fmt: skip
REWARDS = np.array([10.0, 40, 30, 100])
LONG = 500


def moved(success: float, targets: list[int], natural: np.ndarray = NATURAL) -> np.ndarray:
    return (1 - success) * natural + success * np.eye(len(natural))[targets]


def toy(*, order_rule: bool) -> Problem:
    """Satisfaction by value; selling needs satisfaction, if the order rule holds."""
    allowed = np.ones((3, 1, 4), dtype=bool)
    allowed[2, 0, :2] = not order_rule
    return Problem(
        rewards=REWARDS,
        moves=np.stack([NATURAL, moved(0.4, [2, 3, 2, 3]), moved(0.3, [1, 1, 3, 3])]),
        costs=np.array([0.0, 8, 12]),
        allowed=allowed,
        following=np.zeros((3, 1), dtype=np.int64),
        ending=REWARDS,
        discount=0.9,
        periods=LONG,
    )


def test_the_toy_world_has_its_published_optimum_under_the_order_rule() -> None:
    found = decide(toy(order_rule=True))
    assert found.choice[0].tolist() == [1, 1, 2, 0]
    assert found.values[0] == pytest.approx(
        [525.025216, 697.385336, 631.322669, 801.846090], abs=5e-7
    )


def test_the_order_rule_never_earns_more_than_freedom() -> None:
    price = decide(toy(order_rule=False)).values - decide(toy(order_rule=True)).values
    assert (price >= -1e-9).all()


def mailing(last: int) -> Problem:
    """Mail customers up to some periods after their last purchase; the fifth state is lost."""
    mail = np.zeros((5, 5))
    for recency, chance in enumerate((0.30, 0.20, 0.15, 0.05)):
        mail[recency, [0, recency + 1]] = chance, 1 - chance
    mail[4, 4] = 1
    stop = np.zeros((5, 5))
    stop[:, 4] = 1
    allowed = np.ones((2, 1, 5), dtype=bool)
    allowed[1, 0, last:] = False
    return Problem(
        rewards=np.array([40.0, 0, 0, 0, 0]),
        moves=np.stack([stop, mail]),
        costs=np.array([0.0, 4]),
        allowed=allowed,
        following=np.zeros((2, 1), dtype=np.int64),
        ending=np.zeros(5),
        discount=1 / 1.2,
        periods=LONG,
    )


def test_not_mailing_those_who_bought_long_ago_is_worth_what_pfeifer_and_carraway_found() -> None:
    found = decide(mailing(5))
    assert found.values[0] == pytest.approx([53.14942529, 6.62068966, 2.64367816, 0, 0], abs=5e-9)
    assert found.choice[0].tolist() == [1, 1, 1, 0, 0]


def test_giving_up_one_period_earlier_is_worth_what_was_recomputed() -> None:
    found = decide(mailing(2)).values[0]
    assert found == pytest.approx([51.57446809, 4.59574468, 0, 0, 0], abs=5e-9)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    states, decisions = draw(st.integers(2, 3)), draw(st.integers(1, 2))
    seed = draw(st.integers(0, 10_000))
    generator = np.random.default_rng(seed)
    moves = generator.dirichlet(np.ones(states + 1), (decisions + 1, states))[..., :states]
    allowed = generator.random((decisions + 1, 1, states)) < 0.7
    allowed[0] = True
    return Problem(
        rewards=generator.uniform(-20, 100, states),
        moves=moves,
        costs=np.concatenate([[0.0], generator.uniform(1, 30, decisions)]),
        allowed=allowed,
        following=np.zeros((decisions + 1, 1), dtype=np.int64),
        ending=np.zeros(states),
        discount=0.9,
        periods=LONG,
    )


def policy_values(problem: Problem, policy: tuple[int, ...]) -> np.ndarray:
    states = range(len(policy))
    moves = np.array([problem.moves[policy[state], state] for state in states])
    rewards = problem.rewards - problem.costs[list(policy)]
    return np.linalg.solve(np.eye(len(policy)) - problem.discount * moves, rewards)


def linear_programme(problem: Problem) -> np.ndarray:
    states = len(problem.rewards)
    rows, limits = [], []
    for decision, state in product(range(len(problem.costs)), range(states)):
        if problem.allowed[decision, 0, state]:
            rows.append(problem.discount * problem.moves[decision, state] - np.eye(states)[state])
            limits.append(problem.costs[decision] - problem.rewards[state])
    solved = linprog(np.ones(states), np.array(rows), np.array(limits), bounds=(None, None))
    return np.asarray(solved.x)


@given(problem=problems())
@settings(deadline=None, max_examples=60)
def test_looking_ahead_finds_what_trying_everything_and_a_linear_programme_find(
    problem: Problem,
) -> None:
    found = decide(problem).values[0]
    states, decisions = range(len(problem.rewards)), range(len(problem.costs))
    choices = [[d for d in decisions if problem.allowed[d, 0, state]] for state in states]
    tried = np.array([policy_values(problem, policy) for policy in product(*choices)])
    assert found == pytest.approx(tried.max(axis=0), abs=1e-6)
    assert found == pytest.approx(linear_programme(problem), abs=1e-5)


def test_what_must_come_first_is_remembered() -> None:
    moves = np.stack([np.eye(2), np.eye(2), np.array([[0.0, 1], [0, 1]])])
    allowed = np.ones((3, 2, 2), dtype=bool)
    allowed[2, 0] = False
    problem = Problem(
        rewards=np.array([0.0, 10]),
        moves=moves,
        costs=np.array([0.0, 1, 1]),
        allowed=allowed,
        following=np.array([[0, 1], [1, 1], [0, 1]]),
        ending=np.array([0.0, 10]),
        discount=1,
        periods=3,
    )
    found = decide(problem)
    assert found.choice.tolist() == [[1, 0], [2, 0]]
    # first decision now, second next, then two periods of 10
    assert found.values[0, 0] == 20 - 2
