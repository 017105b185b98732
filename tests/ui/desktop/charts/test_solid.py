import numpy as np
import pytest

from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points
from ui.desktop.charts.solid import prepare_solid
from ui.desktop.charts.solid_picture import groups_of, make_solid_scene


def points_of(
    columns: tuple[np.ndarray, ...], *, log: bool = False, scores: bool = False
) -> Points:
    axes = tuple(
        ScatterAxis(name, log=log and not place, score=scores)
        for place, name in enumerate(("Across", "Up", "Deep"))
    )
    return Points(columns, np.ones(len(columns[0]), np.int8), (), axes)


def test_the_ends_of_the_first_view_are_the_sides_of_the_cube() -> None:
    scores = np.linspace(0, 1, 50)
    solid = prepare_solid(points_of((scores, scores, scores), scores=True))
    assert solid.homes == ((-0.03, 1.03),) * 3
    assert solid.places.min() == pytest.approx(-1 / 1.06, abs=1e-6)
    assert solid.places.max() == pytest.approx(1 / 1.06, abs=1e-6)
    assert solid.centres[1] == pytest.approx((0, 0, 0), abs=1e-6)


def test_everybody_is_drawn_or_counted() -> None:
    x = np.array([1.0, 0.0, 10.0, np.nan, 100.0])
    solid = prepare_solid(points_of((x, np.arange(5.0), np.array([1, 2, np.nan, 3, 4])), log=True))
    tally = solid.tally
    assert (tally.total, tally.drawn, tally.missing, tally.not_positive) == (5, 2, 2, 1)
    assert sorted(solid.index.tolist()) == [0, 4]


def test_marks_that_stand_out_are_taken_apart_from_the_others() -> None:
    places = tuple(np.random.default_rng(0).normal(size=(3, 40)))
    solid = prepare_solid(points_of(places))
    stays = np.arange(40) % 4 == 0
    faded, out = groups_of(solid, stays)
    assert (len(faded.codes), len(out.codes)) == (30, 10)
    assert np.array_equal(out.places, solid.places[:, stays])
    assert out.stands_out
    assert not faded.stands_out
    assert len(groups_of(solid, None)) == 1
    assert len(groups_of(solid, np.ones(40, dtype=bool))) == 1


def test_while_nobody_is_ideal_the_region_is_a_box_in_the_cube() -> None:
    scores = np.linspace(0, 1, 50)
    points = points_of((scores, scores, scores), scores=True)
    points = Points(points.columns, points.codes, (), points.axes, region=(0.6, 1, 0.7, 1, 0.5, 1))
    scene = make_solid_scene(prepare_solid(points), points)
    assert scene.outline is None
    assert scene.region == pytest.approx(
        tuple((end - 0.5) / 0.53 for end in (0.6, 1, 0.7, 1, 0.5, 1))
    )
