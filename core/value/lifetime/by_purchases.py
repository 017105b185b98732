"""Lifetime value from purchases: how many are to come, for how much, and how much is margin."""

from dataclasses import dataclass

from core.settings import Economics, Valuation
from core.tables.lifetime import FittedModel, Lifetime
from core.value.evidence.bought import Bought
from core.value.evidence.buying import Buying
from core.value.evidence.spans import DAYS_IN_A_MONTH
from core.value.lifetime.checking import checked
from core.value.lifetime.foretelling import (
    fitted_amounts,
    fitted_counts,
    foretold,
    wanted_model,
)
from core.value.lifetime.margins import margin_rates
from core.value.lifetime.valued import Purchasing, Valued, mean_of, projection, rounded
from core.value.words import amount, percent


def by_purchases(
    known: Bought, found: Buying, valuation: Valuation, economics: Economics
) -> Valued:
    """Lifetime value by a model of purchases and one of amounts.

    Purchases expected within the horizon, each at what it is worth today, times the mean amount to
    come, times the share that is margin.
    """
    model = foretold(found.now, wanted_model(valuation), valuation.time_unit)
    days = economics.horizon_months * DAYS_IN_A_MONTH
    purchases = model.purchases(days)
    today = model.purchases_today(days, valuation.discount_rate)
    rates = margin_rates(found)
    values = rounded(today * model.amounts * rates)
    projected = rounded(projection(found, economics.horizon_months, economics.cost_months))
    counts, amounts = fitted_counts(model, valuation, found.now.end), fitted_amounts(model)
    bought = found.now.bought
    parts = (purchases, purchases * model.amounts, today * model.amounts, values, projected)
    average = Expected(*(float(one[bought].mean()) for one in parts))
    why = spelt_out("the average customer who has bought", average, known, valuation, economics)
    lifetime = Lifetime(
        model=counts.model,
        title=counts.title,
        sentence=counts.sentence,
        why=why,
        mean=mean_of(values[bought]),
        baseline=mean_of(projected[bought]),
        models=(counts, amounts),
    )
    purchasing = Purchasing(model, purchases, today, rates, checked(found, valuation, model))
    meaning = _meaning(known, (counts, amounts), (valuation, economics))
    return Valued(values, lifetime, meaning, projected, purchasing)


@dataclass(frozen=True)
class Expected:
    """What is expected of a customer over the horizon.

    Attributes
    ----------
    purchases, spent, today
        How many, for how much, and what that is worth today.
    value, projected
        Lifetime value, and the plain projection beside it.
    """

    purchases: float
    spent: float
    today: float
    value: float
    projected: float


def spelt_out(
    who: str, found: Expected, known: Bought, valuation: Valuation, economics: Economics
) -> str:
    """Tell how lifetime value comes about, with the numbers put in, as sentences."""
    words = (
        f"Over the next {economics.horizon_months} months {who} is expected to come "
        f"{found.purchases:.2f} times and to spend {amount(found.spent)}"
    )
    if valuation.discount_rate:
        rate = percent(valuation.discount_rate)
        words += f", worth {amount(found.today)} today at {rate} a year"
    if known.margin_is_known and found.today:
        words += f"; {percent(found.value / found.today)} of that is margin"
    return (
        f"{words}: {amount(found.value)}. The {known.word} so far, simply repeated, would say "
        f"{amount(found.projected)}."
    )


def _meaning(
    known: Bought, models: tuple[FittedModel, FittedModel], settings: tuple[Valuation, Economics]
) -> str:
    valuation, economics = settings
    counts, amounts = models
    margin = " × the share that is margin" if known.margin_is_known else ""
    rate = percent(valuation.discount_rate)
    discount = f", worth today at {rate} a year" if valuation.discount_rate else ""
    return (
        f"Expected over the next {economics.horizon_months} months, before the cost to serve: "
        f"purchases to come ({counts.title}) × mean amount of a purchase to come ({amounts.title})"
        f"{margin}{discount}, in the currency of the data; 0 for customers who never bought."
    )
