"""Which of several columns is taken for the customer, for what was paid, and for the day."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.intake.amount_names import paid_score, says_discount, says_gross, says_refund
from core.intake.date_names import PLAIN_DATE, PLAIN_ORDER, UNKNOWN, happened_score
from core.intake.paid_every import months_of
from core.intake.stand_ins import stand_in_score
from core.intake.units import says_price_unit
from core.intake.words import START, customer_score, says_each, tokens
from core.settings import Kind, Role
from core.tables.sources import ColumnType, SourceTable
from core.value.columns import texts_of
from core.value.words import counted, listed

_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_DATES = frozenset({ColumnType.DATE})
_WHOLE = 2


def chosen_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on columns beside which others could be meant as well."""
    orders = [source for source in sources if source.kind is Kind.ORDERS]
    about = (_amounts, _prices, _taken_off, _fees, _dates)
    told = [note for source in orders for notes_on in about for note in notes_on(source)]
    return [note for source in sources for note in _customers(source)] + told


def _customers(source: SourceTable) -> Iterator[str]:
    chosen = source.column_with(Role.CUSTOMER)
    if chosen is None:
        return
    if source.kind is Kind.ORDERS and customer_score(chosen) == 1 and _is_of_each(source, chosen):
        yield (
            f"Each row of {source.name} has a ‘{chosen}’ of its own, so that each order is another "
            "customer. Give the column that names the customer the role ‘customer’ if there is one."
        )
    if customer_score(chosen) or not stand_in_score(chosen):
        return
    others = _others(
        source, _KEYS, lambda name: stand_in_score(name) > 0 or customer_score(name) > 1
    )
    told = f", and not by {listed(others)}" if others else ""
    yield (
        f"In {source.name} customers are told apart by ‘{chosen}’{told}; those who write the same "
        "there are one."
    )


def _is_of_each(source: SourceTable, column: str) -> bool:
    """Whether no two rows of a column say the same."""
    codes = texts_of(source, column).codes
    return len(codes) > 1 and int(np.bincount(codes[codes >= 0], minlength=1).max()) == 1


def _amounts(source: SourceTable) -> Iterator[str]:
    chosen = source.column_with(Role.AMOUNT)
    others = _others(source, _NUMBERS, lambda name: paid_score(name) >= _WHOLE)
    if chosen is not None and others:
        yield (
            f"‘{chosen}’ of {source.name} counts as what was paid, and not {listed(others)}. Give "
            "another column the role ‘amount’ if that is what counts."
        )


def _prices(source: SourceTable) -> Iterator[str]:
    price, quantity = source.column_with(Role.PRICE), source.column_with(Role.QUANTITY)
    if price is None or quantity is None:
        return
    pieces = _others(
        source,
        _NUMBERS,
        lambda name: says_price_unit(name) and bool((source.table[name] > 1).any()),
    )
    if pieces:
        yield (
            f"‘{price}’ of {source.name} counts for one piece, though {listed(pieces)} may say for "
            f"how many it is. Divide it before you export the file, if so."
        )
    if not says_each(price):
        yield (
            f"‘{price}’ of {source.name} counts times ‘{quantity}’. Give it the role ‘amount’ if "
            "it is for all pieces together."
        )


def _taken_off(source: SourceTable) -> Iterator[str]:
    """About refunds and discounts that are not taken off, though they may have to be."""
    price, paid = source.column_with(Role.PRICE), source.column_with(Role.AMOUNT)
    chosen = price if paid is None else paid
    if chosen is None or source.column_with(Role.REFUND) is not None:
        return
    whole = chosen == price or says_gross(chosen)
    others = _others(
        source, _NUMBERS, lambda name: says_refund(name) or (whole and says_discount(name))
    )
    if others:
        yield (
            f"Nothing is taken off ‘{chosen}’ of {source.name} for {listed(others)}. Give such a "
            "column the role ‘refund’ if it is money that has to be."
        )


def _fees(source: SourceTable) -> Iterator[str]:
    """About contracts without an end, which are read as orders."""
    chosen, date = source.column_with(Role.AMOUNT), source.column_with(Role.DATE)
    if chosen is None or date is None or not START & set(tokens(date)):
        return
    months = months_of(chosen, numbers=False)
    told = "" if months is None else f", though it is for {counted(months, 'month')}"
    yield (
        f"‘{chosen}’ of {source.name} counts once, on the day of ‘{date}’{told}. Add when "
        "contracts ended, or are renewed, if it is paid again and again."
    )


def _dates(source: SourceTable) -> Iterator[str]:
    chosen = source.column_with(Role.DATE)
    if chosen is None:
        return
    plain = happened_score(chosen)
    least = PLAIN_DATE if plain == PLAIN_ORDER else min(plain, UNKNOWN)
    others = _others(source, _DATES, lambda name: happened_score(name) >= least)
    if others:
        yield (
            f"‘{chosen}’ of {source.name} counts as the day of the order, and not "
            f"{listed(others)}. Give another column the role ‘date’ if that is the day."
        )


def _others(
    source: SourceTable, types: frozenset[ColumnType], fits: Callable[[str], bool]
) -> list[str]:
    """Columns without a use of their own that fit."""
    free = (one for one in source.columns if one.role in {Role.ATTRIBUTE, Role.NAME})
    return [f"‘{one.name}’" for one in free if one.type in types and fits(one.name)]
