import numpy as np

from core.customer_lookups import (
    CustomerFacts,
    CustomerPlace,
    CustomerQuery,
    CustomerRows,
    CustomersMeant,
    CustomersText,
)
from core.customers.looking import CustomerDesk

BY_VALUE = CustomerQuery(order_by="axis lifetime_value", descending=True)


def test_rows_come_in_windows_with_their_customers(desk: CustomerDesk) -> None:
    columns = ("customer", "axis lifetime_value", "nothing")
    found = desk.answer(CustomerRows(1, BY_VALUE, columns, 2, 3))
    assert (found.total, found.first, len(found.customers)) == (240, 2, 3)
    values = found.cells[1]
    assert list(values) == sorted(values, reverse=True)
    assert found.cells[0] == tuple(f"c{place:03}" for place in found.customers)
    assert found.cells[2] == ()
    assert not found.forms[1].whole


def test_a_window_beyond_the_end_is_short_and_a_large_one_is_cut(desk: CustomerDesk) -> None:
    assert desk.answer(CustomerRows(1, BY_VALUE, ("customer",), 238, 50)).customers.__len__() == 2
    assert desk.answer(CustomerRows(1, BY_VALUE, ("customer",), 500, 50)).customers == ()


def test_the_place_in_the_list_leads_to_the_same_customer(desk: CustomerDesk) -> None:
    place = desk.answer(CustomerPlace(1, BY_VALUE, 17)).row
    assert desk.answer(CustomerRows(1, BY_VALUE, ("customer",), place, 1)).customers == (17,)
    nobody = CustomerQuery(search="c000")
    assert desk.answer(CustomerPlace(1, nobody, 17)).row is None


def test_whom_a_query_means_is_told_as_bits(desk: CustomerDesk) -> None:
    found = desk.answer(CustomersMeant(1, CustomerQuery(search="c01")))
    told = np.unpackbits(np.frombuffer(found.members, np.uint8))[:240]
    assert np.flatnonzero(told).tolist() == list(range(10, 20))
    assert found.customers == 10
    some = desk.answer(CustomersMeant(1, CustomerQuery(search="c01"), rows=(0, 9, 500)))
    told = np.unpackbits(np.frombuffer(some.members, np.uint8))[:240]
    assert np.flatnonzero(told).tolist() == [10, 19]
    assert desk.answer(CustomersMeant(1, CustomerQuery())).customers == 240


def test_text_for_the_clipboard_has_titles_and_plain_numbers(desk: CustomerDesk) -> None:
    columns = ("customer", "name", "axis lifetime_value")
    text = desk.answer(CustomersText(1, CustomerQuery(), columns, rows=(2, 0)))
    assert text.text == "Customer\tName\tLifetime value\nc002\tŁucja 0\t58.5\nc000\tZoë 0\t0.5\n"
    assert text.customers == 2
    assert desk.answer(CustomersText(1, CustomerQuery(), columns, most=5)).customers == 5


def test_the_facts_of_a_customer_are_the_usual_columns(desk: CustomerDesk) -> None:
    found = desk.answer(CustomerFacts(1, 12))
    told = dict(zip(found.columns, found.cells, strict=True))
    assert told["customer"] == "c012"
    assert told["name"] == "Zoë 2"
    assert "confidence" not in told
