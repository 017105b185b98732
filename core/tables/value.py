"""What each customer is worth, and where the profit really comes from."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.tables.customers import MeasureColumn
from core.tables.lifetime import Lifetime, ModelCheck
from core.tables.profit import Concentration, Parts, Tier, Totals, Whale


@dataclass(frozen=True)
class Period:
    """The time that profit is counted over.

    Attributes
    ----------
    first, last
        Its first and last day, as ``"2025-09-30"``; "" if nothing is dated.
    months
        How long it is, to a tenth of a month.
    words
        As in ``"the 12 months to 30 September 2025"``.
    """

    first: str
    last: str
    months: float
    words: str


@dataclass(frozen=True)
class Activity:
    """What a kind of contact costs; ``minutes`` is None if no minutes are known."""

    activity: str
    contacts: int
    minutes: float | None
    cost: float
    share: float


@dataclass(frozen=True)
class Unused:
    """Time of a pool that nobody was served with, and what it costs."""

    pool: str
    minutes: float
    cost: float
    used_share: float


@dataclass(frozen=True)
class Costs:
    """Where the cost to serve goes.

    Attributes
    ----------
    source
        ``"as recorded"``, ``"rate table"`` or the name of a column.
    activities
        By activity, the dearest first; empty if only sums per customer are known.
    unused
        What is charged to no customer, by pool.
    """

    source: str
    activities: tuple[Activity, ...]
    unused: tuple[Unused, ...]


@dataclass(frozen=True)
class Survey:
    """The answers.

    Attributes
    ----------
    low, high
        Ends of the scale that was recognised.
    reason
        How it was recognised, as a sentence.
    answers, customers
        How many answers, of how many customers.
    mean
        Of all answers.
    promoters
        Net promoter score, -100 to 100, on a scale from 0 to 10; None on others.
    satisfied
        Share of answers that are one of the two best.
    """

    low: float
    high: float
    reason: str
    answers: int
    customers: int
    mean: float
    promoters: float | None
    satisfied: float


@dataclass(frozen=True)
class CustomerWorth:
    """What one customer is worth.

    Attributes
    ----------
    customer
        The id.
    tier, stage
        Value tier and lifecycle stage; ``stage`` is "" if there is none.
    margin, cost_to_serve, other_costs, profit
        In the period, in the currency of the data.
    lifetime_value, indirect_value
        Over the horizon; None if it is not known.
    why
        How lifetime value comes about, with the numbers put in, as sentences.
    """

    customer: str
    tier: str
    stage: str
    margin: float
    cost_to_serve: float
    other_costs: float
    profit: float
    lifetime_value: float | None
    indirect_value: float | None
    why: str


@dataclass(frozen=True, eq=False)
class ValueTable:
    """What each customer is worth.

    Attributes
    ----------
    columns
        The measures that were worked out.
    given_is_used
        Whether a column of lifetime values of the user's own is in force.
    period
        The time that profit is counted over.
    earned
        What stands for margin: ``"margin"``, ``"revenue"`` or ``"lifetime value"``; "" if
        nothing that customers bring is known.
    totals, whale, concentration
        The company as a whole; None if nothing that customers bring is known.
    tiers
        In the order of `core.tables.profit.TIERS`; empty as before.
    finding
        What the whale curve shows, as a sentence without a full stop; "" as before.
    pattern
        How the tiers compare with what other companies find, as sentences; "" as before.
    parts
        What profit and lifetime value of each customer are made of; None as before.
    rank
        Shape (customers,): place from the most profitable, from 0; -1 as before.
    tier
        Shape (customers,): place of the tier in `core.tables.profit.TIERS`, from 1; 0 as before.
    stage
        Shape (customers,): place of the stage in `core.tables.profit.STAGES`, from 1; 0 for none.
    lifetime
        Where lifetime value comes from; None if it is not known.
    check
        How good it would have been; None if that cannot be told.
    costs
        Where the cost to serve goes; None if it is not known.
    activities
        Kinds of service contact in the period, the most frequent first: what the rate table
        can price.
    survey
        The answers; None without any.
    without_cost
        Why the cost to serve is not known and what would tell it; "" if it is.
    missing
        What would make more of this page, each as a sentence.
    assumptions
        How the numbers were made, as sentences.
    notes
        What else is worth knowing, as sentences.
    """

    columns: tuple[MeasureColumn, ...]
    given_is_used: bool
    period: Period
    earned: str
    totals: Totals | None
    whale: Whale | None
    concentration: Concentration | None
    tiers: tuple[Tier, ...]
    finding: str
    pattern: str
    parts: Parts | None
    rank: npt.NDArray[np.int32]
    tier: npt.NDArray[np.int8]
    stage: npt.NDArray[np.int8]
    lifetime: Lifetime | None
    check: ModelCheck | None
    costs: Costs | None
    activities: tuple[str, ...]
    survey: Survey | None
    without_cost: str
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]
