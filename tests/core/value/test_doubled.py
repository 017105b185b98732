from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.doubled import doubled_notes
from tests.core.value.making import MakeSource

NUMBERS = ["i1", "i2", "i3", "i4"]


def source(
    make_source: MakeSource, name: str, number: str, paid: str, **cells: list[object]
) -> SourceTable:
    columns = {"id": ["a", "b", "a", "c"], number: NUMBERS, paid: [1.0, 2.0, 3.0, 4.0]} | cells
    roles = {"id": Role.CUSTOMER, paid: Role.REFUND if paid == "Refund" else Role.AMOUNT}
    return make_source(name, Kind.ORDERS, columns, roles)


def test_payments_of_invoices_that_are_there_as_well_are_told(make_source: MakeSource) -> None:
    invoices = source(make_source, "invoices.csv", "Invoice No", "Total")
    payments = source(make_source, "payments.csv", "Invoice", "Amount paid")
    (note,) = doubled_notes([invoices, payments])
    assert note.startswith(
        "Most numbers in ‘Invoice’ of payments.csv stand in ‘Invoice No’ of invoices.csv as well."
    )


def test_refunds_and_other_numbers_are_not_told(make_source: MakeSource) -> None:
    invoices = source(make_source, "invoices.csv", "Invoice No", "Total")
    assert not list(doubled_notes([invoices, source(make_source, "r.csv", "Invoice", "Refund")]))
    assert not list(doubled_notes([invoices, source(make_source, "p.csv", "Product ID", "Paid")]))
    new = {"Invoice": ["i5", "i6", "i7", "i8"]}
    assert not list(
        doubled_notes([invoices, source(make_source, "n.csv", "Invoice", "Paid", **new)])
    )


def test_the_same_columns_are_looked_at_row_by_row_elsewhere(make_source: MakeSource) -> None:
    one, other = (source(make_source, name, "Order", "Total") for name in ("a.csv", "b.csv"))
    assert not list(doubled_notes([one, other]))
