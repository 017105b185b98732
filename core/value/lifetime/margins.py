"""How much of an amount is margin, for each customer."""

import numpy as np

from core.value.columns import Floats
from core.value.evidence.buying import Buying

_PRIOR_PURCHASES = 5.0
"""The margin rate of everybody counts as so many average purchases of a customer's own."""


def margin_rates(found: Buying) -> Floats:
    """Share of an amount that is margin, of shape (customers,), below 0 for a loss.

    A customer's own rate, drawn towards that of everybody, because one cheap or dear purchase
    says little. Losses come in here, so that amounts stay what was paid.
    """
    covered = float(found.covered.sum())
    if not covered > 0:
        return np.ones(len(found.margin))
    everybody = min(float(found.margin.sum()) / covered, 1.0)
    purchases = float(found.now.purchases.sum())
    prior = _PRIOR_PURCHASES * float(found.now.amount.sum()) / max(purchases, 1.0)
    weight = np.maximum(found.covered, 0.0) + prior
    own = np.where(found.covered > 0, found.margin, 0.0)
    rates = np.divide(own + prior * everybody, weight, out=np.ones(len(own)), where=weight > 0)
    return np.clip(rates, -1.0, 1.0)


def company_rate(found: Buying) -> float:
    """Share of all amounts that is margin; 1 where nothing is known of it."""
    covered = float(found.covered.sum())
    return float(found.margin.sum()) / covered if covered > 0 else 1.0
