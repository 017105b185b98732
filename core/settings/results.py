"""What is to be measured in a file that has a treatment column, and what has been learnt."""

from dataclasses import dataclass

from core.settings.actions import Evidence
from core.settings.axes import Direction
from core.settings.sources import Source


@dataclass(frozen=True)
class Experiment:
    """A comparison of those who got something with those who did not.

    Attributes
    ----------
    source
        The file: one row for each customer.
    treatment
        Column that says who got what.
    outcomes
        Columns to compare, each with the end that is good.
    control
        Value of the treatment column for those who got nothing; "" to have it recognised.
    cost
        Of treating one customer, in the currency of the data; None if it is not known.
    covariates
        Columns known from before anybody was treated.
    control_share
        Share of the customers that was meant as control, 0 to 1; None if it is not known.
    seed
        Of everything random.
    """

    source: Source
    treatment: str
    outcomes: tuple[tuple[str, Direction], ...]
    control: str = ""
    cost: float | None = None
    covariates: tuple[str, ...] = ()
    control_share: float | None = None
    seed: int = 0


@dataclass(frozen=True)
class Learned:
    """A measured success that the user has taken into the catalogue.

    Attributes
    ----------
    action
        Key of the action.
    period
        What it was measured in, such as "Sep 2025 to Sep 2026".
    evidence
        Where the success came from before.
    before, after
        Lowest, likely and highest success before and since, 0 to 1.
    treated, control
        Customers that it was measured with.
    """

    action: str
    period: str
    evidence: Evidence
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    treated: int
    control: int
