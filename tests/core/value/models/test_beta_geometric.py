"""Renewals of Fader & Hardie (2007): survivors of two groups over seven renewals."""

import numpy as np
import pytest

from core.value.models import beta_geometric

HIGH_END = (1000, 869, 743, 653, 593, 551, 517, 491)
REGULAR = (1000, 631, 468, 382, 326, 289, 262, 241)
HIGH_END_FIT = np.array([0.66808837, 3.80609538])
REGULAR_FIT = np.array([0.7040773, 1.18204301])


def contracts(survivors: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Give renewals and losses, one per contract."""
    lost = -np.diff(survivors)
    years = np.arange(len(lost), dtype=float)
    renewals = np.repeat([*years, len(lost)], [*lost, survivors[-1]])
    return renewals, np.repeat([1.0, 0.0], [lost.sum(), survivors[-1]])


@pytest.mark.parametrize(
    ("survivors", "parameters", "log"),
    [(HIGH_END, HIGH_END_FIT, -1611.158147), (REGULAR, REGULAR_FIT, -1680.265188)],
)
def test_the_fit_is_the_published_one(
    survivors: tuple[int, ...], parameters: np.ndarray, log: float
) -> None:
    fit = beta_geometric.fit_contracts(*contracts(survivors))
    assert fit.settled
    assert fit.parameters == pytest.approx(parameters, rel=1e-3)
    assert fit.log_likelihood == pytest.approx(log, abs=1e-4)


def test_survivors_are_those_recomputed() -> None:
    years = np.arange(1.0, 13)
    high = [0.850679, 0.746860, 0.669789, 0.609919, 0.561834, 0.522216, 0.488907, 0.460440]
    regular = [0.626706, 0.473819, 0.387974, 0.332068, 0.292347, 0.262456, 0.239024, 0.220085]
    high += [0.435780, 0.414173, 0.395056, 0.377999]
    regular += [0.204411, 0.191190, 0.179865, 0.170038]
    assert beta_geometric.survival(HIGH_END_FIT, years) == pytest.approx(high, abs=1e-6)
    assert beta_geometric.survival(REGULAR_FIT, years) == pytest.approx(regular, abs=1e-6)


def test_those_who_stay_are_more_and_more_loyal() -> None:
    high = beta_geometric.retention(HIGH_END_FIT, np.arange(1.0, 4))
    regular = beta_geometric.retention(REGULAR_FIT, np.arange(1.0, 4))
    assert high == pytest.approx([0.850679, 0.877957, 0.896807], abs=1e-6)
    assert regular == pytest.approx([0.626706, 0.756047, 0.818823], abs=1e-6)


@pytest.mark.parametrize(
    ("parameters", "new", "before"),
    [
        (HIGH_END_FIT, 5.92225506, (5.41448, 5.90138, 6.89671)),
        (REGULAR_FIT, 3.69490954, (2.96440, 4.10314, 5.89410)),
    ],
)
def test_discounted_lifetimes_are_those_recomputed(
    parameters: np.ndarray, new: float, before: tuple[float, ...]
) -> None:
    assert beta_geometric.lifetime(parameters, 0.1) == pytest.approx(new, rel=1e-6)
    found = beta_geometric.residual_lifetime(parameters, np.array([0.0, 1, 4]), 0.1)
    assert found == pytest.approx(before, abs=1e-5)


def test_many_periods_ahead_come_to_the_residual_lifetime() -> None:
    factors = 1.1 ** -np.arange(0.0, 1000)
    ahead = beta_geometric.periods_ahead(HIGH_END_FIT, np.array([0.0, 4]), factors)
    endless = beta_geometric.residual_lifetime(HIGH_END_FIT, np.array([0.0, 4]), 0.1)
    assert ahead == pytest.approx(endless, rel=1e-6)
