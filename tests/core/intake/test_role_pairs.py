from core.intake.role_scores import Evidence
from core.intake.roles import guess
from core.settings import Kind, Role
from core.tables.sources import ColumnType


def columns(**types: ColumnType) -> list[Evidence]:
    """Give columns of these types; a customer has about three rows."""
    return [
        Evidence(name, type_, 300, 100 if type_ is ColumnType.TEXT else 250)
        for name, type_ in types.items()
    ]


def roles(file_name: str, **types: ColumnType) -> tuple[Kind, dict[str, Role]]:
    found = guess(file_name, columns(**types), None, {})
    return found.kind, {name: role for name, (role, *_) in found.roles.items()}


TEXT, DATE = ColumnType.TEXT, ColumnType.DATE
WHOLE, DECIMAL = ColumnType.INTEGER, ColumnType.DECIMAL


def test_a_price_and_a_quantity_are_what_was_paid() -> None:
    kind, found = roles(
        "sales.csv", CustomerID=TEXT, InvoiceDate=DATE, Quantity=WHOLE, UnitPrice=DECIMAL
    )
    assert kind is Kind.ORDERS
    assert (found["Quantity"], found["UnitPrice"]) == (Role.QUANTITY, Role.PRICE)


def test_a_plain_amount_beside_a_quantity_stays_the_amount() -> None:
    _, found = roles("o.csv", CustomerID=TEXT, Date=DATE, Quantity=WHOLE, Amount=DECIMAL)
    assert (found["Quantity"], found["Amount"]) == (Role.ATTRIBUTE, Role.AMOUNT)
    _, found = roles("o.csv", CustomerID=TEXT, Date=DATE, Qty=WHOLE, Price=DECIMAL, Revenue=DECIMAL)
    assert (found["Revenue"], found["Price"]) == (Role.AMOUNT, Role.ATTRIBUTE)


def test_a_price_without_a_quantity_is_an_amount() -> None:
    _, found = roles("orders.csv", CustomerID=TEXT, Date=DATE, Price=DECIMAL)
    assert found["Price"] is Role.AMOUNT


def test_beginnings_and_ends_of_subscriptions_are_contracts() -> None:
    kind, found = roles(
        "subscriptions.csv", CustomerID=TEXT, Start=DATE, Cancelled=DATE, Fee_amount=DECIMAL
    )
    assert kind is Kind.CONTRACTS
    assert (found["Start"], found["Cancelled"]) == (Role.START, Role.END)
    assert found["Fee_amount"] is Role.AMOUNT
    kind, found = roles("c.csv", Customer=TEXT, Contract=TEXT, Begin=DATE, Renewal=DATE)
    assert kind is Kind.CONTRACTS
    assert found["Renewal"] is Role.RENEWAL


def test_other_dates_make_no_contracts() -> None:
    kind, _ = roles("campaigns.csv", CustomerID=TEXT, Start=DATE, End=DATE)
    assert kind is not Kind.CONTRACTS


def test_a_household_is_a_customer() -> None:
    _, found = roles("baskets.csv", household_id=TEXT, timestamp=DATE, sales_value=DECIMAL)
    assert found["household_id"] is Role.CUSTOMER
