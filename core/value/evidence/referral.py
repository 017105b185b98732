"""Who brought whom, and what that is worth.

Kumar, Petersen & Leone (2007), "How Valuable Is Word of Mouth?", Harvard Business Review 85(10):
referred customers of type one would not have come by themselves, those of type two would have.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.settings import Role, Valuation
from core.tables.customers import Placed
from core.value.columns import NO_DAY, Floats, days_of
from core.value.evidence.buying import Span
from core.value.sums import exact_sums

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Referrals:
    """Who brought whom; every pair once.

    Attributes
    ----------
    by, who
        Shape (pairs,): places of the one who brought and of the one who was brought; -1 for
        somebody who is no customer.
    brought
        Shape (customers,): how many rows name this customer as the one who brought somebody.
    """

    by: Places
    who: Places
    brought: npt.NDArray[np.int64]


def referrals_of(parts: Sequence[Placed], size: int, span: Span) -> Referrals:
    """Find out who brought whom, up to the last day that counts.

    Raises
    ------
    UserError
        If a column does not hold dates.
    """
    by, who, brought = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], np.zeros(size, np.int64)
    for part in parts:
        used = part.places >= 0
        date = part.source.column_with(Role.DATE)
        if date is not None:
            days = days_of(part.source, date)
            used &= (days == NO_DAY) | (days <= span.last)
        brought += np.bincount(part.places[used], minlength=size)
        if len(part.referred):
            by.append(part.places[used])
            who.append(part.referred[used])
    pairs = np.unique(np.column_stack((np.concatenate(by), np.concatenate(who))), axis=0)
    pairs = pairs[(pairs[:, 1] >= 0) & (pairs[:, 0] != pairs[:, 1])]
    return Referrals(pairs[:, 0], pairs[:, 1], brought)


def referral_value(
    referrals: Referrals, lifetime: Floats, valuation: Valuation
) -> tuple[Floats, float]:
    """Credit customers for those whom they brought.

    For each customer brought: the share that would not have come (type one) times their lifetime
    value, plus the other share (type two) times what winning them would have cost, less the
    reward. Whoever was brought by several is shared among them.

    Returns
    -------
    tuple
        Value of shape (customers,); and the part of it that is in the lifetime values already.

    Raises
    ------
    UserError
        If the share of type one is no share.
    """
    share = valuation.type_one_share
    if not 0 <= share <= 1:
        raise UserError(
            f"The share of referred customers who would not have come otherwise is {share:g}.",
            "Give a share from 0 to 1, such as 0.5.",
        )
    size = len(lifetime)
    times = np.bincount(referrals.who, minlength=size)[referrals.who]
    worth = np.nan_to_num(lifetime[referrals.who])
    saved = (1 - share) * valuation.acquisition_cost - valuation.referral_reward
    credit = exact_sums(referrals.by, (share * worth + saved) / times, size)
    return credit, float((share * worth / times).sum())


def earned_by_referred(referrals: Referrals, earned: Floats) -> float:
    """Sum of what all customers who were brought by others earn; each counts once."""
    return float(earned[np.unique(referrals.who)].sum())
