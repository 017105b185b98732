import numpy as np
import pytest

from core.settings import Kind, Role, Valuation
from core.tables.customers import Placed
from core.value.columns import NO_DAY
from core.value.evidence.buying import Span
from core.value.evidence.contract_terms import contract_notes, term_amounts, term_days
from tests.core.value.making import MakeSource, day, days

TODAY = day("2025-06-30")
SPAN = Span(0, TODAY, TODAY, 0)


def placed(make_source: MakeSource, fee: str, **cells: object) -> Placed:
    roles = {"id": Role.CUSTOMER, "from": Role.START, "until": Role.END, fee: Role.AMOUNT}
    columns = {"id": ["a", "b"], "from": days("2023-01-01", "2024-01-01"), **cells}
    source = make_source("c.csv", Kind.CONTRACTS, columns, roles)
    return Placed(source, np.arange(2, dtype=np.int32), np.zeros(0, np.int32))


def told(part: Placed, span: Span = SPAN) -> list[str]:
    return contract_notes([part], span, Valuation())


@pytest.mark.parametrize(
    ("fee", "expected"), [("Monthly fee", 120.0), ("Annual fee", 10.0), ("Fee", 10.0)]
)
def test_a_fee_counts_as_often_as_it_is_paid(
    make_source: MakeSource, fee: str, expected: float
) -> None:
    part = placed(make_source, fee, **{fee: [10.0, 10.0]})
    assert term_amounts(part, Valuation()).tolist() == [expected, expected]
    assert bool(told(part)) == (expected > 10)


def test_what_a_monthly_fee_counts_for_is_told(make_source: MakeSource) -> None:
    part = placed(make_source, "Monthly fee", **{"Monthly fee": [10.0, 10.0]})
    (note,) = told(part)
    assert note == (
        "‘Monthly fee’ of c.csv is for 1 month and counts 12 times in the 12 months from one "
        "renewal to the next."
    )


def test_a_column_may_say_how_often_each_contract_is_paid(make_source: MakeSource) -> None:
    part = placed(make_source, "Price", Price=[10.0, 120.0], Interval=["monthly", "yearly"])
    assert term_amounts(part, Valuation()).tolist() == [120.0, 120.0]
    (note,) = told(part)
    assert note.startswith("‘Price’ of c.csv is paid as often as ‘Interval’ says")


def test_an_end_that_is_never_is_none_and_told(make_source: MakeSource) -> None:
    until = days("9999-12-31", "2025-01-01")
    part = placed(make_source, "Fee", Fee=[1.0, 1.0], until=until)
    assert term_days(part, Role.END).tolist() == [NO_DAY, day("2025-01-01")]
    assert told(part) == [
        "1 row of c.csv ends on 31 December 9999 or as far away, which counts as no end."
    ]


def test_an_end_before_the_beginning_is_told_with_its_row(make_source: MakeSource) -> None:
    part = placed(make_source, "Fee", Fee=[1.0, 1.0], until=days("2025-01-01", "2023-12-31"))
    (note,) = told(part)
    assert "1 row of c.csv ends before the beginning, the first is row 3;" in note


def test_claims_that_are_not_taken_off_are_told(make_source: MakeSource) -> None:
    part = placed(make_source, "Fee", Fee=[1.0, 1.0], Claims=[0.0, 9.0])
    assert told(part) == ["Nothing is taken off what contracts of c.csv bring for ‘Claims’."]


def test_ends_after_the_last_beginning_are_told_to_lie_ahead(make_source: MakeSource) -> None:
    part = placed(make_source, "Fee", Fee=[1.0, 1.0], until=days("2025-12-31", "2026-12-31"))
    begun = day("2024-01-01")
    (note,) = told(part, Span(0, begun, begun, 0))
    assert note.startswith("The last day that counts is 1 January 2024, when the last contract be")


def test_a_last_day_on_which_a_contract_ends_is_told(make_source: MakeSource) -> None:
    part = placed(make_source, "Fee", Fee=[1.0, 1.0], until=days("NaT", "2027-12-31"))
    end = day("2027-12-31")
    (note,) = told(part, Span(0, end, end, 0))
    assert note.startswith("The last day that counts is 31 December 2027, when a contract ends.")
    assert not contract_notes([part], Span(0, end, end, 0), Valuation(as_of="2027-12-31"))
