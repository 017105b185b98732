import numpy as np
import pytest

from core.errors import UserError
from core.settings import Kind, Role
from core.tables.customers import Placed
from core.tables.sources import SourceTable
from core.value.evidence.contacts import contacts_of
from core.value.joining import join
from core.value.one_unit import unit_notes
from tests.core.value.making import MakeSource


def sold(make_source: MakeSource, name: str, column: str) -> SourceTable:
    roles = {"id": Role.CUSTOMER, column: Role.AMOUNT}
    return make_source(name, Kind.ORDERS, {"id": ["a"], column: [1.0]}, roles)


def test_thousands_are_not_added_to_single_ones(make_source: MakeSource) -> None:
    sources = [sold(make_source, "a.csv", "Amount"), sold(make_source, "b.csv", "Revenue (k€)")]
    with pytest.raises(UserError, match=r"‘Revenue \(k€\)’ of b.csv is in thousands, ‘Amount’ of"):
        join(tuple(sources))


def test_money_that_is_in_thousands_throughout_is_told(make_source: MakeSource) -> None:
    (note,) = unit_notes([sold(make_source, "b.csv", "Umsatz TEUR")])
    assert note == (
        "All money is in thousands, as ‘Umsatz TEUR’ of b.csv says; give budgets and costs so as "
        "well."
    )


def test_plain_money_is_not_told(make_source: MakeSource) -> None:
    assert not unit_notes([sold(make_source, "a.csv", "Amount")])


def calls(make_source: MakeSource, column: str, cells: list[object], role: Role) -> SourceTable:
    roles = {"id": Role.CUSTOMER, column: role}
    return make_source("calls.csv", Kind.CONTACTS, {"id": ["a"] * 2, column: cells}, roles)


def minutes_of(source: SourceTable) -> list[float]:
    part = Placed(source, np.zeros(2, np.int32), np.zeros(0, np.int32))
    return contacts_of([part]).minutes.tolist()


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        ("Duration (s)", [90.0, 30.0], [1.5, 0.5]),
        ("Duration (h)", [1.5, None], [90.0, np.nan]),
        ("Minutes", [3.0, 4.0], [3.0, 4.0]),
        ("Duration", ["01:30:00", None], [90.0, np.nan]),
    ],
)
def test_times_become_minutes(
    make_source: MakeSource, column: str, cells: list[object], expected: list[float]
) -> None:
    found = minutes_of(calls(make_source, column, cells, Role.MINUTES))
    np.testing.assert_allclose(found, expected)


def test_the_unit_of_a_time_is_told(make_source: MakeSource) -> None:
    source = calls(make_source, "Duration (s)", [90.0, 30.0], Role.MINUTES)
    assert unit_notes([source]) == [
        "‘Duration (s)’ of calls.csv is in seconds; each counts as 1/60 minutes."
    ]


def test_a_time_by_the_clock_that_is_not_used_is_told(make_source: MakeSource) -> None:
    source = calls(make_source, "Duration", ["00:05:30", "01:00:00"], Role.ATTRIBUTE)
    (note,) = unit_notes([source])
    assert note.startswith("‘Duration’ of calls.csv is written as hours, minutes and seconds")
