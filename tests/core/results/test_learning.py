from dataclasses import replace

import numpy as np
import pytest

from core.results.learning import proposal
from core.settings import Action
from core.tables.actions import SegmentAction
from core.tables.periods import Arms, Proposal
from tests.core.results.worlds import World, first_year


def leading(world: World) -> tuple[Action, SegmentAction]:
    """Give the next best action of a segment that leads on, as it is in the catalogue."""
    for found in world.actions.next_actions:
        if found.best is not None and found.best.to != found.segment and found.best.reach > 0.5:
            wanted = found.best.action
            return next(one for one in world.catalogue if one.name == wanted), found.best
    message = "no action leads on in the made-up company"
    raise AssertionError(message)


def learnt(
    world: World, success: float, natural: float, seed: int = 0, each: int = 200
) -> Proposal | None:
    """Have an action work for a share of those treated, and chance for a share of everybody."""
    action, weighed = leading(world)
    random = np.random.default_rng(seed)
    places = np.flatnonzero(world.segments.codes == weighed.segment)[: 2 * each]
    treated = np.arange(len(places)) % 2 == 0
    moved = random.random(len(places)) < natural
    moved |= treated & (random.random(len(places)) < success * weighed.reach)
    after = world.segments.codes.copy()
    after[places[moved]] = weighed.to
    arms = Arms(action.name, action.title, places, treated)
    return proposal(arms, action, world.actions, world.segments, after)


def test_a_success_that_was_not_expected_is_learnt(world: World) -> None:
    found = learnt(world, success=0.7, natural=0.1)
    assert found is not None
    low, likely, high = found.measured
    assert found.assumed[1] < low < likely < high
    assert found.treated == found.control == 200
    again = [learnt(world, success=0.7, natural=0.1, seed=seed) for seed in range(8)]
    usual = np.median([one.measured[1] for one in again if one is not None])
    assert usual == pytest.approx(0.7, abs=0.1)


def test_what_happens_by_itself_is_not_put_down_to_the_action(world: World) -> None:
    found = learnt(world, success=0.0, natural=0.6)
    assert found is not None
    assert found.arrived[0] > 0.5
    assert found.measured[1] < 0.12


def test_more_customers_teach_more(world: World) -> None:
    widths = []
    for base, each in ((world, 200), (first_year(900), 450)):
        found = learnt(base, success=0.7, natural=0.1, each=each)
        assert found is not None
        widths.append(found.measured[2] - found.measured[0])
    assert widths[1] < 0.8 * widths[0]


def test_the_interval_holds_the_truth_as_often_as_it_says(world: World) -> None:
    action, _weighed = leading(world)
    truths = np.random.default_rng(0).uniform(action.success_low, 2 * action.success_high, 200)
    found = [learnt(world, float(truth), 0.1, seed) for seed, truth in enumerate(truths)]
    told = [(one.measured, truth) for one, truth in zip(found, truths, strict=True) if one]
    assert len(told) > 150
    inside = np.mean([low <= truth <= high for (low, _, high), truth in told])
    assert inside == pytest.approx(0.8, abs=0.08)


def test_what_leaves_more_open_than_was_thought_possible_is_no_evidence(world: World) -> None:
    assert learnt(world, success=0.8, natural=0.1, each=40) is None


def test_a_handful_of_customers_teaches_nothing(world: World) -> None:
    assert learnt(world, success=0.5, natural=0.1, each=20) is None


def test_an_action_for_no_segment_here_teaches_nothing(world: World) -> None:
    action, weighed = leading(world)
    stranger = replace(action, name="stranger")
    places = np.flatnonzero(world.segments.codes == weighed.segment)
    arms = Arms("stranger", "Stranger", places, np.arange(len(places)) % 2 == 0)
    found = proposal(arms, stranger, world.actions, world.segments, world.segments.codes)
    assert found is None


def test_keeping_is_measured_by_who_is_still_there(world: World) -> None:
    kept = next(
        one
        for found in world.actions.next_actions
        for one in found.considered
        if one.to == one.segment
    )
    action = next(one for one in world.catalogue if one.name == kept.action)
    places = np.flatnonzero(world.segments.codes == kept.segment)
    treated = np.arange(len(places)) % 2 == 0
    after = world.segments.codes.copy()
    after[places[~treated][::2]] = -1  # half of those held out are lost
    after[places[treated][::8]] = -1  # an eighth of those treated
    arms = Arms(action.name, action.title, places, treated)
    found = proposal(arms, action, world.actions, world.segments, after)
    assert found is not None
    assert found.arrived == pytest.approx((0.875, 0.5), abs=0.02)
    assert found.measured[1] > action.success_high
