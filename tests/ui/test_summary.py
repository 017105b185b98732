from dataclasses import replace

import pytest

from core.answers import Analysis
from core.requests import Analyse
from core.tables.plan import Possible, Reached, Takes
from core.tables.sources import Receipt
from ui.engine_client import EngineClient, ask
from ui.starting import default_settings, sample_sources
from ui.summary import summary


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    client = EngineClient()
    try:
        settings = replace(default_settings(), sources=sample_sources())
        found = ask(client, Analyse(settings), lambda _label, _share: None)
    finally:
        client.close()
    assert isinstance(found, Analysis)
    return found


def test_every_segment_has_a_line_and_the_plan_follows(analysis: Analysis) -> None:
    assert analysis.segments is not None
    assert analysis.plan is not None
    lines = summary(analysis).splitlines()
    assert lines[0].startswith(f"{analysis.segments.customers:,} customers")
    assert analysis.axes is not None
    first = 3 + len(analysis.axes.axes)
    assert "proposed" in lines[1]
    assert lines[2].strip().startswith("satisfaction = ")
    for line, segment in zip(lines[first:], analysis.segments.segments, strict=False):
        assert f"{segment.name}" in line
        assert f": {segment.customers:,};" in line
        assert segment.stability is not None
        assert f"; {segment.stability.words}; " in line
    assert lines[first - 1] == "Segments, by percentile ranks with k-means:"
    assert f"The plan: {analysis.plan.assignments:,} customers" in summary(analysis)


def test_what_the_window_says_of_the_data_is_told_too(analysis: Analysis) -> None:
    assert analysis.customers is not None
    told = "2 rows of b.csv stand in a.csv as well, word for word; they count once."
    customers = replace(analysis.customers, notes=(told,))
    assert told in summary(replace(analysis, customers=customers)).splitlines()


def test_rows_and_customers_that_are_not_used_are_told(analysis: Analysis) -> None:
    assert analysis.customers is not None
    first, join = analysis.sources[0], analysis.customers.joins[0]
    assert first is not None
    receipt = Receipt(
        "a.csv", rows_in=10, header=1, accepted=6, waiting=0, rejected=2, blank=0, totals=1
    )
    changed = replace(
        analysis,
        sources=(replace(first, receipt=receipt),),
        customers=replace(
            analysis.customers,
            joins=(replace(join, source="b.csv", left_out=3, examples=("C7", "C8", "C9")),),
        ),
    )
    told = summary(changed).splitlines()[-3:]
    assert told == [
        "Not used: 2 of 10 rows of a.csv, set aside; inspect names them.",
        "Not used: 1 of 10 rows of a.csv, taken for totals.",
        "Not used: 3 customers of b.csv, whom no profile names, such as C7.",
    ]


def test_what_the_objectives_take_is_told_where_they_are_short(analysis: Analysis) -> None:
    assert analysis.plan is not None
    short = Reached("satisfaction", 2.0, relative=False, today=6.1, reached=0.21, met=False)
    cost = Reached("cost_to_serve", -20.0, relative=True, today=36.0, reached=-12.0, met=False)
    wanted = replace(analysis, plan=replace(analysis.plan, objectives=(short, cost)))
    each = (
        Possible(
            "satisfaction", 2.0, relative=False, most=0.24, most_in_budget=0.2, least_cost=None
        ),
        Possible(
            "cost_to_serve", -20.0, relative=True, most=-25, most_in_budget=-25, least_cost=9.0
        ),
    )
    refused = Takes(None, 0.0, missed=0.88, missed_in_budget=0.9, each=each, breaks_first=0)
    lines = summary(wanted, refused).splitlines()
    assert "Objective satisfaction +2: +0.21, short." in lines
    assert "No plan reaches satisfaction +2, whatever it spends: +0.24 is the most." in lines
    assert "Of all 2 objectives together 12 % can be reached, whatever is spent." in lines
    dear = Takes(1234.5, 10.0, missed=0.0, missed_in_budget=0.1, each=each, breaks_first=None)
    assert "To reach all 2 objectives takes 1,234.50." in summary(wanted, dear)
    assert "To reach" not in summary(analysis, None)
