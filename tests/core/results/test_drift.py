import numpy as np
import pytest

from core.results.drift import drift_of, stability_index
from core.results.later import placed_alike
from tests.core.results.worlds import World, measured_of, table_of


def test_another_year_like_the_first_fits(world: World) -> None:
    later = placed_alike(measured_of(world.groups, 2), world.scored, world.segments)
    found = drift_of(world.scored, world.segments, later)
    assert found.fits
    assert "still fit" in found.told
    assert max(axis.index for axis in found.axes) < 0.05
    assert found.spread == pytest.approx(1.0, abs=0.1)


def test_a_year_of_complaints_does_not(world: World) -> None:
    later = measured_of(world.groups, 2)
    columns = {name: later.table[name].to_numpy() for name in later.table.columns}
    columns["csat"] = columns["csat"] - 3
    found = drift_of(
        world.scored,
        world.segments,
        placed_alike(table_of(columns), world.scored, world.segments),
    )
    assert not found.fits
    assert found.told.startswith("Satisfaction has moved")
    assert "decision of its own" in found.told
    assert found.axes[0].beyond > 0
    assert found.axes[2].index < 0.05


def test_the_stability_index_of_a_known_shift_is_the_known_one() -> None:
    before = np.repeat([0.05, 0.95], [50, 50])
    now = np.repeat([0.05, 0.95], [75, 25])
    assert stability_index(before, now) == pytest.approx(0.25 * np.log(3), abs=1e-9)


def test_nobody_scored_has_moved_nothing(world: World) -> None:
    nobody = table_of({"csat": np.full(3, np.nan), "cost": np.ones(3), "value": np.ones(3)})
    later = placed_alike(nobody, world.scored, world.segments)
    assert drift_of(world.scored, world.segments, later).fits
