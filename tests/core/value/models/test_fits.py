"""What every fit has to stand, whatever the model."""

import numpy as np
import pytest

from core.value.models.counting import COUNT_MODELS, PARETO_NBD, CountModel, fit_counts
from core.value.models.greatest import climb, edges_of, greatest
from core.value.models.histories import Histories, coarse, distinct, every_one


def simulated(customers: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give x, t_x and T in days of customers who buy and stop as Pareto/NBD says."""
    random = np.random.default_rng(seed)
    rate, stops = random.gamma(0.8, 1 / 60, customers), random.exponential(1, customers)
    stops = stops / random.gamma(0.9, 1 / 300, customers)
    observed = random.integers(60, 720, customers)
    repeats = random.poisson(rate * np.minimum(stops, observed))
    latest = random.random(customers) ** (1 / np.maximum(repeats, 1))
    last = np.floor(latest * np.minimum(stops, observed)).astype(int) * (repeats > 0)
    return repeats, last, observed


@pytest.mark.parametrize("model", COUNT_MODELS, ids=lambda model: model.key)
def test_neither_the_order_nor_the_unit_of_time_matters(model: CountModel) -> None:
    columns = simulated(3000)
    order = np.random.default_rng(1).permutation(3000)
    plain = fit_counts(model, distinct(*columns)[0])
    mixed = fit_counts(model, distinct(*(one[order] for one in columns))[0])
    weeks = fit_counts(model, distinct(*columns)[0].in_unit(7))
    assert plain.parameters.tolist() == mixed.parameters.tolist()
    assert weeks.parameters[0] == pytest.approx(plain.parameters[0], rel=1e-4)
    assert weeks.parameters[1] == pytest.approx(plain.parameters[1] / 7, rel=1e-4)


@pytest.mark.parametrize("model", COUNT_MODELS, ids=lambda model: model.key)
def test_merged_histories_are_as_likely_as_all(model: CountModel) -> None:
    histories = distinct(*simulated(90_000))[0]
    assert len(histories) > 40_000
    fit = fit_counts(model, histories)
    weights = histories.customers / histories.total
    edges = edges_of(model.starts(histories))
    best = climb(
        lambda some: model.log_likelihood(some, histories) @ weights, fit.parameters, edges
    )
    assert fit.settled
    assert fit.log_likelihood == pytest.approx(best.score * histories.total, abs=0.5)


def test_what_was_simulated_is_found_again() -> None:
    fit = fit_counts(PARETO_NBD, distinct(*simulated(60_000))[0])
    r, alpha, s, beta = fit.parameters
    assert (r, r / alpha) == pytest.approx((0.8, 0.8 / 60), rel=0.05)
    assert (s, s / beta) == pytest.approx((0.9, 0.9 / 300), rel=0.15)


@pytest.mark.parametrize("model", COUNT_MODELS, ids=lambda model: model.key)
@pytest.mark.parametrize(
    "histories",
    [
        every_one(np.full(50, 3.0), np.full(50, 30.0), np.full(50, 39.0)),
        every_one(np.arange(50.0), np.full(50, 39.0), np.full(50, 39.0)),
        every_one(np.repeat([0.0, 900], [49, 1]), np.repeat([0.0, 38], [49, 1]), np.full(50, 39.0)),
        every_one(np.repeat([0.0, 1], 25), np.zeros(50), np.full(50, 1e-3)),
    ],
    ids=["all alike", "nobody stops", "one huge customer", "no time"],
)
def test_odd_customers_give_numbers(model: CountModel, histories: Histories) -> None:
    fit = fit_counts(model, histories)
    assert np.isfinite(fit.parameters).all()
    assert np.isfinite(fit.log_likelihood)
    ahead = model.expected(fit.parameters, histories, 52.0)
    assert np.isfinite(ahead).all()
    assert (ahead >= 0).all()


def test_equal_histories_are_counted_once() -> None:
    repeats, last, observed = np.array([2, 0, 2]), np.array([9, 0, 9]), np.array([10, 10, 10])
    histories, places = distinct(repeats, last, observed)
    assert histories.repeats.tolist() == [0, 2]
    assert histories.customers.tolist() == [1, 2]
    assert places.tolist() == [1, 0, 1]


def test_merging_keeps_the_means() -> None:
    histories = distinct(*simulated(20_000))[0]
    merged = coarse(histories, 500)
    assert len(merged) <= 500
    for name in ("repeats", "last", "observed"):
        means = [
            np.average(getattr(one, name), weights=one.customers) for one in (histories, merged)
        ]
        assert means[0] == pytest.approx(means[1])
    assert merged.total == histories.total


def test_few_histories_are_left_as_they_are() -> None:
    histories = distinct(*simulated(100))[0]
    assert coarse(histories, 500) is histories


def test_a_summit_is_found_and_known_as_one() -> None:
    def score(tries: np.ndarray) -> np.ndarray:
        return -((np.log(tries) - np.log([2.0, 0.01])) ** 2) @ np.array([1.0, 3.0])

    found = greatest(score, np.array([[1.0, 0.05], [3.0, 0.05]]))
    assert found.parameters == pytest.approx([2.0, 0.01])
    assert found.settled
    assert found.spread == pytest.approx(np.diag([1 / 2, 1 / 6]), abs=1e-6)


def test_a_likelihood_that_only_rises_ends_at_the_edge() -> None:
    found = greatest(lambda tries: np.log(tries).sum(axis=-1), np.ones((1, 2)))
    assert found.parameters == pytest.approx([10.0, 10.0])
    assert found.spread.tolist() == [[0, 0], [0, 0]]
