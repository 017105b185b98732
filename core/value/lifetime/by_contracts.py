"""Lifetime value from contracts: how often they will be renewed, and what each renewal brings."""

import numpy as np

from core.settings import Economics, Valuation, ValueModel
from core.tables.lifetime import Lifetime
from core.value.columns import Floats
from core.value.evidence.contracts import (
    MONTHS_IN_A_YEAR,
    Contracts,
    fitted_contracts,
    periods_ahead,
    renewing,
    yearly_retention,
)
from core.value.lifetime.valued import Valued, mean_of, rounded
from core.value.sums import exact_sums
from core.value.words import amount, begun, percent


def by_contracts(
    contracts: Contracts, size: int, valuation: Valuation, economics: Economics
) -> Valued:
    """Lifetime value as what each renewal brings, for as often as it is expected, worth today.

    NaN for customers without a contract.
    """
    chances = renewing(contracts, yearly_retention(valuation, economics), valuation)
    ahead = periods_ahead(contracts, chances, valuation, economics.horizon_months)
    each = margin_of_a_period(contracts, valuation)
    known = ~np.isnan(each)
    at = contracts.places[known]
    values = np.where(
        np.bincount(at, minlength=size) > 0, exact_sums(at, (ahead * each)[known], size), np.nan
    )
    values = rounded(values)
    model = fitted_contracts(contracts, chances, valuation)
    how = (
        f"margin of each renewal × renewals expected within {economics.horizon_months} months "
        f"({model.title}), worth today at {percent(valuation.discount_rate)} a year"
    )
    running = contracts.lost == 0
    mean = float(ahead[running].mean()) if running.any() else 0.0
    lifetime = Lifetime(
        model=ValueModel.CONTRACTS.value,
        title=model.title,
        sentence=model.sentence,
        why=(
            f"A contract that runs is expected to be renewed {mean:.2f} more times within "
            f"{economics.horizon_months} months, worth today; the average customer with a contract "
            f"is worth {amount(mean_of(values))}."
        ),
        mean=mean_of(values),
        baseline=None,
        models=(model,),
    )
    meaning = f"{begun(how)}, in the currency of the data; what is paid already is not in it."
    return Valued(values, lifetime, meaning)


def margin_of_a_period(contracts: Contracts, valuation: Valuation) -> Floats:
    """What each contract brings from one renewal to the next."""
    rate = 1.0 if valuation.margin_rate is None else valuation.margin_rate
    return contracts.amounts * rate


def yearly_margin(contracts: Contracts, size: int, valuation: Valuation) -> Floats:
    """What the contracts that run bring each customer in a year; NaN for those without any."""
    each = margin_of_a_period(contracts, valuation) * MONTHS_IN_A_YEAR / valuation.contract_months
    known = ~np.isnan(each)
    at = contracts.places[known]
    running = np.where(contracts.lost[known] > 0, 0.0, each[known])
    return np.where(np.bincount(at, minlength=size) > 0, exact_sums(at, running, size), np.nan)
