"""Contracts: how often they were renewed, and what they will still bring."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import Economics, Kind, Role, Valuation
from core.tables.customers import Placed
from core.tables.lifetime import FittedModel
from core.value.columns import NO_DAY, Days, Floats
from core.value.evidence.buying import Span
from core.value.evidence.contract_terms import term_amounts, term_days
from core.value.evidence.spans import DAYS_IN_A_MONTH
from core.value.models.beta_geometric import NAMES, ContractFit, fit_contracts, retention
from core.value.words import counted, percent

FEWEST_CONTRACTS = 30
MONTHS_IN_A_YEAR = 12.0

_ABOUT_THE_DAY = 0.05
"""Part of the time between two renewals."""


@dataclass(frozen=True, eq=False)
class Contracts:
    """Contracts that had begun by the last day that counts; arrays of shape (contracts,).

    Attributes
    ----------
    places
        Place of the customer.
    renewals
        How often each was renewed.
    lost
        1 if it was then not renewed, 0 if it still runs.
    months_to_next
        Months until the next renewal, for those that run.
    amounts
        What each brings from one renewal to the next; NaN if it is not known.
    """

    places: npt.NDArray[np.int32]
    renewals: Floats
    lost: Floats
    months_to_next: Floats
    amounts: Floats


def has_contracts(part: Placed) -> bool:
    """Whether the rows of a source say when contracts began and how they went on."""
    said = {column.role for column in part.source.columns}
    kinds = (Kind.CONTRACTS, Kind.PROFILES)
    return (
        part.source.kind in kinds and Role.START in said and bool({Role.END, Role.RENEWAL} & said)
    )


def contract_days(part: Placed) -> Days:
    """Days on which something happened: beginnings, and ends that are not merely agreed.

    Where some contracts have no end, those of the others have come; where all have one, ends
    may lie ahead.
    """
    known = part.places >= 0
    start, end = term_days(part, Role.START)[known], term_days(part, Role.END)[known]
    happened = [start[start != NO_DAY]]
    if (end == NO_DAY).any():
        happened.append(end[end != NO_DAY])
    return np.concatenate(happened)


def contracts_of(parts: Sequence[Placed], span: Span, valuation: Valuation) -> Contracts:
    """Gather the contracts of all sources.

    A contract that has an end in the past was not renewed then; one whose next renewal lies in the
    past was not renewed either. Of all others it is not known how they will end.

    Raises
    ------
    UserError
        If a column does not hold dates or numbers.
    """
    found = [_contracts(part, span, valuation) for part in parts]
    return Contracts(
        np.concatenate([one.places for one in found]),
        np.concatenate([one.renewals for one in found]),
        np.concatenate([one.lost for one in found]),
        np.concatenate([one.months_to_next for one in found]),
        np.concatenate([one.amounts for one in found]),
    )


def _contracts(part: Placed, span: Span, valuation: Valuation) -> Contracts:
    start, end, renewal = (term_days(part, role) for role in (Role.START, Role.END, Role.RENEWAL))
    over = np.where(end != NO_DAY, end, np.where(renewal <= span.last, renewal, NO_DAY))
    lost = (over != NO_DAY) & (over <= span.last)
    used = (part.places >= 0) & (start != NO_DAY) & (start <= span.last)
    start, over, lost, renewal = start[used], over[used], lost[used], renewal[used]
    length = valuation.contract_months * DAYS_IN_A_MONTH
    lasted = np.maximum(np.where(lost, over, span.last) - start.astype(np.int64), 0)
    # What ends on an anniversary, or some days around it, was not renewed on that day.
    begun = np.ceil(lasted / length - _ABOUT_THE_DAY) - 1
    periods = np.where(lost, begun, np.floor(lasted / length))
    to_next = (renewal.astype(np.int64) - span.last) / DAYS_IN_A_MONTH
    by_start = (start + (periods + 1) * length - span.last) / DAYS_IN_A_MONTH
    return Contracts(
        places=part.places[used],
        renewals=np.maximum(periods, 0.0),
        lost=lost.astype(np.float64),
        months_to_next=np.where(renewal > span.last, to_next, by_start),
        amounts=term_amounts(part, valuation)[used],
    )


@dataclass(frozen=True, eq=False)
class Renewing:
    """Chances of renewal: fitted, or the same for every renewal.

    ``fit`` is None where too few contracts are known; then ``rate`` holds for each renewal.
    """

    fit: ContractFit | None
    rate: float

    def chance(self, renewals: Floats) -> Floats:
        """Chance of one more renewal after so many."""
        if self.fit is None:
            return np.full(len(renewals), self.rate)
        return retention(self.fit.parameters, renewals + 1)


def renewing(contracts: Contracts, yearly_retention: float, valuation: Valuation) -> Renewing:
    """Fit the chances of renewal, or take the share that is assumed to stay for a year."""
    lost = contracts.lost > 0
    enough = len(lost) >= FEWEST_CONTRACTS and lost.any() and (contracts.renewals > 0).any()
    fit = fit_contracts(contracts.renewals, contracts.lost) if enough else None
    rate = yearly_retention ** (valuation.contract_months / MONTHS_IN_A_YEAR)
    return Renewing(fit if fit is not None and fit.settled else None, rate)


def periods_ahead(
    contracts: Contracts, chances: Renewing, valuation: Valuation, horizon_months: int
) -> Floats:
    """Expected periods that each contract will still be renewed for, worth today.

    What is paid at a renewal counts if it lies within the horizon. Lost contracts bring nothing.
    """
    length, rate = valuation.contract_months, valuation.discount_rate
    total, stays = np.zeros(len(contracts.lost)), 1 - contracts.lost
    months = np.maximum(contracts.months_to_next, 0.0)
    renewals = contracts.renewals
    while bool((months <= horizon_months).any()):
        stays = stays * chances.chance(renewals)
        today = (1 + rate) ** (-months / MONTHS_IN_A_YEAR)
        total += np.where(months <= horizon_months, stays * today, 0.0)
        renewals, months = renewals + 1, months + length
    return total


def fitted_contracts(contracts: Contracts, chances: Renewing, valuation: Valuation) -> FittedModel:
    """Tell how the chances of renewal were found."""
    count, fit = len(contracts.lost), chances.fit
    if fit is None:
        return FittedModel(
            model="retention",
            title="Constant retention",
            sentence=(
                f"{counted(count, 'contract')} are too few, or too much alike, to tell how the "
                f"chance of a renewal changes; {percent(chances.rate)} are taken to renew each "
                "time."
            ),
            parameters=(("retention", chances.rate),),
            time_unit="",
            log_likelihood=float("nan"),
            customers=count,
            settled=False,
        )
    return FittedModel(
        model="shifted-beta-geometric",
        title="Shifted beta-geometric",
        sentence=(
            "Shifted beta-geometric, because contracts with renewals are known: each customer "
            f"renews with a chance of their own. Fitted to {counted(count, 'contract')} that are "
            f"renewed every {counted(valuation.contract_months, 'month')}."
        ),
        parameters=tuple(zip(NAMES, fit.parameters.tolist(), strict=True)),
        time_unit=f"{valuation.contract_months} months",
        log_likelihood=fit.log_likelihood,
        customers=count,
        settled=True,
    )


def yearly_retention(valuation: Valuation, economics: Economics) -> float:
    """Share of customers who stay for another year: given, or from the share lost in all."""
    if valuation.retention is not None:
        return valuation.retention
    kept = 1 - economics.loss_share
    return float(kept ** (MONTHS_IN_A_YEAR / economics.horizon_months))
