"""Orders whose columns have no names: what each column is, told from its values alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from core.intake.column import Codes, Moments, Places, RawColumn, Texts
from core.intake.grid import Grid
from core.intake.questions import hint
from core.intake.role_scores import Evidence
from core.intake.roles import Guess, guess
from core.intake.typing.texts import numbered_texts
from core.intake.typing.typed import Typed
from core.intake.typing.types import compact_dates_in
from core.settings import Kind, Recipe, Role
from core.tables.sources import Choice, ColumnType, Confidence, Offer, Question

_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_OFTEN, _MANY, _DAYS = 1.2, 0.01, 1.05
_SOME = 12
_MOSTLY = 0.95
_SHOWN = 4

_KIND = "It names no columns, and its values are a date, an amount and customers that repeat."
_DATE = "It is the only column of dates."
_AMOUNT = "It is the only column of numbers with a fraction, as money has."

Told = tuple[Role, str, Confidence]


@dataclass(frozen=True)
class Seen:
    """What is seen of orders.

    Attributes
    ----------
    roles
        Roles of columns, each with its reason.
    customers
        Columns of which any may name the customer, with a value of each; empty if one does or
        none does.
    pieces
        The column that may count the pieces of an order; "" if none does.
    """

    roles: dict[str, Told]
    customers: tuple[tuple[str, str], ...] = ()
    pieces: str = ""


@dataclass(frozen=True, eq=False)
class _Key:
    """A column whose values may name somebody; ``texts`` are its values, each once."""

    name: str
    type: ColumnType
    codes: Codes
    texts: Texts

    @property
    def coded(self) -> bool:
        """Whether its values are numbers or codes rather than words."""
        coded = sum(" " not in text and any(map(str.isdigit, text)) for text in self.texts)
        return coded >= _MOSTLY * len(self.texts)


def days_in(cells: Mapping[str, RawColumn], typed: Mapping[str, Typed]) -> dict[str, Typed]:
    """Columns of whole numbers, all of which are days such as 20260403, as dates.

    Where a column has a name, that has to speak of days; where it has none, thousands of numbers
    that all are days are no chance.
    """
    whole = [name for name, column in typed.items() if column.type is ColumnType.INTEGER]
    found = {name: compact_dates_in(cells[name]) for name in whole}
    return {name: days for name, days in found.items() if days is not None}


def orders_in(
    cells: Mapping[str, RawColumn], typed: Mapping[str, Typed], given: Mapping[str, Role]
) -> Seen | None:
    """What orders the columns hold; None if they hold anything else.

    There have to be one column of dates and one of numbers with a fraction.

    Parameters
    ----------
    cells, typed
        The columns by name, as they stand and as they were read.
    given
        Roles that the user has given.
    """
    dates = [name for name, one in typed.items() if one.type is ColumnType.DATE]
    money = [name for name, one in typed.items() if one.type is ColumnType.DECIMAL]
    if len(dates) != 1 or len(money) != 1:
        return None
    roles = {
        dates[0]: (Role.DATE, _DATE, Confidence.LIKELY),
        money[0]: (Role.AMOUNT, _AMOUNT, Confidence.LIKELY),
    }
    names = [name for name, one in typed.items() if one.type in _KEYS and name not in given]
    keys = [_Key(name, typed[name].type, *numbered_texts(cells[name])) for name in names]
    if Role.CUSTOMER in given.values():
        return Seen(roles, pieces=_pieces(keys))
    days = np.asarray(typed[dates[0]].values).astype("datetime64[D]")
    found = _customers(keys, days)
    if not found:
        return None
    if not all(_say_the_same(*pair) for pair in pairwise(found)):
        return Seen(roles, tuple((key.name, str(key.texts[0])) for key in found[:_SHOWN]))
    roles[found[0].name] = (Role.CUSTOMER, _reason(found[0]), Confidence.LIKELY)
    return Seen(roles, pieces=_pieces([key for key in keys if key not in found]))


def _customers(keys: Sequence[_Key], days: Moments) -> list[_Key]:
    """Columns that may name customers: codes, or words where there are no codes."""
    found = [key for key in keys if _names_customers(key, days)]
    return [key for key in found if key.coded] or found


def _reason(key: _Key) -> str:
    rows = int((key.codes >= 0).sum())
    return f"Its {len(key.texts):,} values come back in {rows:,} rows and on other days."


def _names_customers(key: _Key, days: Moments) -> bool:
    """Whether values are many, come back, and do so on other days, as those of orders do not."""
    there = (key.codes >= 0) & ~np.isnat(days)
    rows, different = int(there.sum()), len(key.texts)
    if rows < _OFTEN * different or different <= max(_MANY * rows, _SOME):
        return False
    return _pairs(key.codes[there], days[there].astype(np.int64)) > _DAYS * different


def _say_the_same(one: _Key, other: _Key) -> bool:
    """Whether two columns name the same by different values, as two numbers of a customer do."""
    there = (one.codes >= 0) | (other.codes >= 0)
    together = _pairs(one.codes[there], other.codes[there].astype(np.int64))
    return len(one.texts) == len(other.texts) == together


def _pairs(codes: Codes, others: Places) -> int:
    """How many different pairs there are."""
    if not len(codes):
        return 0
    low, high = int(others.min()), int(others.max())
    return len(np.unique(codes.astype(np.int64) * (high - low + 1) + (others - low)))


def _pieces(keys: Iterable[_Key]) -> str:
    """The one column of whole numbers that are not names."""
    whole = [key.name for key in keys if key.type is ColumnType.INTEGER]
    return whole[0] if len(whole) == 1 else ""


def guess_seen(
    seen: Seen | None,
    file_name: str,
    columns: Sequence[Evidence],
    kind: Kind | None,
    given: dict[str, Role],
) -> Guess:
    """Orders with the roles that were seen, where nobody has given any.

    Parameters
    ----------
    seen
        What was seen; None if names have to tell.
    file_name, columns, kind, given
        As for `core.intake.roles.guess`.
    """
    if seen is None:
        return guess(file_name, columns, kind, given)
    free = {
        name: told
        for name, told in seen.roles.items()
        if name not in given and told[0] not in given.values()
    }
    roles = {name: role for name, (role, *_) in free.items()} | given
    found = guess(file_name, columns, Kind.ORDERS, roles)
    found = replace(found, roles=found.roles | free)
    if kind is not None:
        return found
    return replace(found, kind_reason=_KIND, kind_confidence=Confidence.LIKELY)


def doubts_of(seen: Seen, source: str, grid: Grid) -> tuple[list[Question], list[Offer]]:
    """What has to be asked of orders whose columns have no names, and what can be offered."""
    questions = [_ask_customer(source, grid.recipe, seen.customers)] if seen.customers else []
    amount = next(name for name, (role, *_) in seen.roles.items() if role is Role.AMOUNT)
    given = {name for name, _ in grid.recipe.roles}
    if not seen.pieces or amount in given:
        return questions, []
    row = int(grid.rows[0])
    return questions, [_offer_price(source, grid.recipe, amount, seen.pieces, row)]


def _ask_customer(source: str, recipe: Recipe, customers: Sequence[tuple[str, str]]) -> Question:
    """Which of several columns names the customer; ``customers`` has a value of each."""
    listed = " or ".join(f"‘{name}’ ({text} …)" for name, text in customers)
    return Question(
        source,
        customers[0][0],
        f"Which column of {source} names the customer: {listed}?",
        "The file names no columns, and the values of each of these come back on other days.",
        tuple(Choice(name, _with(recipe, (name, Role.CUSTOMER))) for name, _ in customers),
        hint(f'"roles": {{"{customers[0][0]}": "customer"}}'),
    )


def note_of(source: str) -> str:
    """That the columns have no names, and what they are called instead."""
    return f"{source} names no columns, so they are called Column 1, Column 2 and so on."


def offer_names(source: str, recipe: Recipe) -> Offer:
    """Offer to read the first row as the names of the columns."""
    return Offer(
        source,
        "",
        f"Row 1 of {source} is read as data.",
        Choice("Row 1 names the columns", replace(recipe, header_row=1, roles=())),
        1,
    )


def _offer_price(source: str, recipe: Recipe, amount: str, pieces: str, row: int) -> Offer:
    """Offer to take what was paid for the whole row as the price of one piece."""
    return Offer(
        source,
        amount,
        f"‘{amount}’ is read as what was paid for the whole row, whatever ‘{pieces}’ counts.",
        Choice(
            "It is the price of one", _with(recipe, (amount, Role.PRICE), (pieces, Role.QUANTITY))
        ),
        row,
    )


def _with(recipe: Recipe, *roles: tuple[str, Role]) -> Recipe:
    return replace(recipe, kind=Kind.ORDERS, roles=(*recipe.roles, *roles))
