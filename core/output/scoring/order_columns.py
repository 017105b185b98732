"""What the columns of the orders are called that a database adds up."""

from dataclasses import dataclass

from core.errors import UserError
from core.intake.words import says_each
from core.settings import Role
from core.tables.sources import Column


@dataclass(frozen=True)
class OrderColumns:
    """What the columns of the orders are called; "" for one that is not there.

    Attributes
    ----------
    customer, date
        Whose the order is, and when it was.
    amount
        What was paid, refunds below 0.
    quantity, price
        Stand in for the amount together.
    margin
        How much of it is margin.
    cost
        Stands in for the margin: what is left of the amount.
    cost_of_each
        Whether it is the cost of one piece, and counts as often as there are pieces.
    refund
        How much of the amount was given back.
    """

    customer: str
    date: str
    amount: str = ""
    quantity: str = ""
    price: str = ""
    margin: str = ""
    cost: str = ""
    cost_of_each: bool = False
    refund: str = ""


def order_columns(columns: tuple[Column, ...]) -> OrderColumns:
    """Find out from an extract of the orders what their columns are called.

    Raises
    ------
    UserError
        If no column says whose the orders are, or when they were.
    """
    names = {column.role: column.name for column in reversed(columns)}
    for role, what in ((Role.CUSTOMER, "whose the orders are"), (Role.DATE, "when they were")):
        if role not in names:
            raise UserError(
                f"No column says {what}.",
                f"Give it the role ‘{role.value}’ on the Data page (on the command line: in a "
                "recipe, with --recipe).",
            )
    return OrderColumns(
        customer=names[Role.CUSTOMER],
        date=names[Role.DATE],
        amount=names.get(Role.AMOUNT, ""),
        quantity=names.get(Role.QUANTITY, ""),
        price=names.get(Role.PRICE, ""),
        margin=names.get(Role.MARGIN, ""),
        cost=names.get(Role.COST, ""),
        cost_of_each=says_each(names.get(Role.COST, "")),
        refund=names.get(Role.REFUND, ""),
    )
