"""What the window asks about what customers are worth, and what it is told."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.tables.value import CustomerWorth


@dataclass(frozen=True)
class WorthRows:
    """Show what single customers are worth; answered by `WorthShown`.

    Attributes
    ----------
    analysis
        Serial number of the analysis that is being looked at.
    first, last
        Places from the most profitable customer, from and to, from 0.
    """

    analysis: int
    first: int
    last: int


@dataclass(frozen=True)
class WorthShown:
    """What customers are worth, the most profitable first."""

    rows: tuple[CustomerWorth, ...]


@dataclass(frozen=True)
class WithActivity:
    """Tell who took service of a kind; answered by `MembersFound`.

    Attributes
    ----------
    analysis
        Serial number of the analysis that is being looked at.
    activity
        The kind, as the analysis calls it.
    """

    analysis: int
    activity: str


@dataclass(frozen=True, eq=False)
class MembersFound:
    """Shape (customers,): who was asked for, in the order of the customer ids."""

    members: npt.NDArray[np.bool_]


WorthLookup = WorthRows | WithActivity
WorthFound = WorthShown | MembersFound
