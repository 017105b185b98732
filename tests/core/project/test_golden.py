"""Projects as earlier formats have written them still open; one file for each format."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.project.saving import open_project
from core.project.store import Store
from core.project.upgrades import FORMAT
from core.settings import Language, Settings
from core.tables.segments import Segment
from tests.core.project.conftest import Rerun

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_project_of_every_format_opens_with_its_rows_and_decisions(
    other_store: Store, rerun: Rerun, number: int
) -> None:
    contents = open_project(GOLDEN / f"format-{number}.nonagon", "", other_store.pool)
    assert contents.written_as == number
    work = other_store.take(contents)
    assert [change.name for change in work.past] == ["budget"]
    assert work.present.settings.plan.budget == 500.0
    assert work.undone().present.settings.plan.budget is None
    outcome = rerun(other_store, work.present.settings)
    assert outcome.problem is None
    table = outcome.results["source 0"].table
    assert len(table) == 120
    assert table["Name"].tolist()[:2] == ["Ännchen 0", "Ännchen 1"]
    assert table["Satisfaction"].isna().sum() == 5
    assert len(outcome.results["customers"].table) == 120
    assert sum(segment.customers for segment in outcome.results["segments"].segments) == 115


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_the_segments_of_a_project_of_every_format_are_named_in_another_language(
    other_store: Store, rerun: Rerun, number: int
) -> None:
    contents = open_project(GOLDEN / f"format-{number}.nonagon", "", other_store.pool)
    settings = other_store.take(contents).present.settings
    segmentation = replace(settings.segmentation, names_language=Language.GERMAN)
    english = segments_of(other_store, rerun, settings)
    german = segments_of(other_store, rerun, replace(settings, segmentation=segmentation))
    assert [one.identity for one in german] == [one.identity for one in english]
    assert not {one.name for one in german} & {one.name for one in english}
    for there, here in zip(german, english, strict=True):
        assert {there.name, here.name} < set(here.made_names)


def segments_of(store: Store, rerun: Rerun, settings: Settings) -> tuple[Segment, ...]:
    found: tuple[Segment, ...] = rerun(store, settings).results["segments"].segments
    return found


def test_segments_that_were_found_anew_are_kept_with_the_project(
    other_store: Store, rerun: Rerun
) -> None:
    contents = open_project(GOLDEN / "format-2.nonagon", "", other_store.pool)
    settings = other_store.take(contents).present.settings
    outcome = rerun(other_store, settings)
    other_store.hold(outcome.settings, outcome.results)
    kept = other_store[outcome.keys["groups"]]
    assert all(one.naming is not None for one in kept.segments)
