from contextlib import suppress

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.segments.formula import columns_of, evaluate, evaluate_with_notes
from core.segments.formula_syntax import written

TABLE = pd.DataFrame(
    {
        "Total": [1.0, 2.0, np.nan],
        "Total Refunds": [10.0, 20.0, 30.0],
        "Total Extra Data Charges": [1.0, 0.0, 4.0],
        "Calls (net)": [3.0, 3.0, 3.0],
        "a-b": [7.0, 8.0, 9.0],
        "2024": [5.0, 5.0, 5.0],
        "odd]name": [1.0, 1.0, 1.0],
        "Contract": ["Yearly", "Monthly", None],
    },
    index=pd.Index(["c1", "c2", "c3"], name="customer_id"),
)
NAMES = tuple(TABLE.columns)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Total Refunds + 2 * Total Extra Data Charges", [12, 20, 38]),
        ("total refunds", [10, 20, 30]),
        ("[Total Refunds]/2", [5, 10, 15]),
        ("-Total Refunds + 1", [-9, -19, -29]),
        ("2 - 3 - Total Refunds", [-11, -21, -31]),
        ("(2 - 3) * Total Refunds", [-10, -20, -30]),
        ("100 / Total Refunds / 2", [5, 2.5, 100 / 60]),
        ("Calls (net) * (1 + 1)", [6, 6, 6]),
        ("a-b", [7, 8, 9]),
        ("a-b - [a-b]", [0, 0, 0]),
        ("2024 * Total Refunds", [20240, 40480, 60720]),
        ("[2024] * Total Refunds", [50, 100, 150]),
        ("2024", [5, 5, 5]),
        ("[odd]]name]", [1, 1, 1]),
        ("max(Total Refunds, 15, a-b)", [15, 20, 30]),
        ("abs(a-b - 8)", [1, 0, 1]),
        ("Total + Total Refunds", [11, 22, np.nan]),
        ("Total Refunds × 2 − 1", [19, 39, 59]),
        ("1e1 * Calls (net)", [30, 30, 30]),
    ],
)
def test_a_formula_is_worked_out_for_every_customer(formula: str, expected: list[float]) -> None:
    assert evaluate(formula, TABLE) == pytest.approx(expected, nan_ok=True)


def test_the_columns_of_a_formula_come_once_each_in_order() -> None:
    assert columns_of("a-b + Total * a-b", NAMES) == ("a-b", "Total")


def test_division_by_zero_is_missing_and_counted() -> None:
    values, notes = evaluate_with_notes("Total Refunds / Total Extra Data Charges", TABLE)
    assert values == pytest.approx([10, np.nan, 7.5], nan_ok=True)
    assert notes == ("The formula divides by 0 for 1 customer, who has no value for that reason.",)


def test_the_logarithm_of_zero_is_missing_and_counted() -> None:
    values, notes = evaluate_with_notes("log(Total Extra Data Charges)", TABLE)
    assert values == pytest.approx([0, np.nan, np.log(4)], nan_ok=True)
    assert len(notes) == 1


def test_an_unknown_column_brings_a_suggestion() -> None:
    with pytest.raises(UserError) as problem:
        columns_of("Refunds + 2 * Cals", ("Refunds", "Calls"))
    assert problem.value.message == (
        "‘Refunds + 2 * Cals’: there is no column Cals. Did you mean Calls?"
    )
    assert problem.value.hint == "Write Calls instead."


def test_a_misspelt_longer_name_is_not_taken_for_its_beginning() -> None:
    with pytest.raises(UserError, match=r"no column Total Refnds\. Did you mean Total Refunds"):
        columns_of("Total Refnds * 2", NAMES)


def test_an_unknown_column_without_likeness_lists_the_columns() -> None:
    with pytest.raises(UserError) as problem:
        columns_of("Zebra", ("Refunds", "Calls"))
    assert problem.value.hint == "The columns are Refunds, Calls."


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        ("", "is empty"),
        ("Total +", "ends where a column or a number should follow"),
        ("(Total", "lacks a closing parenthesis"),
        ("Total)", "character 6"),
        ("Total ** 2", "character 8"),
        ("Total 2", "character 7"),
        ("[Total", "lacks a closing square bracket"),
        ("abs(Total, 1)", "it takes one value"),
        ("min(Total)", "it takes 2 to 9 values"),
        ("2 + 2", "names no column"),
        ("(" * 200 + "Total" + ")" * 200, "nested"),
        ("Total + " * 1000 + "1", "longer than"),
        ("__import__('os')", "there is no column __import__"),
    ],
)
def test_wrong_syntax_is_told_with_its_place(formula: str, what: str) -> None:
    with pytest.raises(UserError, match=what.replace("(", r"\(").replace("+", r"\+")):
        columns_of(formula, NAMES)


def test_names_that_differ_in_capitals_only_must_be_written_exactly() -> None:
    assert columns_of("calls", ("Calls", "calls")) == ("calls",)
    assert columns_of("1 * Calls", ("Calls", "calls")) == ("Calls",)
    with pytest.raises(UserError, match="could be Calls or calls"):
        columns_of("CALLS", ("Calls", "calls"))


def test_a_text_column_is_refused_with_its_first_value() -> None:
    with pytest.raises(UserError) as problem:
        evaluate("Contract", TABLE)
    assert problem.value.message == (
        "The column Contract has 2 values that are not a number, the first ‘Yearly’."
    )


def test_numbers_kept_as_text_are_not_taken_for_numbers() -> None:
    table = pd.DataFrame({"Code": ["007", "008"]})
    with pytest.raises(UserError, match="kept as text, such as ‘007’"):
        evaluate("Code", table)


def test_dates_are_refused() -> None:
    table = pd.DataFrame({"Day": pd.to_datetime(["2026-01-01", "2026-01-02"])})
    with pytest.raises(UserError, match="holds dates"):
        evaluate("Day", table)


@given(st.lists(st.text(min_size=1), min_size=1, unique=True))
def test_every_column_can_be_written_whatever_its_name(names: list[str]) -> None:
    for name in names:
        assert columns_of(written(name, tuple(names)), tuple(names)) == (name,)


@given(st.text(max_size=40))
def test_any_text_is_a_formula_or_a_problem_that_can_be_fixed(text: str) -> None:
    with suppress(UserError):
        assert len(evaluate(text, TABLE)) == len(TABLE)
