import duckdb
import numpy as np
import pandas as pd
import pytest

from core.output.scoring.formulas import formula_term
from core.output.scoring.terms import named, selected
from core.segments.formula import evaluate

TABLE = pd.DataFrame(
    {
        "Refunds": [1.0, 0.0, np.nan, -3.5, 1e9],
        "Total Calls": [4, 0, 2, 7, 1],
        'odd "name" [x]': [0.1, 0.2, 0.3, np.nan, -7.0],
    }
)


@pytest.mark.parametrize(
    "formula",
    [
        "Refunds",
        "2 * (Refunds + Total Calls) - 3",
        "Refunds - (Total Calls - 1)",
        "Refunds / Total Calls / 3",
        "-Refunds * -2",
        "log(Refunds) + log(Total Calls)",
        'min(Refunds, Total Calls, 2) / max([odd "name" [x]]], 0.15)',
        'abs([odd "name" [x]]] - 1) * 1e3',
        "1 / 3 * Total Calls",
    ],
)
def test_a_formula_gives_what_it_gives_in_the_program(formula: str) -> None:
    names = tuple(map(str, TABLE.columns))
    query = selected(named({"found": formula_term(formula, names)}), "given").sql("duckdb")
    with duckdb.connect() as connection:
        connection.register("given", TABLE)
        found = connection.execute(query).df()["found"].to_numpy(dtype=np.float64)
    expected = evaluate(formula, TABLE)
    assert np.array_equal(np.isnan(found), np.isnan(expected))
    assert np.allclose(found, expected, rtol=1e-15, atol=0, equal_nan=True)
