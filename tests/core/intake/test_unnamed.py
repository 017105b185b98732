from collections.abc import Callable

import pytest

from core.settings import Kind, Recipe, Role
from core.tables.sources import ColumnType, Confidence, SourceTable
from tests.corpus.bad_files import Reader

Cell = Callable[[int], str]

CUSTOMER: Cell = lambda row: f"{row * 7 % 40:05}"  # noqa: E731
OTHER: Cell = lambda row: f"k{row * 7 % 40}"  # noqa: E731
DAY: Cell = lambda row: f"2026{1 + row % 12:02}{1 + row % 28:02}"  # noqa: E731
PIECES: Cell = lambda row: str(1 + row % 3)  # noqa: E731
AMOUNT: Cell = lambda row: f"{10 + row % 90}.{row % 10}5"  # noqa: E731
ORDER: Cell = lambda row: f"O{row // 2}"  # noqa: E731
PRODUCT: Cell = lambda row: f"P-{row * 11 % 25}"  # noqa: E731
TOWN: Cell = lambda row: ("Berlin", "Paris", "Rome")[row % 3]  # noqa: E731


def orders(*cells: Cell, rows: int = 300) -> str:
    return "".join(" ".join(cell(row) for cell in cells) + "\n" for row in range(rows))


def roles(table: SourceTable) -> list[Role]:
    return [column.role for column in table.columns]


def test_orders_are_known_by_their_values(read_text: Reader) -> None:
    table = read_text(orders(CUSTOMER, DAY, PIECES, AMOUNT), name="dump.txt")
    assert table.kind is Kind.ORDERS
    assert roles(table) == [Role.CUSTOMER, Role.DATE, Role.ATTRIBUTE, Role.AMOUNT]
    assert table.columns[1].type is ColumnType.DATE
    assert table.receipt.accepted == 300
    assert table.questions == ()
    assert table.columns[0].reason == "Its 40 values come back in 300 rows and on other days."
    assert {column.confidence for column in table.columns} == {Confidence.LIKELY}


def test_two_numbers_of_the_same_customers_are_one(read_text: Reader) -> None:
    table = read_text(orders(OTHER, CUSTOMER, DAY, AMOUNT))
    assert roles(table) == [Role.CUSTOMER, Role.ATTRIBUTE, Role.DATE, Role.AMOUNT]


def test_numbers_of_orders_and_few_towns_are_no_customers(read_text: Reader) -> None:
    day: Cell = lambda row: DAY(row // 2)  # noqa: E731 - both rows of an order
    table = read_text(orders(ORDER, CUSTOMER, day, TOWN, AMOUNT, rows=400))
    assert table.column_with(Role.CUSTOMER) == "Column 2"


def test_products_come_back_too_so_it_is_asked_once_which_are_customers(
    read_text: Reader,
) -> None:
    text = orders(CUSTOMER, PRODUCT, DAY, AMOUNT)
    table = read_text(text)
    (question,) = table.questions
    assert question.text == (
        "Which column of table.csv names the customer: ‘Column 1’ (00000 …) or ‘Column 2’ (P-0 …)?"
    )
    assert (table.kind, table.receipt.waiting) == (Kind.ORDERS, 300)
    assert '"roles": {"Column 1": "customer"}' in question.hint
    for choice, name in zip(question.choices, ("Column 1", "Column 2"), strict=True):
        answered = read_text(text, choice.recipe)
        assert answered.column_with(Role.CUSTOMER) == name
        assert (answered.receipt.accepted, answered.questions) == (300, ())


def test_an_amount_may_be_the_price_of_one(read_text: Reader) -> None:
    text = orders(CUSTOMER, DAY, PIECES, AMOUNT)
    offer = next(one for one in read_text(text).offers if one.column == "Column 4")
    assert "what was paid for the whole row" in offer.text
    assert roles(read_text(text, offer.choice.recipe)) == [
        Role.CUSTOMER,
        Role.DATE,
        Role.QUANTITY,
        Role.PRICE,
    ]


def test_what_the_user_says_of_a_column_wins(read_text: Reader) -> None:
    recipe = Recipe(roles=(("Column 4", Role.MARGIN),))
    table = read_text(orders(CUSTOMER, DAY, PIECES, AMOUNT), recipe)
    assert roles(table)[3] is Role.MARGIN
    assert table.column_with(Role.CUSTOMER) == "Column 1"
    said = read_text(orders(CUSTOMER, DAY, AMOUNT), Recipe(kind=Kind.PROFILES, header_row=0))
    assert said.kind is Kind.PROFILES


@pytest.mark.parametrize(
    "text",
    [
        orders(CUSTOMER, DAY, AMOUNT, AMOUNT),
        orders(lambda row: f"{row:05}", DAY, AMOUNT),
        orders(TOWN, DAY, AMOUNT),
    ],
    ids=["two amounts", "nobody comes back", "too few"],
)
def test_what_is_not_sure_is_not_made_up(read_text: Reader, text: str) -> None:
    table = read_text(text)
    assert table.column_with(Role.CUSTOMER) is None


def test_reading_again_by_what_was_found_changes_nothing(read_text: Reader) -> None:
    text = orders(OTHER, CUSTOMER, DAY, PIECES, AMOUNT)
    first = read_text(text)
    again = read_text(text, first.recipe)
    assert again.recipe == first.recipe
    assert again.table.equals(first.table)
