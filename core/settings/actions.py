"""What the company can do, and what a customer's position is worth."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """Where a number about an action comes from."""

    ASSUMED = "assumed"
    PAST_DATA = "past data"
    EXPERIMENT = "experiment"


@dataclass(frozen=True)
class Action:
    """Something the company can do to a customer.

    Attributes
    ----------
    name
        Key of the action, such as ``"cocooning"``.
    title
        Its name on screen and in files.
    description
        One sentence on what is done.
    unit_cost
        Cost for one customer, in the currency of the data, above 0.
    success_low, success, success_high
        Share of treated customers who reach the ending segment, 0 to 1: the lowest that
        is thought possible, the likely one and the highest.
    evidence
        Where the success shares come from.
    raises
        Measures whose score the action raises; empty for an action that keeps
        a customer where they are.
    sells
        Whether the action offers something for sale, which the order rule keeps from
        unhappy customers.
    needs
        Measure, lowest and highest median score (0 to 1) of the segments it is meant for.
    """

    name: str
    title: str
    description: str
    unit_cost: float
    success_low: float
    success: float
    success_high: float
    evidence: Evidence = Evidence.ASSUMED
    raises: tuple[str, ...] = ()
    sells: bool = False
    needs: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True)
class Economics:
    """What a customer's position is worth, and for how long.

    Attributes
    ----------
    horizon_months
        Months over which value, cost and gain are counted, at least 1.
    cost_months
        Months that the cost to serve of the data covers; it is scaled to the horizon.
    value_is_net
        Whether lifetime value has the cost to serve already taken off.
    loss_share
        Share of customers assumed to be lost over the horizon if nothing is done, 0 to 1.
    selling_needs
        Order rule: lowest median satisfaction score (0 to 1) of a segment that may be
        offered something for sale.
    """

    horizon_months: int = 36
    cost_months: int = 12
    value_is_net: bool = False
    loss_share: float = 0.15
    selling_needs: float = 0.4
