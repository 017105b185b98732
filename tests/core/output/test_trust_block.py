from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.output.contents import PlanContents
from core.output.workbook import write_plan
from core.progress import Progress
from core.settings.model import Range
from core.tables.profile import Profile, Trait
from core.tables.trust import Approach, Rule, Stability

Make = Callable[..., PlanContents]
RULE = Rule((Range("satisfaction", least=6.0),), 0.9, 0.8, "satisfaction at least 6")
HOLDS = Stability(0.83, "solid", 0.9, (2, 3))
TRAIT = Trait("visits", "", 0.5, 0.4, 0.6, (1, 2, 3), (0, 1, 2), defines=False, words="=Visits.")


def trusted(contents: PlanContents) -> PlanContents:
    """Give every segment a rule, a stability and a trait, but leave the last one silent."""
    segments = tuple(replace(one, rule=RULE, stability=HOLDS) for one in contents.segments.segments)
    profiles = tuple(
        Profile(one.code, () if one.code == 9 else (TRAIT,) * 5, 7, "Too few." * (one.code == 9))
        for one in segments
    )
    approach: Approach = replace(contents.segments.approach, reason="Best fit took it.")
    table = replace(contents.segments, segments=segments, approach=approach)
    return replace(contents, segments=table, profiles=profiles)


@pytest.fixture
def sheet(make_contents: Make, tmp_path: Path) -> Iterator[Worksheet]:
    path = tmp_path / "plan.xlsx"
    write_plan(path, trusted(make_contents(180)), Progress())
    book = openpyxl.load_workbook(path)
    yield book["Segments"]
    book.close()


def rows_of(sheet: Worksheet) -> list[list[object]]:
    return [[cell for cell in row if cell is not None] for row in sheet.values]


def test_stability_and_rule_stand_below_the_segments(sheet: Worksheet) -> None:
    rows = rows_of(sheet)
    (start,) = [place for place, row in enumerate(rows) if row and "relied" in str(row[0])]
    body = rows[start + 3 : start + 12]
    assert [row[0] for row in body] == list(range(1, 10))
    assert all(row[2:] == [0.83, "solid", "Satisfaction at least 6", 0.9, 0.8] for row in body)


def test_what_sets_a_segment_apart_is_told_in_up_to_three_sentences(sheet: Worksheet) -> None:
    rows = rows_of(sheet)
    (start,) = [place for place, row in enumerate(rows) if row == ["What sets each segment apart"]]
    told = rows[start + 2 :]
    assert len(told) == 8 * 3 + 1
    assert told[0][2:] == ["=Visits."]  # text stays text, whatever it begins with
    assert told[1] == ["=Visits."]
    assert told[-1][2:] == ["Too few."]


def test_a_segment_that_was_not_tested_leaves_its_cells_empty(
    make_contents: Make, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, make_contents(180), Progress())
    book = openpyxl.load_workbook(path)
    rows = rows_of(book["Segments"])
    (start,) = [place for place, row in enumerate(rows) if row and "relied" in str(row[0])]
    assert all(len(row) == 2 for row in rows[start + 3 : start + 12])
    assert ["What sets each segment apart"] not in rows
    book.close()


def test_the_method_is_explained_on_the_last_sheet(make_contents: Make, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, trusted(make_contents(180)), Progress())
    book = openpyxl.load_workbook(path)
    rows = rows_of(book["Method & assumptions"])
    assert ["Why this method", "Best fit took it."] in rows
    assert ["Method", "percentile ranks with k-means, 20 starts"] in rows
    book.close()
