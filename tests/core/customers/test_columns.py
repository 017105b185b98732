import pandas as pd

from core.customers.columns import columns_of
from core.customers.roster import Roster
from core.customers.titles import FOUND
from core.pipeline import Outcome
from core.steps import sources_of
from core.tables.customers import CustomerTable, Measure
from core.tables.listing import CellKind

USUAL = [
    "customer",
    "name",
    "segment",
    "axis satisfaction",
    "axis cost_to_serve",
    "axis lifetime_value",
    "profit",
    "tier",
    "lifecycle",
    "action",
    "gain",
    "plan",
]


def test_everything_known_has_a_column_and_the_usual_ones_come_first(roster: Roster) -> None:
    keys = list(roster.columns)
    assert keys[: len(USUAL)] == USUAL
    assert [key for key in keys if roster.columns[key].shown.usual] == USUAL
    assert {"confidence", "second", "measure Region", "measure last_order"} < set(keys)
    assert "measure Score" not in keys  # the axis shows it


def test_every_title_of_what_the_program_finds_is_kept_for_it(roster: Roster) -> None:
    known = {"customer", "name", "profit"}
    found = {
        column.shown.title
        for key, column in roster.columns.items()
        if not column.whose and key not in known
    }
    assert found == set(FOUND)


def test_fewer_results_make_fewer_columns(outcome: Outcome) -> None:
    sources = sources_of(outcome.results, outcome.settings)
    early = {"customers": outcome.results["customers"]}
    assert list(columns_of(early, sources))[:2] == ["customer", "name"]
    scored = early | {"scored": outcome.results["scored"]}
    assert "axis satisfaction" in columns_of(scored, sources)
    assert "segment" not in columns_of(scored, sources)


def test_profit_has_a_column_of_its_own_as_soon_as_it_is_a_measure() -> None:
    table = pd.DataFrame({"profit": [1.5, -2.0]}, index=pd.Index(["a", "b"], dtype="str"))
    measures = (Measure("profit", "orders.csv", "Margin less cost.", numeric=True),)
    columns = columns_of({"customers": CustomerTable(table, measures, (), ())}, ())
    assert list(columns) == ["customer", "profit"]
    assert columns["profit"].shown.usual
    assert columns["profit"].shown.kind is CellKind.NUMBER


def test_text_may_be_kept_as_categories_and_yes_or_no_is_text() -> None:
    cells = {"Region": pd.Categorical(["N", None]), "Active": pd.array([True, None], "boolean")}
    table = pd.DataFrame(cells, index=pd.Index(["a", "b"], dtype="str"))
    measures = tuple(Measure(name, "x", "", numeric=False) for name in cells)
    roster = Roster({"customers": CustomerTable(table, measures, (), ())}, ())
    assert roster.cells("measure Region").tolist() == ["N", ""]
    assert list(map(str, roster.cells("measure Active"))) == ["True", ""]


def test_the_kinds_follow_from_the_cells(roster: Roster) -> None:
    kinds = {key: column.shown.kind for key, column in roster.columns.items()}
    assert kinds["name"] is CellKind.TEXT
    assert kinds["segment"] is CellKind.WORD
    assert kinds["axis lifetime_value"] is CellKind.NUMBER
    assert kinds["measure Customer since"] is CellKind.DATE
