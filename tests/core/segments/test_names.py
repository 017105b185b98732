from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.names import levels_of, names_of
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction

BUSINESS = (
    Axis(SATISFACTION, "s"),
    Axis(COST_TO_SERVE, "c", Direction.LESS),
    Axis(LIFETIME_VALUE, "v"),
)
BUYING = (
    Axis("recency", "r", Direction.LESS),
    Axis("frequency", "f"),
    Axis(LIFETIME_VALUE, "v"),
)
OTHERS = (Axis("income", "i"), Axis("age", "a", Direction.LESS), Axis("visits", "v"))
LEVELS = ("low", "mid", "high")
PLACES = {"low": 0.2, "mid": 0.5, "high": 0.8}


def named(levels: list[tuple[str, ...]], axes: tuple[Axis, ...]) -> list[str]:
    medians = np.array([[PLACES[level] for level in one] for one in levels])
    return [one.name for one in names_of(tuple(levels), medians, axes)]


@pytest.mark.parametrize("axes", [BUSINESS, BUYING])
def test_all_business_names_are_short_and_different(axes: tuple[Axis, ...]) -> None:
    names = named(list(product(LEVELS, repeat=3)), axes)
    assert len(set(names)) == 27
    assert max(map(len, names)) <= 24


def test_business_names_do_not_depend_on_the_order_of_the_axes() -> None:
    levels = ("high", "low", "mid")
    assert named([levels], BUSINESS) == named([levels[::-1]], BUSINESS[::-1])


def test_buyers_are_called_by_how_lately_how_often_and_for_how_much_they_buy() -> None:
    levels = [("high", "low", "mid"), ("low", "high", "high"), ("low", "high", "high")]
    medians = np.array([[0.8, 0.2, 0.5], [0.1, 0.8, 0.8], [0.3, 0.8, 0.8]])
    assert [one.name for one in names_of(tuple(levels), medians, BUYING)] == [
        "New buyers",
        "Valuable, slipping away, longer silent",
        "Valuable, slipping away, more recent",
    ]
    target = (replace(BUYING[0], direction=Direction.MORE), *BUYING[1:])
    assert named([("high", "low", "mid")], target) == ["High recency, low frequency"]


@pytest.mark.parametrize(
    ("levels", "name"),
    [
        (("high", "high", "mid"), "High income, low age"),
        (("low", "low", "low"), "Low income, high age, low visits"),
        (("mid", "mid", "mid"), "Average income, age and visits"),
    ],
)
def test_other_measures_are_named_as_they_are(levels: tuple[str, ...], name: str) -> None:
    assert named([levels], OTHERS) == [name]


def test_a_target_is_hit_or_missed() -> None:
    axes = (Axis("age", "a", Direction.TARGET, 40.0), Axis("income", "i"))
    assert named([("high", "mid"), ("low", "high")], axes) == [
        "Age on target",
        "Age off target, high income",
    ]


def test_segments_with_the_same_levels_are_told_apart_by_their_widest_axis() -> None:
    medians = np.array([[0.5, 0.6, 0.5], [0.5, 0.4, 0.5]])
    levels = (("mid", "mid", "mid"),) * 2
    business = names_of(levels, medians, BUSINESS)
    assert [one.name for one in business] == ["Middle ground, cheaper", "Middle ground, costlier"]
    assert [one.identity for one in business] == [
        "satisfaction mid, cost_to_serve mid, lifetime_value mid, more cost_to_serve",
        "satisfaction mid, cost_to_serve mid, lifetime_value mid, less cost_to_serve",
    ]
    assert [one.name for one in names_of(levels, medians, OTHERS)] == [
        "Average income, age and visits, lower age",
        "Average income, age and visits, higher age",
    ]


def test_segments_that_cannot_be_told_apart_are_numbered() -> None:
    assert named([("mid", "mid", "mid")] * 3, BUSINESS) == [
        "Middle ground",
        "Middle ground 2",
        "Middle ground 3",
    ]


@given(st.lists(st.tuples(*[st.sampled_from((0.1, 0.4, 0.5, 0.6, 0.9))] * 3), max_size=15))
def test_names_are_different_whatever_the_segments(medians: list[tuple[float, ...]]) -> None:
    places = np.array(medians).reshape(len(medians), 3)
    levels = tuple(levels_of(one, np.zeros(3), np.ones(3)) for one in places)
    for axes in (BUSINESS, BUYING, OTHERS):
        found = names_of(levels, places, axes)
        assert len({one.name for one in found}) == len(medians)
        assert len({one.identity for one in found}) == len(medians)


def test_levels_are_thirds_and_the_ends_of_an_axis() -> None:
    bottom, top = np.array([0.0, 0.4, 0.0]), np.array([1.0, 1.0, 0.54])
    assert levels_of(np.array([0.3, 0.4, 0.54]), bottom, top) == ("low", "low", "high")
    assert levels_of(np.array([0.5, 0.66, 0.4]), bottom, top) == ("mid", "mid", "mid")
