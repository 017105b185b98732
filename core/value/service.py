"""Contacts, survey answers and referrals as measures per customer."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.settings import COST_TO_SERVE, SATISFACTION, Role
from core.tables.customers import Measure
from core.value import rows
from core.value.columns import MeasureColumn
from core.value.identity import Placed


def contact_measures(
    contacts: Sequence[Placed], size: int
) -> tuple[list[MeasureColumn], list[str]]:
    """What service each customer took, and notes on what was missing.

    Returns
    -------
    tuple
        Columns ``contacts``, ``minutes`` and ``cost_to_serve`` (currency of the data), as far
        as the sources allow; and sentences.
    """
    source, nobody = rows.names(contacts), "0 for customers without a contact"
    meaning = f"Number of service contacts; {nobody}."
    columns = [_column(Measure("contacts", source, meaning, True), rows.counts(contacts, size))]
    notes: list[str] = []
    if rows.having(contacts, Role.MINUTES):
        meaning = f"Sum of the minutes of the contacts; {nobody}."
        minutes = rows.sums(contacts, Role.MINUTES, size)[0]
        columns.append(_column(Measure("minutes", source, meaning, True), minutes))
        notes += rows.empty_cells(contacts, Role.MINUTES, "they add no minutes")
    if rows.having(contacts, Role.COST):
        meaning = f"Sum of the cost of the contacts, in the currency of the data; {nobody}."
        reason = f"It is the cost of the contacts in {source}."
        measure = Measure(COST_TO_SERVE, source, meaning, True, COST_TO_SERVE, reason)
        columns.append(_column(measure, rows.sums(contacts, Role.COST, size)[0]))
        notes += rows.empty_cells(contacts, Role.COST, "they add no cost")
    return columns, notes


def survey_measures(surveys: Sequence[Placed], size: int) -> tuple[list[MeasureColumn], list[str]]:
    """How satisfied each customer is, and notes on what was missing.

    Returns
    -------
    tuple
        Columns ``satisfaction`` (mean answer on the scale of the survey, missing for customers
        who gave none) and ``answers``; and sentences.
    """
    if not rows.having(surveys, Role.SATISFACTION):
        return [], [f"{rows.names(surveys)} has no column with answers, so it says nothing."]
    source = rows.names(surveys)
    total, answers = rows.sums(surveys, Role.SATISFACTION, size)
    mean = np.divide(total, answers, out=np.full(size, np.nan), where=answers > 0)
    meaning = "Mean answer, on the scale of the survey; empty for customers who gave none."
    reason = f"It is the mean answer in {source}."
    columns = [
        _column(Measure(SATISFACTION, source, meaning, True, SATISFACTION, reason), mean),
        _column(Measure("answers", source, "Number of answers; 0 for none.", True), answers),
    ]
    return columns, rows.empty_cells(surveys, Role.SATISFACTION, "they are no answers")


def referral_measures(
    referrals: Sequence[Placed], size: int
) -> tuple[list[MeasureColumn], list[str]]:
    """How many others each customer has brought: column ``referrals``; there are no notes."""
    meaning = "Number of customers brought by this one; 0 for none."
    measure = Measure("referrals", rows.names(referrals), meaning, True)
    return [_column(measure, rows.counts(referrals, size))], []


def _column(measure: Measure, values: object) -> MeasureColumn:
    return MeasureColumn(measure, pd.Series(values))
