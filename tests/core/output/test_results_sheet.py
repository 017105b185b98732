from dataclasses import replace

import numpy as np
from openpyxl import Workbook

from core.output.page import Page
from core.output.results_sheet import draw_results
from core.progress import Progress
from core.results.effects import measure
from core.results.plan import measure_plan
from core.results.sample import Trial
from core.tables.periods import ResultTable
from core.tables.results import (
    Check,
    Earned,
    Estimate,
    Outcome,
    Scale,
    SegmentEffect,
    Verdict,
)
from tests.core.results.worlds import first_year, measured_of

EFFECT = measure(
    Trial(
        action="call",
        title="Call",
        against="for those held out",
        treated=np.arange(400) % 4 > 0,
        baseline=np.empty((400, 0)),
        groups=None,
        cost=2.0,
        checks=(),
    ),
    Outcome("profit", "Profit", Scale.MONEY),
    np.arange(400) % 7 + 5.0 * (np.arange(400) % 4 > 0),
)


def drawn(table: ResultTable) -> list[list[object]]:
    page = Page(Workbook(), "Results")
    draw_results(page, table, first_year(60).segments.segments)
    return [[cell.value for cell in row] for row in page.sheet.iter_rows()]


def bare() -> ResultTable:
    world = first_year(60)
    return measure_plan(world.earlier, measured_of(world.groups, 2), [], {}, Progress())


def test_without_any_effect_the_sheet_says_so_and_still_has_the_measures() -> None:
    texts = [cell for row in drawn(bare()) for cell in row if isinstance(cell, str)]
    assert "No effect in money could be measured." in texts
    assert "Satisfaction" in texts
    assert not any(text.startswith("By segment") for text in texts)


def test_segments_are_drawn_where_there_are_enough_customers() -> None:
    found = SegmentEffect(2, 900, 600, Estimate("", 8.0, 6.0, 10.0, 1.0, 1e-9), 7.5, 1e-8, 1e-8)
    table = replace(bare(), effects=(replace(EFFECT, segments=(found,)),))
    texts = [cell for row in drawn(table) for cell in row]
    assert any(str(text).startswith("By segment") for text in texts)
    assert 7.5 in texts


def test_what_is_not_fair_stays_so_whatever_the_cost() -> None:
    failed = Check("balance", passed=False, p=0.0, told="They were not alike.")
    unfair = replace(EFFECT, verdict=Verdict.UNFAIR, checks=(failed,))
    assert unfair.earnings is not None
    unfair = replace(unfair, earnings=replace(unfair.earnings, earned=Earned.OPEN))
    rows = drawn(replace(bare(), effects=(unfair,)))
    assert rows[5][12] == '="Cannot tell yet"'
