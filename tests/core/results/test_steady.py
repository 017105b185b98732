import numpy as np
import pytest

from core.results.later import placed_alike
from core.results.steady import chance_moves, common_spread
from tests.core.results.worlds import World, measured_of


def observed(world: World, scores: np.ndarray, codes: np.ndarray) -> float:
    """Share of the customers scored both times who are where they were."""
    both = ~np.isnan(scores).any(axis=1)
    return float((codes[both] == world.segments.codes[both]).mean())


def test_if_nobody_changed_chance_explains_all_that_moved(world: World) -> None:
    later = placed_alike(measured_of(world.groups, 2), world.scored, world.segments)
    everybody = np.ones(len(world.groups), dtype=bool)
    found = chance_moves(world.scored, later.scores, everybody, world.segments, 0)
    assert found.sum() == pytest.approx(len(world.groups))
    assert np.trace(found) / found.sum() == pytest.approx(
        observed(world, later.scores, later.codes), abs=0.05
    )


def test_those_who_really_changed_are_not_taken_for_chance(world: World) -> None:
    groups = world.groups.copy()
    groups[::5] = (groups[::5] + 1) % 5
    later = placed_alike(measured_of(groups, 3), world.scored, world.segments)
    everybody = np.ones(len(groups), dtype=bool)
    found = chance_moves(world.scored, later.scores, everybody, world.segments, 0)
    stayed = placed_alike(measured_of(world.groups, 3), world.scored, world.segments)
    by_chance = observed(world, stayed.scores, stayed.codes)
    assert observed(world, later.scores, later.codes) < by_chance - 0.1
    assert np.trace(found) / found.sum() == pytest.approx(by_chance, abs=0.06)


def test_it_is_the_same_when_asked_again(world: World) -> None:
    later = placed_alike(measured_of(world.groups, 2), world.scored, world.segments)
    everybody = np.ones(len(world.groups), dtype=bool)
    one, other = (
        chance_moves(world.scored, later.scores, everybody, world.segments, 4) for _ in range(2)
    )
    assert np.array_equal(one, other)


def test_too_few_without_an_action_tell_nothing(world: World) -> None:
    later = placed_alike(measured_of(world.groups, 2), world.scored, world.segments)
    few = np.arange(len(world.groups)) < 50
    assert chance_moves(world.scored, later.scores, few, world.segments, 0).size == 0


def test_a_fifth_of_wild_differences_does_not_widen_the_common_spread() -> None:
    random = np.random.default_rng(0)
    differences = random.standard_normal((4_000, 3)) * (1, 2, 3)
    differences[::5] += 30
    assert np.sqrt(np.diag(common_spread(differences))) == pytest.approx([1, 2, 3], rel=0.2)


def test_differences_that_are_all_the_same_have_hardly_any_spread() -> None:
    assert np.diag(common_spread(np.zeros((500, 2)))).max() < 1e-4
