"""What the company can do, and what a customer's position is worth."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """Where a number about an action comes from."""

    ASSUMED = "assumed"
    PAST_DATA = "past data"
    EXPERIMENT = "experiment"


class Comparison(StrEnum):
    """How the value of a customer is compared."""

    IS = "is"
    IS_NOT = "is not"
    ONE_OF = "is one of"
    AT_LEAST = "is at least"
    AT_MOST = "is at most"
    KNOWN = "is known"
    UNKNOWN = "is not known"


@dataclass(frozen=True)
class Condition:
    """What has to be true of a customer.

    Attributes
    ----------
    column
        Column of the customer table; ``"segment"`` for the name or the code of the segment.
    test
        How its value is compared.
    value
        With what, as text; several, separated by semicolons, for "is one of"; "" where
        nothing is compared.
    """

    column: str
    test: Comparison
    value: str = ""


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
        Share of treated customers for whom the action works, 0 to 1: the lowest that
        is thought possible, the likely one and the highest.
    evidence
        Where the success shares come from.
    moves
        Measure and how far the action moves its score if it works, -1 to 1. Above 0 it lifts
        the customer by at most that much, and not above the ideal; below 0 it costs them as
        much. Empty for an action that keeps a customer where they are.
    sells
        Whether the action offers something for sale, which the order rule keeps from
        unhappy customers.
    needs
        Measure, lowest and highest score (0 to 1) of the customers it is meant for.
    who
        What else has to be true of a customer.
    after
        Names of the actions that have to come first.
    uses
        Channel and how much of its capacity one customer takes, above 0.
    cooling_months
        Months that have to pass before a customer may get it again; 0 for none.
    done_on
        Column with the day on which a customer had it last; "" if none tells.
    """

    name: str
    title: str
    description: str
    unit_cost: float
    success_low: float
    success: float
    success_high: float
    evidence: Evidence = Evidence.ASSUMED
    moves: tuple[tuple[str, float], ...] = ()
    sells: bool = False
    needs: tuple[tuple[str, float, float], ...] = ()
    who: tuple[Condition, ...] = ()
    after: tuple[str, ...] = ()
    uses: tuple[tuple[str, float], ...] = ()
    cooling_months: int = 0
    done_on: str = ""

    @property
    def raises(self) -> tuple[str, ...]:
        """Measures whose score the action lifts."""
        return tuple(measure for measure, far in self.moves if far > 0)


@dataclass(frozen=True)
class Catalogue:
    """Actions under a name; only one catalogue is in force at a time."""

    name: str
    actions: tuple[Action, ...]


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
        Order rule: lowest satisfaction score (0 to 1) of a customer who may be offered
        something for sale.
    """

    horizon_months: int = 36
    cost_months: int = 12
    value_is_net: bool = False
    loss_share: float = 0.15
    selling_needs: float = 0.4
