from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.segments.languages.spoken import VOCABULARIES
from core.segments.names import identity_of, levels_of, name_of, namings_of, numbered
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction, Language
from core.settings.model import Naming

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


LONGEST = 30
DIRECTIONS = ((Direction.MORE, 0.0), (Direction.LESS, 0.0), (Direction.TARGET, 40.0))


def namings(levels: list[tuple[str, ...]], axes: tuple[Axis, ...]) -> tuple[Naming, ...]:
    medians = np.array([[PLACES[level] for level in one] for one in levels])
    return namings_of(tuple(levels), medians, axes)


def named(
    levels: list[tuple[str, ...]], axes: tuple[Axis, ...], language: Language = Language.ENGLISH
) -> list[str]:
    return [name_of(one, language) for one in namings(levels, axes)]


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
    assert [
        name_of(one, Language.ENGLISH) for one in namings_of(tuple(levels), medians, BUYING)
    ] == [
        "New buyers",
        "Valuable, slipping away, longer silent",
        "Valuable, slipping away, more recent",
    ]
    target = (replace(BUYING[0], direction=Direction.MORE), *BUYING[1:])
    assert named([("high", "low", "mid")], target) == ["High recency, low frequency"]
    assert named([("high", "low", "mid")], target, Language.GERMAN) == [
        "Kaufpause hoch, Häufigkeit niedrig"
    ]


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
    business = namings_of(levels, medians, BUSINESS)
    names = [name_of(one, Language.ENGLISH) for one in business]
    assert names == ["Middle ground, cheaper", "Middle ground, costlier"]
    assert [identity_of(one) for one in business] == [
        "satisfaction mid, cost_to_serve mid, lifetime_value mid, more cost_to_serve",
        "satisfaction mid, cost_to_serve mid, lifetime_value mid, less cost_to_serve",
    ]
    others = namings_of(levels, medians, OTHERS)
    assert [name_of(one, Language.ENGLISH) for one in others] == [
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
        found = namings_of(levels, places, axes)
        assert len({identity_of(one) for one in found}) == len(medians)
        for language in Language:
            assert len({name_of(one, language) for one in found}) == len(medians)


@pytest.mark.parametrize("axes", [BUSINESS, BUYING])
@pytest.mark.parametrize("language", Language)
def test_all_familiar_names_are_short_and_different_in_every_language(
    axes: tuple[Axis, ...], language: Language
) -> None:
    names = named(list(product(LEVELS, repeat=3)), axes, language)
    assert len(set(names)) == 27
    assert max(map(len, names)) <= LONGEST
    assert all(name[0].isupper() for name in names)


@pytest.mark.parametrize("axes", [BUSINESS, BUYING])
def test_a_name_means_the_same_levels_in_whatever_language(axes: tuple[Axis, ...]) -> None:
    """So that a condition may name a segment in any of them."""
    meant: dict[str, str] = {}
    for naming in namings(list(product(LEVELS, repeat=3)), axes):
        for language in Language:
            name = name_of(naming, language)
            assert meant.setdefault(name, identity_of(naming)) == identity_of(naming)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_every_pattern_of_levels_on_axes_of_every_direction_has_a_name_of_its_own(
    language: Language, count: int
) -> None:
    axes = tuple(
        Axis(f"measure {place}", "m", *DIRECTIONS[place % len(DIRECTIONS)])
        for place in range(count)
    )
    patterns = list(product(LEVELS, repeat=count))
    names = numbered(named(patterns, axes, language))
    assert len(set(names)) == len(patterns)
    if count <= 3:  # of more axes a name tells the three that stand out most
        assert len(set(named(patterns, axes, language))) == len(patterns)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("axes", [BUSINESS, BUYING, OTHERS])
def test_both_ends_of_every_axis_are_told_apart_in_every_language(
    axes: tuple[Axis, ...], language: Language
) -> None:
    names = set()
    for widest in range(3):
        medians = np.full((2, 3), 0.5)
        medians[:, widest] = 0.4, 0.6
        found = namings_of((("mid",) * 3,) * 2, medians, axes)
        names |= {name_of(one, language) for one in found}
    assert len(names) == 6


@pytest.mark.parametrize("language", Language)
def test_a_vocabulary_has_a_place_for_the_measure_in_every_form(language: Language) -> None:
    words = VOCABULARIES[language]
    forms = (words.little, words.much, words.off, words.on, words.less, words.more)
    for form in (*forms, words.farther, words.nearer, words.average):
        assert form.count("{}") == 1
    assert len({*forms, words.farther, words.nearer}) == 8
    english = set(VOCABULARIES[Language.ENGLISH].business)
    assert set(words.business) == set(words.buying) == english


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (Language.GERMAN, "Umsatz hoch, Servicekosten hoch"),
        (Language.FRENCH, "Fort en chiffre d’affaires, fort en coût de service"),
        (Language.SPANISH, "Alto en ingresos, alto en coste de servicio"),
        (Language.ITALIAN, "Alto per ricavi, alto per costo di servizio"),
        (Language.DUTCH, "Omzet hoog, servicekosten hoog"),
        (Language.SWEDISH, "Högt i intäkter, högt i servicekostnad"),
    ],
)
def test_measures_that_were_worked_out_here_are_translated_too(
    language: Language, name: str
) -> None:
    axes = (Axis("revenue", "revenue"), Axis(COST_TO_SERVE, "c", Direction.LESS))
    assert named([("high", "low")], axes, language) == [name]


def test_the_last_of_several_is_joined_as_it_is_said() -> None:
    axes = (Axis("edad", "e"), Axis("ingresos", "i"))
    assert named([("mid", "mid")], axes, Language.SPANISH) == ["Medio en edad e ingresos"]
    assert named([("mid", "mid")], axes[::-1], Language.SPANISH) == ["Medio en ingresos y edad"]


def test_levels_are_thirds_and_the_ends_of_an_axis() -> None:
    bottom, top = np.array([0.0, 0.4, 0.0]), np.array([1.0, 1.0, 0.54])
    assert levels_of(np.array([0.3, 0.4, 0.54]), bottom, top) == ("low", "low", "high")
    assert levels_of(np.array([0.5, 0.66, 0.4]), bottom, top) == ("mid", "mid", "mid")
