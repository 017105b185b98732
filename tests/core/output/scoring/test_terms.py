import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.output.scoring.terms import (
    Term,
    column,
    double,
    in_single,
    least,
    minus,
    named,
    number,
    rounded,
    rounded_off,
    rows,
    selected,
    times,
)

CONNECTION = duckdb.connect()


def worked_out(term: Term, **columns: list[float]) -> list[float]:
    query = selected(named({"found": term}), "given").sql(dialect="duckdb")
    CONNECTION.register("given", pd.DataFrame(columns))
    return [row[0] for row in CONNECTION.execute(query).fetchall()]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_to_the_last_digit(value: float) -> None:
    assert worked_out(double(number(value)), x=[0.0]) == [value]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=50), st.sampled_from([0, 6]))
def test_rounding_is_that_of_numpy(values: list[float], digits: int) -> None:
    assert worked_out(rounded(column("x"), digits), x=values) == np.round(values, digits).tolist()


@given(st.lists(st.floats(0, 1e30), min_size=1, max_size=50))
def test_rounding_off_is_that_of_numpy_however_large(values: list[float]) -> None:
    assert worked_out(rounded_off(column("x"), 12), x=values) == np.round(values, 12).tolist()


@given(
    st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=50), st.sampled_from([1e6, 4.0])
)
def test_a_number_in_single_precision_is_that_of_numpy(parts: list[int], unit: float) -> None:
    values = np.array(parts) / unit
    expected = values.astype(np.float32).astype(np.float64)
    assert worked_out(in_single(column("x")), x=values.tolist()) == expected.tolist()


def test_halves_go_to_the_even_number() -> None:
    assert worked_out(rounded(column("x")), x=[0.5, 1.5, 2.5, -0.5, -1.5]) == [0, 2, 2, 0, -2]


def test_of_equally_near_ones_the_first_is_the_least() -> None:
    near = {code: column(name) for code, name in ((1, "a"), (2, "b"), (3, "c"))}
    found = worked_out(least(near), a=[2.0, 1.0, 3.0], b=[1.0, 1.0, 3.0], c=[1.0, 2.0, 2.0])
    assert found == [2, 1, 3]


def test_nothing_is_the_least_that_is_not_below_the_limit() -> None:
    near = {4: column("a"), 7: column("b")}
    found = worked_out(least(near, column("x")), a=[2.0, 1.0], b=[3.0, 0.5], x=[2.0, 9.0])
    assert found == [0, 7]


def test_what_is_worked_out_first_stands_in_parentheses() -> None:
    product = times(number(2.0), column("x"))
    assert worked_out(times(product, minus(column("x"), number(1.0))), x=[3.0]) == [12.0]


@pytest.mark.parametrize("value", [0.1, 1e-300, 1.7976931348623157e308, -2.5, 3.0])
def test_small_tables_keep_every_digit(value: float) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(rows({"v": "DOUBLE", "k": "INT"}, [(value, 4)]).sql("duckdb"))
        assert found.fetchall() == [(value, 4)]
