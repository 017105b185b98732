"""Roles that columns have only together: price and quantity, beginning and end."""

from collections.abc import Mapping, Sequence

from core.intake import words
from core.intake.amount_names import paid_score, says_net
from core.intake.given_back import is_of_refunds, says_balance
from core.intake.role_scores import (
    PRICE,
    QUANTITY,
    Evidence,
    begins,
    best_of,
    ended,
    renewed,
)
from core.settings import Role
from core.tables.sources import Confidence

_GIVEN = Confidence.GIVEN
_SAYS = "Its name speaks of a"


def by_the_piece(
    free: Sequence[Evidence], roles: Mapping[str, tuple[Role, str, Confidence]]
) -> dict[str, tuple[Role, str, Confidence]]:
    """Roles of a price and a quantity, where nothing else says what was paid.

    Parameters
    ----------
    free
        Columns whose role nobody has given.
    roles
        Roles that were found for some of them.
    """
    left = [one for one in free if one.name not in roles or roles[one.name][0] is Role.AMOUNT]
    price = best_of([one for one in left if not _is_of_all(one)], PRICE)
    quantity = best_of([one for one in left if one is not price], QUANTITY)
    paid = {name for name, (role, *_) in roles.items() if role is Role.AMOUNT}
    if price is None or quantity is None or not paid <= {price.name}:
        return {}
    of_price = f"{_SAYS} price; times the quantity it is what was paid."
    of_quantity = f"{_SAYS} quantity; times the price it is what was paid."
    return {
        price.name: (Role.PRICE, of_price, Confidence.LIKELY),
        quantity.name: (Role.QUANTITY, of_quantity, Confidence.LIKELY),
    }


def _is_of_all(column: Evidence) -> bool:
    """Whether a column says what was paid for all pieces together, such as a total price."""
    return paid_score(column.name) > 1


def of_refunds(
    file_name: str,
    others: Sequence[Evidence],
    roles: Mapping[str, tuple[Role, str, Confidence]],
) -> dict[str, tuple[Role, str, Confidence]]:
    """Roles of money that was given back: all of it in a file of refunds, none beside a net amount.

    A file is not one of refunds because of its name if a column tells them from other rows, or if
    a balance stands beside the amounts, as in a bank statement.

    Parameters
    ----------
    file_name
        Name of the file, without its ending.
    others
        The columns besides that of the customer, in file order.
    roles
        Roles that were found.
    """
    found = {role: name for name, (role, _reason, sure) in roles.items() if sure is not _GIVEN}
    paid, back = found.get(Role.AMOUNT), found.get(Role.REFUND)
    first = others[0].name if others else ""
    mixed = any(one.tells_refunds or says_balance(one.name) for one in others)
    if paid is not None and back is None and not mixed and is_of_refunds(file_name, first):
        told = "The file is one of refunds; what was given back is taken off."
        return {paid: (Role.REFUND, told, Confidence.LIKELY)}
    if paid is not None and back is not None and says_net(paid):
        return {back: (Role.ATTRIBUTE, f"‘{paid}’ may have it taken off.", Confidence.UNSURE)}
    return {}


def is_contract(others: Sequence[Evidence], about: set[str]) -> bool:
    """Whether rows are contracts: they are called so, begin, and end or are renewed.

    Parameters
    ----------
    others
        The columns besides that of the customer.
    about
        Words of the file's name.
    """
    ends = best_of(others, ended) is not None or best_of(others, renewed) is not None
    called = bool(about & words.CONTRACT) or any(
        set(words.tokens(one.name)) & words.CONTRACT for one in others
    )
    return ends and called and best_of(others, begins) is not None
