from dataclasses import replace

import numpy as np
import pytest

from core.results.moves import flow_of, moves_of
from core.tables.periods import Arms
from tests.core.results.worlds import World

NOTHING = np.empty((0, 0))


def arms_of(places: np.ndarray, treated: np.ndarray, action: str = "call") -> Arms:
    return Arms(action, action, places, treated)


def test_everybody_is_in_one_cell_and_rows_keep_their_sums(world: World) -> None:
    size = len(world.segments.codes)
    places = np.where(np.arange(size) % 10 == 0, -1, np.arange(size))
    after = np.concatenate([world.segments.codes, [1, 2, 0]]).astype(np.int8)
    flow = flow_of(world.segments.codes, after, places, 5)
    found = moves_of(flow, (), world.segments, NOTHING)
    counts = np.array(found.counts)
    assert counts.shape == (7, 7)
    assert counts[:6].sum() == size
    assert counts[6].sum() == 3 + (places < 0).sum()  # nobody is matched to the rows of who left
    assert counts[:6, 6].sum() == (places < 0).sum()
    assert np.allclose(counts, found.natural)
    assert found.into is None
    assert found.chance == ()


def test_those_treated_are_held_against_those_held_out(world: World) -> None:
    codes = world.segments.codes
    start = np.flatnonzero(codes == 3)
    treated = np.arange(len(start)) < 0.75 * len(start)
    after = codes.copy()
    after[start[treated][::2]] = 1  # half of those treated reach the ideal
    after[start[~treated][::10]] = 1  # a tenth would have anyway
    flow = flow_of(codes, after, np.arange(len(codes)), 5)
    found = moves_of(flow, (arms_of(start, treated),), world.segments, NOTHING)
    assert found.into is not None
    tenth = 0.1 * len(start)
    assert found.into.moved == pytest.approx(0.375 * len(start) + 0.025 * len(start), abs=2)
    assert found.into.natural == pytest.approx(tenth, abs=0.15 * tenth)
    assert found.into.low < found.into.natural < found.into.high
    assert np.allclose(np.sum(found.counts, axis=1), np.sum(found.natural, axis=1))
    by_action = dict(found.by_action)["call"]
    assert np.sum(by_action) == treated.sum()


def test_a_tiny_hold_out_does_not_decide_alone(world: World) -> None:
    codes = world.segments.codes
    start = np.flatnonzero(codes == 3)
    treated = np.ones(len(start), dtype=bool)
    treated[0] = False
    half = start[::2]
    after = codes.copy()
    after[start[0]] = 1  # the one who was held out moved by luck
    flow = flow_of(codes, after, np.arange(len(codes)), 5)
    arms = (arms_of(half, treated[: len(half)]),)
    found = moves_of(flow, arms, world.segments, NOTHING)
    assert found.into is not None
    assert found.into.natural < 0.2 * len(half)


def test_without_an_ideal_the_goal_is_the_most_desirable(world: World) -> None:
    ideal = replace(world.segments.ideal, code=None, best=1)
    segments = replace(world.segments, ideal=ideal)
    codes = segments.codes
    flow = flow_of(codes, codes, np.arange(len(codes)), 5)
    found = moves_of(flow, (), segments, NOTHING)
    assert (found.goal, found.ideal) == (1, False)
    assert found.stayed[0] == len(codes)
