from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.actions.conditions import codes_meant
from core.progress import Progress
from core.segments.identity.finishing import finished, kept_names
from core.segments.identity.keeping import freeze
from core.segments.names import identity_of, name_of, namings_of
from core.segments.table import segment
from core.settings import (
    Axis,
    Comparison,
    Condition,
    Direction,
    Language,
    Method,
    Segmentation,
)
from core.tables.customers import Floats, ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.trust import USUAL, StabilityTable

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]
GERMAN = Language.GERMAN


@pytest.fixture(scope="module")
def table(make_scored: Score, one_cloud: Base) -> SegmentTable:
    settings = Segmentation(Method.K_MEANS, starts=3)
    return segment(make_scored(one_cloud(500)), USUAL, settings, Progress())


def test_a_name_given_by_the_user_finds_its_segment_by_identity(table: SegmentTable) -> None:
    identity = table.segments[3].identity
    names = ((identity, "Our darlings"), ("satisfaction none", "Nobody"))
    found = finished(table, StabilityTable(), Segmentation(names=names))
    assert found.segments[3].name == "Our darlings"
    assert found.segments[3].identity == identity
    others = [one.name for one in found.segments if one.code != 4]
    assert others == [one.name for one in table.segments if one.code != 4]


def test_two_segments_never_have_the_same_name(table: SegmentTable) -> None:
    names = tuple((one.identity, "Customers") for one in table.segments[:3])
    found = finished(table, StabilityTable(), Segmentation(names=names))
    assert [one.name for one in found.segments[:3]] == ["Customers", "Customers 2", "Customers 3"]
    assert len({one.identity for one in found.segments}) == 9


def test_two_segments_never_have_the_same_identity(table: SegmentTable) -> None:
    twins = tuple(replace(one, identity="satisfaction high") for one in table.segments)
    found = finished(replace(table, segments=twins), StabilityTable(), Segmentation())
    assert len({one.identity for one in found.segments}) == 9


def test_names_are_made_in_the_language_asked_for_and_the_users_own_stay(
    table: SegmentTable,
) -> None:
    names = ((table.segments[3].identity, "Our darlings"),)
    german = finished(table, StabilityTable(), Segmentation(names=names, names_language=GERMAN))
    english = finished(table, StabilityTable(), Segmentation(names=names))
    assert german.segments[3].name == english.segments[3].name == "Our darlings"
    for there, here in zip(german.segments, english.segments, strict=True):
        assert there.identity == here.identity
        assert there.made_names == here.made_names
        if here.code != 4:
            assert there.name != here.name
            assert {there.name, here.name} < set(here.made_names)


def test_a_name_of_the_users_own_stays_as_typed_beside_one_that_is_made_the_same(
    table: SegmentTable,
) -> None:
    made = finished(table, StabilityTable(), Segmentation(names_language=GERMAN))
    names = ((table.segments[6].identity, made.segments[1].name),)
    found = finished(table, StabilityTable(), Segmentation(names=names, names_language=GERMAN))
    assert found.segments[6].name == made.segments[1].name
    assert found.segments[1].name == f"{made.segments[1].name} 2"


@pytest.mark.parametrize("language", list(Language))
def test_a_made_name_goes_on_meaning_its_segment_in_every_language(
    table: SegmentTable, language: Language
) -> None:
    """On four axes, of which a name tells three, different levels make equal names."""
    alike = alike_by_name(table)
    english = finished(alike, StabilityTable(), Segmentation())
    names = [one.name for one in english.segments]
    assert names[:2] == ["High a, high b, high c", "High a, high b, high c 2"]
    spoken = finished(alike, StabilityTable(), Segmentation(names_language=language))
    for code, name in enumerate(names, start=1):
        asked = Condition("segment", Comparison.IS, name)
        assert codes_meant(asked, spoken, "‘Call’") == [code]


def test_made_names_do_not_move_when_another_segment_is_renamed(table: SegmentTable) -> None:
    alike = alike_by_name(table)
    before = finished(alike, StabilityTable(), Segmentation(names_language=GERMAN))
    names = ((alike.segments[0].identity, "Stars"),)
    german = Segmentation(names=names, names_language=GERMAN)
    after = finished(alike, StabilityTable(), german)
    assert [one.name for one in after.segments[1:]] == [one.name for one in before.segments[1:]]
    asked = Condition("segment", Comparison.IS, "High a, high b, high c 2")
    assert codes_meant(asked, after, "‘Call’") == [2]


def alike_by_name(table: SegmentTable) -> SegmentTable:
    """The first segment high on four axes, the second on the three that its name tells."""
    axes = tuple(Axis(name, name, Direction.MORE) for name in "abcd")
    levels = (("high",) * 4, ("high", "high", "high", "mid"))
    medians = np.array([[0.9, 0.9, 0.9, 0.8], [0.9, 0.9, 0.9, 0.5]])
    namings = namings_of(levels, medians, axes)
    first = tuple(
        replace(
            one,
            naming=naming,
            identity=identity_of(naming),
            name=name_of(naming, Language.ENGLISH),
        )
        for one, naming in zip(table.segments[:2], namings, strict=True)
    )
    return replace(table, segments=(*first, *table.segments[2:]))


def test_a_name_that_cannot_be_made_anew_stays_as_it_was(table: SegmentTable) -> None:
    older = tuple(replace(one, naming=None) for one in table.segments)
    found = finished(
        replace(table, segments=older), StabilityTable(), Segmentation(names_language=GERMAN)
    )
    assert [one.name for one in found.segments] == [one.name for one in table.segments]


def test_a_segment_kept_under_a_name_of_the_users_own_goes_on_with_it_in_every_language(
    table: SegmentTable, make_scored: Score, one_cloud: Base
) -> None:
    """Also in a project that knows nothing of the name; the made ones go on meaning it."""
    scored = make_scored(one_cloud(500))
    names = ((table.segments[3].identity, "Our darlings"),)
    named = finished(table, StabilityTable(), Segmentation(names=names))
    kept = freeze(scored, named)
    assert kept is not None
    elsewhere = Segmentation(kept=kept, names_language=GERMAN)
    found = finished(
        segment(scored, USUAL, elsewhere, Progress()), StabilityTable(), elsewhere
    ).segments
    assert found[3].name == "Our darlings"
    assert [one.name for one in found if one.code != 4] == [
        one.made_names[1] for one in named.segments if one.code != 4
    ]
    assert [one.made_names for one in found] == [one.made_names for one in named.segments]
    assert kept_names(elsewhere) == tuple(one.name for one in found)
    renamed = replace(elsewhere, names=((table.segments[3].identity, "Stars"),))
    assert kept_names(renamed)[3] == "Stars"
    assert kept_names(Segmentation()) == ()


def test_a_made_name_that_was_numbered_beside_the_users_own_is_made_anew(
    table: SegmentTable, make_scored: Score, one_cloud: Base
) -> None:
    names = ((table.segments[6].identity, table.segments[1].name),)
    named = finished(table, StabilityTable(), Segmentation(names=names))
    assert named.segments[1].name == f"{table.segments[1].name} 2"
    kept = freeze(make_scored(one_cloud(500)), named)
    found = kept_names(Segmentation(kept=kept, names_language=GERMAN))
    assert found[1] == named.segments[1].made_names[1]
    assert found[6] == table.segments[1].name
