"""What customers are worth through others: those whom they bring, and their voice."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.settings import Valuation
from core.value.columns import Floats
from core.value.evidence.gathering import Evidence
from core.value.evidence.referral import referral_value
from core.value.words import amount, percent


@dataclass(frozen=True, eq=False)
class Kindred:
    """One kind of indirect value: its name, how it is worked out, and shape (customers,) of it."""

    name: str
    meaning: str
    values: Floats


@dataclass(frozen=True, eq=False)
class Indirect:
    """Indirect value of all customers.

    Attributes
    ----------
    kinds
        Its kinds, as far as they are known.
    total
        Shape (customers,): all of them together.
    counted_twice
        Part of it that is in the lifetime values of customers who were brought already.
    """

    kinds: tuple[Kindred, ...]
    total: Floats
    counted_twice: float


def indirect_value(
    known: Evidence, lifetime: Floats | None, valuation: Valuation
) -> Indirect | None:
    """Work out what customers are worth through others; None if nothing is known of it.

    Customer engagement value beside lifetime value: Kumar et al. (2010), "Undervalued or Overvalued
    Customers: Capturing Total Customer Engagement Value", Journal of Service Research 13(3).
    """
    twice, kinds = 0.0, []
    if known.referrals is not None and lifetime is not None:
        values, twice = referral_value(known.referrals, lifetime, valuation)
        kinds.append(Kindred("referral_value", _referral_meaning(valuation), values))
    kinds += _of_voice(known, valuation)
    if not kinds:
        return None
    return Indirect(tuple(kinds), np.asarray(sum(one.values for one in kinds)), twice)


def _of_voice(known: Evidence, valuation: Valuation) -> Iterator[Kindred]:
    """Advocacy and feedback, as far as a worth is set for them."""
    if known.answers is None:
        return
    if valuation.advocate_value:
        meaning = (
            f"{amount(valuation.advocate_value)} for each customer whose mean answer is one of the "
            "best fifth of the scale: they recommend; 0 for others. An assumption of yours."
        )
        values = np.where(known.answers.advocates, valuation.advocate_value, 0.0)
        yield Kindred("advocacy_value", meaning, values)
    if valuation.feedback_value:
        meaning = (
            f"{amount(valuation.feedback_value)} for each answer: it helps to improve; 0 for "
            "customers without one. An assumption of yours."
        )
        values = known.answers.answers.astype(np.float64) * valuation.feedback_value
        yield Kindred("feedback_value", meaning, values)


def _referral_meaning(valuation: Valuation) -> str:
    share = valuation.type_one_share
    return (
        f"For each customer brought: {percent(share)} of their lifetime value, since so many are "
        f"taken not to have come otherwise, plus {percent(1 - share)} of "
        f"{amount(valuation.acquisition_cost)} saved for winning them, less "
        f"{amount(valuation.referral_reward)} reward; shared if several brought the same; 0 for "
        "customers who brought nobody."
    )


def indirect_meaning(found: Indirect) -> str:
    """How the total is made up."""
    names = " + ".join(one.name for one in found.kinds)
    return f"Value through others: {names}. What is in lifetime values already is not added again."
