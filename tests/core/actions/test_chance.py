"""Where nothing happens, nothing is shown: chance and the return to the usual are no gain."""

import numpy as np
import pytest

from core.actions.evidence import interval, lift_draws
from core.actions.moves import chance_moves, concentrations, move_draws, shares, true_counts

RUNS = 500
CUSTOMERS = 900
WORTH = np.array([1000.0, 400.0, 100.0])
BLURRED = np.array([[0.8, 0.15, 0.05], [0.15, 0.7, 0.15], [0.05, 0.15, 0.8]])


def seen(true: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """To which segment customers are assigned who never change."""
    steps = np.cumsum(BLURRED, axis=1)[true, :-1]
    return np.asarray((generator.random(len(true))[:, None] > steps).sum(axis=1))


@pytest.fixture(scope="module")
def runs() -> list[tuple[float, np.ndarray]]:
    """Per run: the naive rise of those treated, and draws of the gain of an action that does
    nothing."""
    generator = np.random.default_rng(20)
    found = []
    for _ in range(RUNS):
        true = generator.integers(0, 3, CUSTOMERS)
        before, after = seen(true, generator), seen(true, generator)
        low = np.flatnonzero(before == 2)  # the worst are chosen
        treated = generator.random(len(low)) < 0.5
        arrived = after[low] < 2
        sides = [(int(arrived[side].sum()), int(side.sum())) for side in (treated, ~treated)]
        naive = float(WORTH[after[low][treated]].mean() - WORTH[2])
        found.append((naive, lift_draws(*sides, generator) * (WORTH[0] - WORTH[2])))
    return found


@pytest.mark.parametrize(("share", "least"), [(0.95, 0.93), (0.8, 0.76)])
def test_intervals_of_an_action_without_effect_cover_nothing(
    runs: list[tuple[float, np.ndarray]], share: float, least: float
) -> None:
    covered = 0
    for _naive, draws in runs:
        low, high = interval(draws, share)
        covered += bool(low <= 0 <= high)
    assert covered / RUNS >= least


def test_the_return_to_the_usual_is_no_gain(runs: list[tuple[float, np.ndarray]]) -> None:
    naive = np.array([one for one, _draws in runs])
    gains = np.array([draws.mean() for _one, draws in runs])
    assert (naive > 50).all()  # before and after alone would always show success
    assert abs(gains.mean()) < 3 * gains.std() / RUNS**0.5
    assert abs(gains.mean()) < naive.mean() / 50


def test_moves_that_are_mere_chance_are_told_as_such() -> None:
    generator = np.random.default_rng(3)
    true = generator.integers(0, 3, 60_000)
    before, after = seen(true, generator), seen(true, generator)
    counts = np.zeros((3, 4))
    np.add.at(counts, (before, after), 1)
    looks = shares(counts)[:, :3]
    assert (np.diag(looks) < 0.75).all()
    assert chance_moves(counts.sum(axis=1), BLURRED) == pytest.approx(looks, abs=0.015)
    truly = shares(true_counts(counts, BLURRED))[:, :3]
    assert (np.diag(truly) > 0.97).all()


def test_the_difference_of_two_bases_that_stand_still_covers_nothing() -> None:
    generator = np.random.default_rng(4)
    covered = 0
    for _ in range(RUNS):
        true = generator.integers(0, 3, CUSTOMERS)
        worth = []
        for half in (slice(0, CUSTOMERS // 2), slice(CUSTOMERS // 2, None)):
            before, after = seen(true[half], generator), seen(true[half], generator)
            counts = np.zeros((3, 4))
            np.add.at(counts, (before, after), 1)
            drawn = move_draws(concentrations(counts), 200, generator)
            worth.append(drawn[:, 2, :3] @ WORTH)
        low, high = interval(worth[0] - worth[1], 0.95)
        covered += bool(low <= 0 <= high)
    assert covered / RUNS >= 0.93
