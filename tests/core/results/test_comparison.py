import numpy as np

from core.results.comparison import compare, like_groups
from core.settings import Direction
from core.tables.periods import Arms
from core.tables.results import Effect, Flags, Floats, Outcome, Verdict
from tests.core.results.worlds import World

CSAT = Outcome("csat", "Satisfaction", better=Direction.MORE)


def compared(world: World, treated: Flags, values: Floats) -> Effect:
    groups = like_groups(world.segments.codes, world.scored.scores)
    places = np.flatnonzero(treated)
    arms = Arms("call", "Call", places, np.ones(len(places), dtype=bool), cost=2.0)
    return compare(arms, groups, ~treated, CSAT, values)


def test_like_groups_never_mix_segments(world: World) -> None:
    groups = like_groups(world.segments.codes, world.scored.scores)
    for group in np.unique(groups):
        assert len(np.unique(world.segments.codes[groups == group])) == 1


def test_choosing_the_unhappy_is_not_sold_as_their_recovery(world: World) -> None:
    random = np.random.default_rng(0)
    before = world.scored.values[:, 0]
    chosen = random.random(len(before)) < np.where(before < np.median(before), 0.5, 0.1)
    found = compared(world, chosen, before + random.standard_normal(len(before)))
    naive = before[chosen].mean() - before[~chosen].mean()
    assert naive < -1
    assert abs(found.estimate.effect) < 0.3


def test_whatever_it_shows_it_is_never_an_effect(world: World) -> None:
    treated = np.arange(len(world.groups)) % 2 == 0
    found = compared(world, treated, world.scored.values[:, 0] + 5 * treated)
    assert found.estimate.effect > 4
    assert found.verdict is Verdict.UNFAIR
    assert found.earnings is None
    assert not found.fair
    assert "not a fair test. Nobody was held out by chance" in found.told


def test_nobody_alike_leaves_nothing_to_say(world: World) -> None:
    found = compared(world, world.segments.codes == 1, world.scored.values[:, 0])
    assert np.isnan(found.estimate.effect)
    assert found.control.customers == 0
    assert "nobody to compare with" in found.told
