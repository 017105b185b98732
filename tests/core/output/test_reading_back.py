from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.actions.changed import taken
from core.errors import UserError
from core.output.contents import PlanContents
from core.output.reading_back import changes_in
from core.output.workbook import write_plan
from core.progress import Progress

Make = Callable[..., PlanContents]


def cell_of(path: Path, key: str, column: str) -> str:
    sheet = load_workbook(path)["Assumptions"]
    row = next(cell.row for cell in sheet["A"] if cell.value == key)
    return f"{column}{row}"


def edited(path: Path, *cells: tuple[str, str, object]) -> None:
    book = load_workbook(path)
    for key, column, value in cells:
        book["Assumptions"][cell_of(path, key, column)] = value
    book.save(path)


@pytest.fixture
def written(make_contents: Make, tmp_path: Path) -> tuple[Path, PlanContents]:
    contents = make_contents(60, budget=900.0)
    path = tmp_path / "plan.xlsx"
    write_plan(path, contents, Progress())
    return path, contents


def test_an_untouched_workbook_changes_nothing(written: tuple[Path, PlanContents]) -> None:
    path, contents = written
    assert changes_in(path, contents.settings) == ()


def test_what_was_changed_is_shown_and_can_be_taken(written: tuple[Path, PlanContents]) -> None:
    path, contents = written
    edited(
        path,
        ("cocooning", "C", 9.5),
        ("cocooning", "E", 0.35),
        ("budget", "C", None),
        ("hold_out", "C", 0.2),
        ("horizon_months", "C", 24),
        ("drift", "C", 0.05),
        ("capacity calls", "C", 120),
    )
    changes = changes_in(path, contents.settings)
    told = [(one.what, one.before, one.after) for one in changes]
    assert told == [
        ("Cocooning: cost each", "12.35", "9.5"),
        ("Cocooning: works for, likely", "30 %", "35 %"),
        ("Budget", "900", "no limit"),
        ("Held out to measure effects", "10 %", "20 %"),
        ("Months counted", "36", "24"),
        ("Customers who change segment in a year by themselves", "15 %", "5 %"),
        ("Capacity: calls", "90", "120"),
    ]
    settings = taken(contents.settings, changes)
    cocooning = settings.catalogue[0]
    assert (cocooning.unit_cost, cocooning.success) == (9.5, 0.35)
    assert settings.catalogue[1:] == contents.settings.catalogue[1:]
    assert (settings.plan.budget, settings.plan.hold_out) == (None, 0.2)
    assert settings.plan.capacities == (("calls", 120.0),)
    assert (settings.economics.horizon_months, settings.moves.drift) == (24, 0.05)


def test_a_change_may_be_left(written: tuple[Path, PlanContents]) -> None:
    path, contents = written
    edited(path, ("cocooning", "C", 9.5), ("upsell", "C", 7.0))
    first, second = changes_in(path, contents.settings)
    settings = taken(contents.settings, (second,))
    assert settings.catalogue[0] == contents.settings.catalogue[0]
    assert settings.catalogue[1].unit_cost == 7.0
    assert first.owner == "cocooning"


@pytest.mark.parametrize(
    ("key", "column", "value", "told"),
    [
        ("cocooning", "C", "a lot", "holds ‘a lot’; a number has to stand there"),
        ("cocooning", "C", None, "is empty"),
        ("cocooning", "C", -1, "‘unit_cost’ has to be a number above 0"),
        ("cocooning", "E", 1.2, "has to be from 0 % to 100 %"),
        ("cocooning", "D", 0.9, "‘success_low’ is 0.9"),
        ("horizon_months", "C", 1.5, "has to be a whole number"),
    ],
)
def test_what_cannot_be_taken_names_the_cell(
    written: tuple[Path, PlanContents], key: str, column: str, value: object, told: str
) -> None:
    path, contents = written
    edited(path, (key, column, value))
    with pytest.raises(UserError) as problem:
        changes_in(path, contents.settings)
    assert told in problem.value.message
    assert "read it back again" in problem.value.hint


def test_an_action_that_is_gone_stays_as_it_is(written: tuple[Path, PlanContents]) -> None:
    path, contents = written
    edited(path, ("cocooning", "A", "another"))
    assert changes_in(path, contents.settings) == ()
    other = replace(contents.settings, catalogue=contents.settings.catalogue[:1])
    assert changes_in(path, other) == ()
