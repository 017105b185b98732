from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from core.progress import Progress
from core.results.design import held_out
from core.results.objectives import Target
from core.results.outcomes import places_of
from core.results.plan import measure_plan
from core.settings import SATISFACTION
from core.tables.customers import CustomerTable
from core.tables.periods import ResultTable
from core.tables.results import Earned, Effect, Verdict
from core.tables.sources import SourceTable
from tests.core.results.worlds import (
    World,
    measured_of,
    read_treatments,
    second_year,
    table_of,
    treatments_of,
)

Lines = Callable[[list[str]], SourceTable]


@pytest.fixture
def treatments(tmp_path: Path) -> Lines:
    return partial(read_treatments, tmp_path)


def measured(world: World, customers: CustomerTable, source: SourceTable) -> ResultTable:
    targets = {SATISFACTION: Target(0.1, relative=False)}
    return measure_plan(world.earlier, customers, [source], targets, Progress())


def of(table: ResultTable, action: str, outcome: str) -> Effect:
    found = (one for one in table.effects if (one.action, one.outcome.name) == (action, outcome))
    return next(found)


def test_what_an_action_does_is_found_in_money_and_on_the_axes(
    world: World, treatments: Lines
) -> None:
    lines = [*treatments_of(world, "cocooning", 3), *treatments_of(world, "upsell", 2)]
    found = measured(world, second_year(world, lines, 0.5), treatments(lines))
    for outcome in ("profit", "satisfaction", "cost_to_serve", "lifetime_value"):
        assert of(found, "cocooning", outcome).verdict is Verdict.WORKED
    money = of(found, "cocooning", "profit").earnings
    assert money is not None
    assert money.earned is Earned.EARNED
    assert {one.action for one in found.proposals} <= {"cocooning", "upsell"}
    assert found.progress[0].reached is True
    assert found.moves.into is not None
    assert found.moves.into.moved > found.moves.into.high


def test_the_return_to_the_usual_is_not_sold_as_success(world: World, treatments: Lines) -> None:
    """Those who scored worst get something that does nothing, and do better next year."""
    csat = world.scored.values[:, 0]
    lowest = np.flatnonzero(
        (world.groups == 3) & (csat < np.quantile(csat[world.groups == 3], 0.4))
    )
    ids = world.customers.table.index[lowest].tolist()
    held = held_out(ids, np.zeros(len(ids), dtype=int), 0.4, 2)
    lines = [
        f"{name},retention,{'hold-out,0,no' if out else 'action,20,yes'}"
        for name, out in zip(ids, held, strict=True)
    ]
    found = measured(world, second_year(world, lines, 0.0), treatments(lines))
    effect = of(found, "retention", "satisfaction")
    assert effect.treated.mean > effect.treated.before + 0.3  # before and after looks like success
    assert effect.verdict is not Verdict.WORKED
    money = of(found, "retention", "profit").earnings
    assert money is not None
    assert money.earned is not Earned.EARNED


def test_a_hold_out_that_was_not_kept_spoils_that_action_alone(
    world: World, treatments: Lines
) -> None:
    lines = [*treatments_of(world, "cocooning", 3), *treatments_of(world, "upsell", 2)]
    spoilt = [
        line.replace("hold-out,0,no", "hold-out,0,yes") if "cocooning" in line else line
        for line in lines
    ]
    found = measured(world, second_year(world, lines, 0.5), treatments(spoilt))
    effect = of(found, "cocooning", "profit")
    assert effect.verdict is Verdict.UNFAIR
    assert "The hold-out was not kept" in effect.told
    assert of(found, "upsell", "lifetime_value").verdict is Verdict.WORKED
    assert "cocooning" not in {one.action for one in found.proposals}


def test_a_hold_out_chosen_by_hand_is_found_out(world: World, treatments: Lines) -> None:
    csat = world.scored.values[:, 0]
    group = np.flatnonzero(world.groups == 3)
    poor = csat[group] < np.median(csat[group])
    ids = world.customers.table.index[group]
    lines = [
        f"{name},cocooning,{'hold-out,0,no' if out else 'action,20,yes'}"
        for name, out in zip(ids, poor, strict=True)
    ]
    found = measured(world, second_year(world, lines, 0.0), treatments(lines))
    assert {one.verdict for one in found.effects} == {Verdict.UNFAIR}


def test_an_action_for_everybody_is_compared_and_called_what_it_is(
    world: World, treatments: Lines
) -> None:
    ids = world.customers.table.index[world.groups == 3][::2]
    lines = [f"{name},cocooning,action,20,yes" for name in ids]
    found = measured(world, second_year(world, lines, 0.5), treatments(lines))
    effect = of(found, "cocooning", "satisfaction")
    assert effect.estimate.effect > 1
    assert (effect.fair, effect.verdict) == (False, Verdict.UNFAIR)
    assert found.proposals == ()
    assert found.moves.into is None


def test_who_left_brings_nothing_and_is_counted(world: World, treatments: Lines) -> None:
    lines = treatments_of(world, "cocooning", 3)
    second = second_year(world, lines, 0.0)
    stays = np.arange(len(world.groups)) % 10 > 0
    columns = {name: second.table[name].to_numpy()[stays] for name in second.table.columns}
    ids = second.table.index[stays].tolist()
    found = measured(world, table_of(columns, ids), treatments(lines))
    assert found.counted.gone == 200
    here = of(found, "cocooning", "still_here")
    assert here.treated.customers + here.control.customers == 400
    assert here.treated.mean == pytest.approx(0.9, abs=0.03)
    assert of(found, "cocooning", "satisfaction").treated.left_out > 0
    assert of(found, "cocooning", "profit").treated.left_out == 0
    assert len(found.before) == len(found.arm) == 1_800


def test_without_treatments_there_are_moves_and_no_effects(world: World) -> None:
    found = measure_plan(world.earlier, measured_of(world.groups, 2), [], {}, Progress())
    assert found.effects == ()
    assert found.proposals == ()
    assert found.moves.into is None
    assert found.drift.fits
    assert np.sum(found.moves.counts) == len(world.groups)


def test_arrays_for_the_window_say_who_was_where_and_got_what(
    world: World, treatments: Lines
) -> None:
    lines = treatments_of(world, "cocooning", 3)
    found = measured(world, second_year(world, lines, 0.5), treatments(lines))
    rows = world.groups == 3
    assert np.array_equal(found.before, world.segments.codes)
    assert found.actions == ("cocooning",)
    assert set(found.action[rows]) == {1}
    assert set(found.action[~rows]) == {0}
    assert (found.arm == 2).sum() == pytest.approx(120, abs=1)


def test_ids_written_otherwise_are_the_same_customers() -> None:
    before = table_of({"x": np.ones(2)}, ["é", "b"]).table.index
    after = table_of({"x": np.ones(3)}, ["b ", "new", "e\u0301"]).table.index
    assert places_of(before, after).tolist() == [2, 0]
