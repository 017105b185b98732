import numpy as np
import pytest

from core.settings import Kind, Role, Valuation
from core.tables.customers import Placed
from core.value.evidence.orders import NO_MARGIN, margin_notes, order_lines
from tests.core.value.making import MakeSource, days

ROLES = {
    "id": Role.CUSTOMER,
    "day": Role.DATE,
    "amount": Role.AMOUNT,
    "margin": Role.MARGIN,
    "cost": Role.COST,
    "pieces": Role.QUANTITY,
    "price": Role.PRICE,
    "unit cost": Role.COST,
}


def placed(make_source: MakeSource, **cells: list[float | None]) -> list[Placed]:
    size = len(next(iter(cells.values())))
    columns = {"id": ["a"] * size, "day": days(*["2025-01-01"] * size), **cells}
    source = make_source("o.csv", Kind.ORDERS, columns, ROLES)
    return [Placed(source, np.zeros(size, np.int32), np.zeros(0, np.int32))]


def test_a_quantity_times_a_price_is_what_was_paid(make_source: MakeSource) -> None:
    parts = placed(make_source, pieces=[80995, -80995, 6], price=[2.08, 2.08, 2.55])
    found = order_lines(parts, Valuation())
    assert found.amounts.tolist() == [168469.6, -168469.6, 15.3]


def test_an_amount_less_a_cost_is_the_margin(make_source: MakeSource) -> None:
    found = order_lines(placed(make_source, amount=[10.0, 5.0], cost=[7.0, 6.0]), Valuation())
    assert found.margins.tolist() == [3.0, -1.0]
    assert found.margin_is_known


def test_the_cost_of_one_piece_counts_as_often_as_there_are_pieces_and_that_is_told(
    make_source: MakeSource,
) -> None:
    cells = {"pieces": [3.0, 1.0], "price": [10.0, 5.0], "unit cost": [6.0, 7.0]}
    parts = placed(make_source, **cells)
    found = order_lines(parts, Valuation())
    assert found.margins.tolist() == [12.0, -2.0]
    (note,) = margin_notes(parts, found, Valuation())
    assert note == "‘unit cost’ of o.csv is the cost of one piece and counts times ‘pieces’."


def test_a_cost_of_all_pieces_counts_once_and_is_told(make_source: MakeSource) -> None:
    parts = placed(make_source, pieces=[3.0, 1.0], price=[10.0, 5.0], cost=[18.0, 7.0])
    found = order_lines(parts, Valuation())
    assert found.margins.tolist() == [12.0, -2.0]
    (note,) = margin_notes(parts, found, Valuation())
    assert note == "‘cost’ of o.csv is taken for what each row cost; the rest is margin."


def test_a_cost_beside_the_one_that_counts_is_told(make_source: MakeSource) -> None:
    cells: dict[str, list[float | None]] = {"amount": [30.0], "cost": [18.0], "Freight cost": [2.0]}
    parts = placed(make_source, **cells)
    (note,) = margin_notes(parts, order_lines(parts, Valuation()), Valuation())
    assert "each row cost, without ‘Freight cost’; the rest is margin." in note


def test_a_margin_of_its_own_comes_first(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[10.0], margin=[4.0], cost=[1.0])
    assert order_lines(parts, Valuation()).margins.tolist() == [4.0]


def test_a_rate_fills_in_what_has_no_margin(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[10.0, 10.0], margin=[4.0, None])
    found = order_lines(parts, Valuation(margin_rate=0.25))
    assert found.margins.tolist() == [4.0, 2.5]
    told = margin_notes(parts, found, Valuation(margin_rate=0.25))
    assert told == ["Where an order has no margin, 25 % of its amount is taken."]


def test_without_any_margin_amounts_stand_in_and_that_is_said(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[10.0])
    found = order_lines(parts, Valuation())
    assert not found.margin_is_known
    assert found.margins.tolist() == [10.0]
    assert margin_notes(parts, found, Valuation()) == [NO_MARGIN]


def test_margins_alone_are_amounts_too(make_source: MakeSource) -> None:
    found = order_lines(placed(make_source, margin=[4.0]), Valuation())
    assert found.amounts.tolist() == [4.0]
    assert found.margin_is_known


def test_missing_margins_are_told_with_what_they_come_to(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[10.0, 250.0, 20.0], margin=[4.0, None, None])
    told = margin_notes(parts, order_lines(parts, Valuation()), Valuation())
    assert told[0].startswith("Margin is missing for 2 orders of 270 in all.")


def test_missing_amounts_are_told(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[None, 4.0])
    told = margin_notes(parts, order_lines(parts, Valuation()), Valuation())
    assert (
        told[0] == "1 row of o.csv has no amount; they count as orders and add nothing to revenue."
    )
    without = placed(make_source, other=[1.0])
    told = margin_notes(without, order_lines(without, Valuation()), Valuation())
    assert told[0] == "o.csv has no amount; its orders add nothing to revenue."


def test_two_sources_of_orders_are_put_together(make_source: MakeSource) -> None:
    parts = placed(make_source, amount=[1.0]) + placed(make_source, margin=[2.0])
    found = order_lines(parts, Valuation())
    assert found.amounts.tolist() == [1.0, 2.0]
    assert np.isnan(found.margins[0])
    assert found.margins[1] == pytest.approx(2.0)
