from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.output.scoring.dialects import written
from core.output.scoring.order_columns import OrderColumns
from core.output.scoring.orders import orders_query
from core.value.evidence.orders import OrderLines
from core.value.evidence.purchases import purchases_in
from core.value.sums import exact_sums
from tests.engines import company, heavy

COLUMNS = OrderColumns("who", "day", "paid")


def added_up(orders: pd.DataFrame, query: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        connection.register("orders", orders)
        return connection.execute(query).df()


@pytest.mark.parametrize("last", ["", "2023-05-31"])
def test_orders_add_up_to_the_customers_of_the_program(tmp_path: Path, last: str) -> None:
    rows = company.orders(400)
    rows.to_csv(tmp_path / "orders.csv", index=False)
    made = heavy.heavy(tmp_path / "orders.csv", rows, last)
    assert bool((made.expected["orders"] == 0).any()) == bool(last)
    found = added_up(rows, written(made.query, "duckdb"))
    assert heavy.differences(made.expected, found) == 0


lines = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([-30, -20, -10, -5, 0, 5, 10, 20, 30])),
    min_size=1,
    max_size=25,
)


@settings(max_examples=25)
@given(lines)
def test_refunds_are_taken_off_as_in_the_program(given_lines: list[tuple[int, int]]) -> None:
    days = np.array([day for day, _ in given_lines], dtype=np.int32)
    paid = np.array([amount for _, amount in given_lines], dtype=np.float64)
    nobody = np.zeros(len(days), dtype=np.int32)
    purchases, _ = purchases_in(OrderLines(nobody, days, paid, paid))
    dates = days.astype("datetime64[D]").astype("datetime64[s]")
    orders = pd.DataFrame({"who": "A", "day": dates, "paid": paid})
    found = added_up(orders, written(orders_query(COLUMNS, "orders", ""), "duckdb")).iloc[0]
    assert found["purchases"] == len(purchases)
    if len(purchases):
        each = purchases.amounts.sum() / len(purchases)
        assert found["amount_per_purchase"] == each
        assert found["days_as_customer"] == int(days.max()) - int(purchases.days[0])


def test_a_quantity_and_a_price_stand_in_for_the_amount() -> None:
    orders = pd.DataFrame(
        {"who": ["A", "A"], "day": ["2025-01-02"] * 2, "n": [3, 1], "p": [1.1, 5]}
    )
    columns = OrderColumns("who", "day", quantity="n", price="p")
    found = added_up(orders, written(orders_query(columns, "orders", "2025-01-10"), "duckdb"))
    assert found["revenue"].tolist() == [8.3]
    assert found["days_since_purchase"].tolist() == [8]


def test_whoever_orders_only_later_is_there_without_an_order() -> None:
    orders = pd.DataFrame({"who": ["A", "B"], "day": ["2025-01-02", "2025-03-01"], "paid": [1, 2]})
    query = orders_query(replace(COLUMNS, margin="paid"), "orders", "2025-02-01")
    found = added_up(orders, written(query, "duckdb")).set_index("customer_id").loc["B"]
    assert (found["orders"], found["revenue"], found["margin"], found["purchases"]) == (0, 0, 0, 0)
    assert pd.isna(found["first_order"])
    assert pd.isna(found["days_since_purchase"])


def test_ids_are_the_same_without_white_space_and_however_their_accents_are_stored() -> None:
    who = ["b", "b\t", "\u00a0b", "B", "e\u0301", "\u00e9", "x y", "x\ty", "\u2003", None]
    orders = pd.DataFrame({"who": who, "day": "2025-01-02", "paid": 1.0})
    found = added_up(orders, written(orders_query(COLUMNS, "orders", ""), "duckdb"))
    counts = dict(zip(found["customer_id"], found["orders"], strict=True))
    assert counts == {"b": 3, "B": 1, "\u00e9": 2, "x y": 1, "x\ty": 1}


def test_rows_of_nobody_do_not_make_the_last_day() -> None:
    orders = pd.DataFrame(
        {"who": ["A", " "], "day": ["2025-01-02", "2025-01-09"], "paid": [1.0, 1.0]}
    )
    found = added_up(orders, written(orders_query(COLUMNS, "orders", ""), "duckdb"))
    assert found["days_since_purchase"].tolist() == [0]


def test_amounts_keep_eight_decimals() -> None:
    orders = pd.DataFrame(
        {"who": "A", "day": ["2025-01-02", "2025-01-03"], "paid": [10.12345678, 20.00004901]}
    )
    found = added_up(orders, written(orders_query(COLUMNS, "orders", ""), "duckdb"))
    assert found["revenue"].tolist() == [30.12350579]
    assert found["amount_per_purchase"].tolist() == [30.12350579 / 2]


def test_a_product_is_rounded_as_in_the_program() -> None:
    numbers, prices = np.array([3.0, 1.0, 5.0]), np.array([0.33335, 0.00005, 0.00025])
    orders = pd.DataFrame({"who": "A", "day": "2025-01-02", "n": numbers, "p": prices})
    columns = OrderColumns("who", "day", quantity="n", price="p")
    found = added_up(orders, written(orders_query(columns, "orders", ""), "duckdb"))
    expected = exact_sums(np.zeros(3, int), np.round(numbers * prices, 4), 1)
    assert found["revenue"].tolist() == expected.tolist()


def test_the_cost_of_one_piece_counts_as_often_as_there_are_pieces() -> None:
    orders = pd.DataFrame({"who": "A", "day": "2025-01-02", "n": [3.0, 1.0], "p": 10.0, "c": 6.0})
    columns = OrderColumns("who", "day", quantity="n", price="p", cost="c", cost_of_each=True)
    found = added_up(orders, written(orders_query(columns, "orders", ""), "duckdb"))
    assert (found["revenue"].tolist(), found["margin"].tolist()) == ([40.0], [16.0])
    whole = replace(columns, cost_of_each=False)
    found = added_up(orders, written(orders_query(whole, "orders", ""), "duckdb"))
    assert found["margin"].tolist() == [28.0]


def test_where_only_margins_are_known_they_are_the_amounts() -> None:
    orders = pd.DataFrame({"who": ["A"], "day": ["2025-01-02"], "m": [4.5]})
    query = orders_query(OrderColumns("who", "day", margin="m"), "orders", "")
    found = added_up(orders, written(query, "duckdb"))
    assert (found["revenue"].tolist(), found["margin"].tolist()) == ([4.5], [4.5])


def test_letters_tell_ids_apart_in_sql_server() -> None:
    text = written(orders_query(COLUMNS, "orders", ""), "tsql")
    assert "COLLATE Latin1_General_100_BIN2_UTF8 AS [customer_id]" in text


def test_what_was_given_back_is_taken_off_as_in_the_program() -> None:
    orders = pd.DataFrame(
        {
            "who": ["A", "A", "B", "B", "C"],
            "day": [f"2025-01-0{n}" for n in range(1, 6)],
            "paid": [10.0, 20.0, 5.0, None, 8.0],
            "cost": [1.0, 2.0, 3.0, None, 4.0],
            "back": [None, 5.0, 5.0, 2.5, -3.0],
        }
    )
    columns = OrderColumns("who", "day", "paid", cost="cost", refund="back")
    found = added_up(orders, written(orders_query(columns, "orders", ""), "duckdb"))
    found = found.set_index("customer_id").sort_index()
    assert found["revenue"].tolist() == [25.0, -2.5, 5.0]
    assert found["margin"].tolist() == [22.0, 0.0, 1.0]
    assert found["orders"].tolist() == [2, 1, 1]


def test_a_table_of_refunds_takes_all_of_them_off() -> None:
    orders = pd.DataFrame({"who": ["A"], "day": ["2025-01-02"], "back": [4.5]})
    query = orders_query(OrderColumns("who", "day", refund="back"), "orders", "")
    assert added_up(orders, written(query, "duckdb"))["revenue"].tolist() == [-4.5]
