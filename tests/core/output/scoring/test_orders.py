from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.output.scoring.dialects import written
from core.output.scoring.orders import OrderColumns, orders_query
from core.value.evidence.orders import OrderLines
from core.value.evidence.purchases import purchases_in
from tests.engines import company, heavy

COLUMNS = OrderColumns("who", "day", "paid")


def added_up(orders: pd.DataFrame, query: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        connection.register("orders", orders)
        return connection.execute(query).df()


def test_orders_add_up_to_the_customers_of_the_program(tmp_path: Path) -> None:
    rows = company.orders(400)
    rows.to_csv(tmp_path / "orders.csv", index=False)
    made = heavy.heavy(tmp_path / "orders.csv", rows)
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
