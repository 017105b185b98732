"""Bases of customers whose groups are known, or that have none."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core.segments.scoring import score
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction
from core.tables.customers import CustomerTable, Floats, Measure, ScoredCustomers

AXES = (
    Axis(SATISFACTION, "CSat"),
    Axis(COST_TO_SERVE, "cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "value"),
)
CORRELATED = ((1.0, -0.3, 0.4), (-0.3, 1.0, 0.2), (0.4, 0.2, 1.0))

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
Groups = Callable[..., tuple[Floats, np.ndarray]]


def table_of(values: Floats, names: tuple[str, ...] = ("CSat", "cost", "value")) -> CustomerTable:
    ids = pd.Index([f"c{number:07d}" for number in range(len(values))], name="customer_id")
    table = pd.DataFrame(values, columns=list(names), index=ids)
    measures = tuple(Measure(name, "s", "", numeric=True) for name in names)
    return CustomerTable(table, measures, (), ())


@pytest.fixture(scope="session")
def make_table() -> Callable[..., CustomerTable]:
    return table_of


@pytest.fixture(scope="session")
def make_scored() -> Score:
    """Give a function that scores values on satisfaction, cost to serve and lifetime value."""

    def make(values: Floats, axes: tuple[Axis, ...] = AXES) -> ScoredCustomers:
        return score(table_of(values, tuple(axis.formula for axis in axes)), axes)

    return make


@pytest.fixture(scope="session")
def one_cloud() -> Base:
    """Give a function that makes customers without groups: ten marks, skewed costs and values."""

    def make(
        customers: int, seed: int = 0, correlations: tuple[tuple[float, ...], ...] = CORRELATED
    ) -> Floats:
        random = np.random.default_rng(seed)
        z = random.standard_normal((customers, 3)) @ np.linalg.cholesky(np.array(correlations)).T
        return np.column_stack(
            [
                np.clip(np.round(5.5 + 2 * z[:, 0]), 1, 10),
                np.exp(3 + 0.8 * z[:, 1]),
                np.exp(5 + z[:, 2]),
            ]
        )

    return make


@pytest.fixture(scope="session")
def nine_groups() -> Groups:
    """Give a function that makes nine groups with gaps between them, and who is in which."""

    def make(each: int, seed: int = 0, noise: float = 1.0) -> tuple[Floats, np.ndarray]:
        random = np.random.default_rng(seed)
        corners = [[x, y, z] for x in (2, 8) for y in (20, 80) for z in (200, 800)]
        true = np.repeat(np.arange(9), each)
        middles = np.array([*corners, [5, 50, 500]])[true]
        return middles + noise * random.normal(0, 1, (9 * each, 3)) * [0.3, 3, 30], true

    return make
