"""Projects as earlier formats have written them still open; one file for each format."""

from pathlib import Path

import pytest

from core.project.saving import open_project
from core.project.store import Store
from core.project.upgrades import FORMAT
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
