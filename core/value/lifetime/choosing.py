"""What each customer will bring: chosen by what is known, or as the settings say."""

from dataclasses import replace

import numpy as np

from core.errors import UserError
from core.settings import Economics, Valuation, ValueModel
from core.value.evidence.bought import Bought
from core.value.lifetime.by_contracts import by_contracts
from core.value.lifetime.by_purchases import by_purchases
from core.value.lifetime.by_totals import as_given, by_multiple, by_projection, yearly_totals
from core.value.lifetime.foretelling import reason_against
from core.value.lifetime.valued import Valued, mean_of, projection, rounded

_MOST_MONTHS = 1_200
"""A hundred years; nobody plans beyond."""


def lifetime_value(known: Bought, valuation: Valuation, economics: Economics) -> Valued | None:
    """Work out the lifetime value of each customer; None if nothing tells it.

    Unless the settings say otherwise: a column of the user's own as it is; contracts for
    customers who have one; purchases for the others, by a model or, where there are too few, simply
    repeated; the margin of a year times a multiple where only totals are known.

    Raises
    ------
    UserError
        If a setting makes no sense.
    """
    check_settings(valuation, economics)
    wanted, given = valuation.model, known.given.lifetime
    if given is not None and wanted in (ValueModel.AUTOMATIC, ValueModel.GIVEN):
        return as_given(given, _projected(known, economics))
    by_contract = None
    if known.contracts is not None and wanted in (ValueModel.AUTOMATIC, ValueModel.CONTRACTS):
        by_contract = by_contracts(known.contracts, known.size, valuation, economics)
    if by_contract is not None and np.isnan(by_contract.values).all():
        by_contract = None
    bought = _by_orders(known, valuation, economics)
    if by_contract is not None and bought is not None:
        return _both(by_contract, bought)
    return by_contract or bought or _by_totals(known, valuation, economics)


def _projected(known: Bought, economics: Economics) -> np.ndarray | None:
    if known.buying is None:
        return None
    return rounded(projection(known.buying, economics.horizon_months, economics.cost_months))


def _by_orders(known: Bought, valuation: Valuation, economics: Economics) -> Valued | None:
    found = known.buying
    by_multiple_only = valuation.model is ValueModel.MULTIPLE
    if found is None or not known.amount_is_known or by_multiple_only:
        return None
    if valuation.model is ValueModel.PROJECTION:
        return by_projection(known, found, economics, "You chose it.")
    reason = reason_against(found.now)
    if reason:
        return by_projection(known, found, economics, reason)
    return by_purchases(known, found, valuation, economics)


def _by_totals(known: Bought, valuation: Valuation, economics: Economics) -> Valued | None:
    totals = yearly_totals(known, valuation, economics)
    if totals is None:
        return None
    yearly, word, source = totals
    reason = "You chose it."
    if valuation.model is not ValueModel.MULTIPLE:
        reason = f"It is used because {source} has totals only."
    return by_multiple(yearly, word, valuation, economics, reason)


def _both(by_contract: Valued, bought: Valued) -> Valued:
    """Value customers with a contract by it, the others by their purchases."""
    contracted = ~np.isnan(by_contract.values)
    values = np.where(contracted, by_contract.values, bought.values)
    one, other = by_contract.lifetime, bought.lifetime
    lifetime = replace(
        one,
        title=f"{one.title} and {other.title}",
        sentence=f"{one.sentence} Customers without a contract: {other.sentence}",
        why=f"{one.why} Of those without a contract: {other.why}",
        mean=mean_of(values),
        baseline=other.baseline,
        models=(*one.models, *other.models),
    )
    meaning = f"{by_contract.meaning} For customers without a contract: {bought.meaning}"
    return replace(bought, values=values, lifetime=lifetime, meaning=meaning, contracted=contracted)


def check_settings(valuation: Valuation, economics: Economics) -> None:
    """Refuse settings that nothing can be worked out from.

    Raises
    ------
    UserError
        With the first of them.
    """
    months = f"Set it to a number from 1 to {_MOST_MONTHS:,}."
    rates = (
        (valuation.discount_rate, 0.0, "The discount rate", "0.1 for 10 % a year"),
        (valuation.margin_rate, -1.0, "The margin rate", "0.4 for 40 % of an amount"),
        (valuation.retention, 0.0, "The share who stay for another year", "0.8"),
    )
    for rate, least, name, example in rates:
        if rate is not None and not least <= rate <= 1:
            told = f"Set it to a share from {least:g} to 1, such as {example}."
            raise UserError(f"{name} is {rate:g}.", told)
    for number, name in (
        (economics.horizon_months, "The horizon"),
        (economics.cost_months, "The time that the cost to serve covers"),
        (valuation.contract_months, "The time from one renewal to the next"),
    ):
        if not 1 <= number <= _MOST_MONTHS:
            raise UserError(f"{name} is {number} months.", months)
