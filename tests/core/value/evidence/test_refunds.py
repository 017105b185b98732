from dataclasses import replace

import numpy as np
import pytest

from core.settings import Answer, Kind, Role, Valuation
from core.tables.customers import Placed
from core.tables.sources import SourceTable
from core.value.evidence.orders import OrderLines, margin_notes, order_lines
from tests.core.value.making import MakeSource, days

ROLES = {"paid": Role.AMOUNT, "cost": Role.COST, "back": Role.REFUND, "day": Role.DATE}


def lines_of(source: SourceTable) -> tuple[OrderLines, list[str]]:
    rows = len(source.table)
    parts = [Placed(source, np.zeros(rows, np.int32), np.zeros(0, np.int32))]
    lines = order_lines(parts, Valuation())
    return lines, margin_notes(parts, lines, Valuation())


def sold(make_source: MakeSource, **cells: list[object]) -> SourceTable:
    rows = len(next(iter(cells.values())))
    when = days(*[f"2025-01-0{n}" for n in range(1, rows + 1)])
    return make_source("sold.csv", Kind.ORDERS, {"day": when, **cells}, ROLES)


def test_a_column_of_refunds_is_taken_off_and_told(make_source: MakeSource) -> None:
    cells: dict[str, list[object]] = {
        "paid": [10.0, 20.0, 5.0, None, 8.0],
        "cost": [1.0, 2.0, 3.0, None, 4.0],
        "back": [None, 5.0, 5.0, 2.5, -3.0],
    }
    lines, notes = lines_of(sold(make_source, **cells))
    assert lines.amounts.tolist() == [10.0, 15.0, 0.0, -2.5, 5.0]
    assert lines.margins[[0, 1, 4]].tolist() == [9.0, 13.0, 1.0]
    assert lines.places.tolist() == [0, 0, -1, 0, 0]
    assert (
        "‘back’ of sold.csv, 15.50, is taken off; 1 order was refunded in full and counts as none."
        in notes
    )


def test_a_file_of_refunds_takes_all_of_them_off(make_source: MakeSource) -> None:
    lines, notes = lines_of(sold(make_source, back=[4.5, 3.0]))
    assert lines.amounts.tolist() == [-4.5, -3.0]
    assert notes[0] == "‘back’ of sold.csv, 7.50, is taken off."


def test_amounts_that_are_mostly_below_0_are_told(make_source: MakeSource) -> None:
    _lines, notes = lines_of(sold(make_source, paid=[-10.0, -4.0, 6.0]))
    assert notes[0].startswith("Most amounts of sold.csv are below 0 and count as refunds.")


def test_orders_without_refunds_are_as_they_stand(make_source: MakeSource) -> None:
    lines, _notes = lines_of(sold(make_source, paid=[10.0, -4.0], back=[None, 0.0]))
    assert lines.amounts.tolist() == [10.0, -4.0]
    assert lines.places.tolist() == [0, 0]


@pytest.mark.parametrize("amounts", [[10.0, 4.0, 6.0], [10.0, -4.0, 6.0]])
def test_rows_said_to_be_refunds_are_taken_off_whatever_their_sign(
    make_source: MakeSource, amounts: list[object]
) -> None:
    source = sold(make_source, paid=amounts, Type=["Sale", "Refund", "Sale"])
    recipe = replace(source.recipe, answers=(("Type", Answer.TAKEN_OFF),))
    lines, notes = lines_of(replace(source, recipe=recipe))
    assert lines.amounts.tolist() == [10.0, -4.0, 6.0]
    assert notes[0] == "1 row of sold.csv is a refund of 4 without a sign, which is taken off."


def test_pieces_below_0_that_are_said_to_be_refunds_are_taken_off(
    make_source: MakeSource,
) -> None:
    source = sold(make_source, paid=[10.0, 4.0], Qty=[1, -1])
    recipe = replace(source.recipe, answers=(("Qty", Answer.TAKEN_OFF),))
    lines, _notes = lines_of(replace(source, recipe=recipe))
    assert lines.amounts.tolist() == [10.0, -4.0]
