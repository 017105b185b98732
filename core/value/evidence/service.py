"""What service each customer took, and what it cost: as recorded, or by a table of rates."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import CostBasis, Valuation
from core.tables.value import Activity, Costs, Unused
from core.value.columns import NO_DAY, Floats
from core.value.evidence.buying import Span
from core.value.evidence.contacts import Contacts, activity_key
from core.value.evidence.rates import rated
from core.value.sums import exact_sums
from core.value.words import counted

Flags = npt.NDArray[np.bool_]

AS_RECORDED = "as it is recorded with each contact"
BY_RATES = (
    "the minutes of each contact times what a minute costs of those who serve, which is their "
    "cost over the minutes that they can work"
)


@dataclass(frozen=True, eq=False)
class Served:
    """What service each customer took; arrays have the shape (customers,).

    Attributes
    ----------
    contacts, minutes
        Up to the last day that counts; ``minutes`` is None if none are known.
    activities
        Kinds of contact in the period, the most frequent first.
    cost
        In the period, in the currency of the data; None if no cost is known.
    costs
        Where it goes; None as before.
    meaning
        How the cost was worked out, as the end of a sentence; "" as before.
    notes
        What is worth knowing, as sentences.
    """

    contacts: npt.NDArray[np.int64]
    minutes: Floats | None
    activities: tuple[str, ...]
    cost: Floats | None
    costs: Costs | None
    meaning: str
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Priced:
    """Minutes and costs of each contact, and how they were found out."""

    minutes: Floats
    costs: Floats
    meaning: str
    source: CostBasis
    unused: tuple[Unused, ...]
    notes: tuple[str, ...]


def served(contacts: Contacts, size: int, span: Span, valuation: Valuation) -> Served:
    """Work out what service each customer took and what it cost.

    Parameters
    ----------
    contacts
        The rows.
    size
        How many customers there are.
    span
        The days that count; rows without a date count too.
    valuation
        Where the cost comes from, and the table of rates.

    Raises
    ------
    UserError
        If the table of rates makes no sense.
    """
    undated = contacts.days == NO_DAY
    known = (contacts.places >= 0) & (undated | (contacts.days <= span.last))
    period = known & (undated | (contacts.days >= span.since))
    priced = _priced(contacts, valuation, period)
    minutes = contacts.minutes if priced is None else priced.minutes
    counts = np.bincount(contacts.places[known], minlength=size)
    spent = _sums(contacts, minutes, known, size) if _any(minutes, known) else None
    kinds = _kinds(contacts, period)
    if priced is None:
        return Served(counts, spent, kinds, None, None, "", ())
    cost = _sums(contacts, priced.costs, period, size)
    costs = Costs(priced.source.value, _activities(contacts, priced, period), priced.unused)
    return Served(counts, spent, kinds, cost, costs, priced.meaning, priced.notes)


def _kinds(contacts: Contacts, period: Flags) -> tuple[str, ...]:
    counts = np.bincount(contacts.activities[period], minlength=len(contacts.names)).tolist()
    order = sorted(zip(contacts.names, counts, strict=True), key=lambda one: (-one[1], one[0]))
    return tuple(name for name, count in order if count)


def customers_with(contacts: Contacts, activity: str, size: int, span: Span) -> Flags:
    """Tell who took service of a kind in the period, shape (customers,)."""
    wanted = [activity_key(name) == activity_key(activity) for name in contacts.names]
    undated = contacts.days == NO_DAY
    period = undated | ((contacts.days >= span.since) & (contacts.days <= span.last))
    rows = period & np.array(wanted)[contacts.activities] & (contacts.places >= 0)
    return np.bincount(contacts.places[rows], minlength=size) > 0


def _priced(contacts: Contacts, valuation: Valuation, period: Flags) -> _Priced | None:
    recorded = _any(contacts.costs, period)
    if recorded and valuation.cost_basis is not CostBasis.RATES:
        empty = int(np.isnan(contacts.costs[period]).sum())
        told = f"{counted(empty, 'contact has', 'contacts have')} no cost; they add none."
        parts = contacts.minutes, contacts.costs
        return _Priced(*parts, AS_RECORDED, CostBasis.RECORDED, (), (told,) if empty else ())
    if not valuation.rates or valuation.cost_basis is CostBasis.RECORDED:
        return None
    made = rated(contacts, valuation, period)
    return _Priced(made.minutes, made.costs, BY_RATES, CostBasis.RATES, made.unused, made.notes)


def _any(values: Floats, rows: Flags) -> bool:
    return bool((~np.isnan(values) & rows).any())


def _sums(contacts: Contacts, values: Floats, rows: Flags, size: int) -> Floats:
    used = rows & ~np.isnan(values)
    return exact_sums(contacts.places[used], values[used], size)


def _activities(contacts: Contacts, priced: _Priced, period: Flags) -> tuple[Activity, ...]:
    size = len(contacts.names)

    def by_activity(values: Floats) -> list[float]:
        used = period & ~np.isnan(values)
        return list(exact_sums(contacts.activities[used], values[used], size).tolist())

    counts = np.bincount(contacts.activities[period], minlength=size).tolist()
    costs, minutes = by_activity(priced.costs), by_activity(priced.minutes)
    total, timed = sum(costs), _any(priced.minutes, period)
    found = [
        Activity(name, count, spent if timed else None, cost, cost / total if total else 0.0)
        for name, count, spent, cost in zip(contacts.names, counts, minutes, costs, strict=True)
        if count
    ]
    return tuple(sorted(found, key=lambda one: (-one.cost, one.activity)))
