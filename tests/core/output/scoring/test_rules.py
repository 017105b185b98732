from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest

from core.actions.conditions import true_of
from core.actions.eligibility import Customers
from core.output.scoring.dialects import written
from core.output.scoring.freezing import rule_of
from core.output.scoring.rules import holds
from core.output.scoring.terms import flag, named, selected
from core.settings import Comparison, Condition
from tests.engines.cases import Case

SEEN = pd.DataFrame(
    {
        "Town": ["Köln", "KÖLN ", "Gießen", "New  York", None],
        "Empty": [None] * 5,
        "Day": pd.to_datetime(["2025-01-01", None, "2025-02-03", "2025-02-03", "2025-03-01"]),
        "Calls": [1.0, 2.5, np.nan, 3.0, -4.0],
    }
)
NEW = pd.DataFrame(
    {
        "Town": ["köln\t", "GIESSEN", "new york", "NEW \u00a0YORK", "Rom"],
        "Empty": ["x", None, "Y", None, "z"],
        "Day": pd.to_datetime(["2025-04-01", "2025-01-01", None, "2024-12-31", "2025-04-01"]),
        "Calls": [2.5, np.nan, 7.0, 1.0, 0.0],
    }
)


@pytest.fixture(scope="module")
def known(made_cases: list[Case]) -> Customers:
    return made_cases[0].known


@pytest.mark.parametrize("rows", [SEEN, NEW], ids=["seen", "new"])
@pytest.mark.parametrize(
    "condition",
    [
        Condition("Town", Comparison.IS, "köln"),
        Condition("Town", Comparison.IS_NOT, "Köln"),
        Condition("Town", Comparison.ONE_OF, "giessen; NEW YORK;"),
        Condition("Town", Comparison.ONE_OF, "rom; Gießen"),
        Condition("Town", Comparison.IS_NOT, "Rom"),
        Condition("Town", Comparison.IS, ""),
        Condition("Town", Comparison.KNOWN),
        Condition("Empty", Comparison.IS_NOT, "y"),
        Condition("Empty", Comparison.UNKNOWN),
        Condition("Day", Comparison.ONE_OF, "2025-02-03; 2025-04-01"),
        Condition("Day", Comparison.IS_NOT, "2025-4-1"),
        Condition("Day", Comparison.AT_LEAST, "2025-02-03"),
        Condition("Calls", Comparison.ONE_OF, "2.5; 7; nan; inf; many"),
        Condition("Calls", Comparison.AT_MOST, "2.5"),
        Condition("Calls", Comparison.IS_NOT, "7"),
    ],
    ids=lambda one: f"{one.column} {one.test} {one.value}",
)
def test_a_rule_holds_where_the_condition_is_true_of_customers_new_and_old(
    condition: Condition, rows: pd.DataFrame, known: Customers
) -> None:
    seen = replace(known, table=replace(known.table, table=SEEN))
    rule = rule_of(condition, seen, "a rule")
    query = written(selected(named({"found": flag(holds(rule))}), "given"), "duckdb")
    with duckdb.connect() as connection:
        connection.register("given", rows)
        found = connection.execute(query).df()["found"].tolist()
    assert found == true_of(condition, rows, known.segments, "a rule").astype(int).tolist()
