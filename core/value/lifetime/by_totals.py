"""Lifetime value without a model of purchases: as given, from yearly totals, or simply repeated."""

import numpy as np

from core.settings import Economics, Kind, Valuation, ValueModel
from core.tables.lifetime import FittedModel, Lifetime
from core.value.columns import Floats
from core.value.evidence.bought import Bought
from core.value.evidence.buying import Buying
from core.value.evidence.contracts import MONTHS_IN_A_YEAR, yearly_retention
from core.value.evidence.given import Column
from core.value.lifetime.valued import (
    Valued,
    covered_words,
    mean_of,
    months_covered,
    projection,
    rounded,
)
from core.value.models.horizon import margin_multiple
from core.value.words import amount, begun, percent


def as_given(column: Column, projected: Floats | None) -> Valued:
    """Lifetime value as a column says."""
    sentence = (
        f"As it stands in column ‘{column.name}’ of {column.source}, because it is there; nothing "
        "is added and nothing taken off."
    )
    lifetime = Lifetime(
        model=ValueModel.GIVEN.value,
        title=f"Column ‘{column.name}’",
        sentence=sentence,
        why=f"The mean of column ‘{column.name}’ is {amount(mean_of(column.values))}. {sentence}",
        mean=mean_of(column.values),
        baseline=None if projected is None else mean_of(projected),
        models=(),
    )
    return Valued(column.values, lifetime, sentence, projected)


def by_projection(known: Bought, found: Buying, economics: Economics, reason: str) -> Valued:
    """Lifetime value as the margin so far, simply repeated."""
    horizon, undated = economics.horizon_months, economics.cost_months
    values = rounded(projection(found, horizon, undated))
    word = known.word
    months = months_covered(found, undated)
    meaning = (
        f"The {word} of the orders ({covered_words(found, undated)}), carried forward to "
        f"{horizon} months: {word} × {horizon} / {months:g}, in the currency of the data. A plain "
        "projection, not a model; 0 for customers without an order."
    )
    mean = mean_of(values[found.orders > 0])
    title = "Plain projection"
    lifetime = Lifetime(
        model=ValueModel.PROJECTION.value,
        title=title,
        sentence=f"{title}: the {word} so far, simply repeated. {reason}".strip(),
        why=(
            f"The {word} so far × {horizon} / {months:g} is {amount(mean)} for the average "
            "customer."
        ),
        mean=mean,
        baseline=mean,
        models=(),
    )
    return Valued(values, lifetime, meaning, values)


def by_multiple(
    yearly: Floats, word: str, valuation: Valuation, economics: Economics, reason: str
) -> Valued:
    """Lifetime value as a multiple of the margin of a year.

    m r / (1 + d - r) up to the horizon, with the share r that stays for another year.

    Parameters
    ----------
    yearly
        Shape (customers,): margin of a year; NaN where it is not known.
    word
        What it is: margin or revenue.
    valuation, economics
        Discount, retention and horizon.
    reason
        Why this is used, as a sentence.
    """
    stays = yearly_retention(valuation, economics)
    years = economics.horizon_months / MONTHS_IN_A_YEAR
    multiple = margin_multiple(stays, valuation.discount_rate, years)
    values = rounded(yearly * multiple)
    how = (
        f"{word} of a year × {multiple:.3f}: {percent(stays)} of the customers are taken to stay "
        "for another year, and money of the next year is worth "
        f"{percent(valuation.discount_rate)} less, over {economics.horizon_months} months"
    )
    fitted = FittedModel(
        model="margin-multiple",
        title="Margin multiple",
        sentence=f"{how}.",
        parameters=(
            ("retention", stays),
            ("discount", valuation.discount_rate),
            ("multiple", multiple),
        ),
        time_unit="year",
        log_likelihood=float("nan"),
        customers=int((~np.isnan(yearly)).sum()),
        settled=True,
    )
    lifetime = Lifetime(
        model=ValueModel.MULTIPLE.value,
        title="Margin multiple",
        sentence=f"Margin multiple: {how}. {reason}".strip(),
        why=(
            f"{amount(mean_of(yearly))} of {word} a year × {multiple:.3f} = "
            f"{amount(mean_of(values))} for the average customer."
        ),
        mean=mean_of(values),
        baseline=None,
        models=(fitted,),
    )
    meaning = f"{begun(how)}, in the currency of the data; empty where it is not known."
    return Valued(values, lifetime, meaning)


def yearly_totals(
    known: Bought, valuation: Valuation, economics: Economics
) -> tuple[Floats, str, str] | None:
    """Margin of a year of each customer, what it is, and where from; None if none is known."""
    found, given = known.buying, known.given
    if found is not None and known.amount_is_known:
        months = months_covered(found, economics.cost_months)
        word = known.word
        return found.margin * MONTHS_IN_A_YEAR / months, word, known.sources[Kind.ORDERS]
    column = given.margin or given.revenue
    if column is None:
        return None
    yearly = column.values * MONTHS_IN_A_YEAR / economics.cost_months
    if given.margin is not None:
        return yearly, "margin", column.source
    if valuation.margin_rate is None:
        return yearly, "revenue", column.source
    return yearly * valuation.margin_rate, "margin", column.source
