import numpy as np
import pytest

from core.results.profit import money_of
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Economics
from core.tables.results import Floats, Scale
from tests.core.results.worlds import table_of

AXES = (Axis(SATISFACTION, "s"), Axis(COST_TO_SERVE, "c"), Axis(LIFETIME_VALUE, "v"))
VALUES: Floats = np.array([[5.0, 10.0, 300.0], [4.0, np.nan, 90.0]])


def test_profit_is_the_margin_of_the_period_less_the_cost_to_serve() -> None:
    table = table_of({"margin": np.array([100.0, 30.0]), "cost_to_serve": np.array([10.0, np.nan])})
    found = money_of((table, table), (VALUES, VALUES), AXES, Economics())
    assert found is not None
    assert found.outcome.scale is Scale.MONEY
    assert found.outcome.title == "Profit"
    assert found.after.tolist() == [90.0, 30.0]


def test_revenue_stands_in_where_no_margin_is_known_and_is_called_so() -> None:
    table = table_of({"revenue": np.array([100.0, 30.0])})
    found = money_of((table, table), (VALUES, VALUES), AXES, Economics())
    assert found is not None
    assert found.outcome.title == "Revenue less cost to serve"


def test_both_periods_need_the_column() -> None:
    one, other = table_of({"margin": np.ones(2)}), table_of({"x": np.ones(2)})
    found = money_of((one, other), (VALUES, VALUES), AXES, Economics())
    assert found is not None
    assert found.outcome.title == "Worth"


@pytest.mark.parametrize(("net", "worth"), [(False, 270.0), (True, 300.0)])
def test_worth_over_the_horizon_is_as_gains_are_worked_out(net: bool, worth: float) -> None:
    table = table_of({"x": np.ones(2)})
    economics = Economics(horizon_months=36, cost_months=12, value_is_net=net)
    found = money_of((table, table), (VALUES, VALUES), AXES, economics)
    assert found is not None
    assert found.before[0] == worth
    assert found.outcome.span == "over 36 months"


def test_without_a_value_there_is_no_money() -> None:
    table = table_of({"x": np.ones(2)})
    assert money_of((table, table), (VALUES, VALUES), AXES[:2], Economics()) is None
