"""What to do next with whom: actions weighed, journeys, and who gets what."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from core.tables.moves import NaturalMoves

Floats = npt.NDArray[np.float64]
Amounts = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int8]
Marks = npt.NDArray[np.uint8]

NONE = 0
"""Stands for no action: actions are numbered from 1, in the order of the catalogue."""

_KINDS = 16


class Hindrance(IntEnum):
    """What keeps an action from a customer; together with a number it is a mark."""

    ORDER_RULE = 1
    NEEDS = 2
    WHO = 3
    AFTER = 4
    COOLING = 5
    IDEAL = 6
    UNMEASURED = 7
    NOWHERE = 8

    def mark(self, number: int = 0) -> int:
        """Give the mark of this hindrance, and which of the rules of this kind it is."""
        return self + _KINDS * min(number, _KINDS - 1)


def kinds_of(marks: Marks) -> Marks:
    """Give the kind of hindrance of each mark, `Hindrance` or 0 for none."""
    return marks % np.uint8(_KINDS)


def read_mark(mark: int) -> tuple[Hindrance, int]:
    """Give the hindrance that a mark stands for, and which of the rules of its kind it is."""
    return Hindrance(mark % _KINDS), mark // _KINDS


class Arm(IntEnum):
    """What is done with a customer in the plan."""

    NONE = 0
    TREATED = 1
    HOLD_OUT = 2


@dataclass(frozen=True, eq=False)
class WeighedCustomers:
    """Every action weighed for every scored customer, segment by segment.

    Attributes
    ----------
    rows
        Shape (scored,): places among the customer ids.
    codes
        Shape (scored,): segment codes, ascending.
    gains
        Shape (actions, scored): what the action earns over the horizon beyond doing nothing,
        its cost taken off, whether the customer may get it or not.
    arrivals
        Shape (actions, scored): chance that the action brings the customer to its ending
        segment.
    endings
        Shape (actions, scored): code of the ending segment; 0 for none.
    marks
        Shape (actions, scored): what keeps the action from the customer; 0 for nothing.
    alike
        Shape (scored,): places in these arrays, so that customers who are much alike are
        neighbours.
    """

    rows: npt.NDArray[np.int64]
    codes: Codes
    gains: Amounts
    arrivals: Amounts
    endings: Codes
    marks: Marks
    alike: npt.NDArray[np.int64]


@dataclass(frozen=True)
class SegmentAction:
    """An action weighed for a segment: the mean of its customers who may get it.

    Attributes
    ----------
    segment, to
        Codes of the starting and the ending segment; equal for an action that keeps. Of
        several endings that where most arrive.
    action, title
        Key and name of the action.
    customers
        Customers of the segment who may get it.
    unit_cost
        Cost for one customer.
    works, reach
        Likely share of treated customers for whom the action works, and the share of the way
        to the ending segment that it covers, both 0 to 1.
    success_low, success, success_high
        Share of treated customers who reach the ending segment: those for whom it works,
        times the reach.
    worth_without, worth_with
        What those who arrive would be worth over the horizon otherwise, and what they are.
    gain
        Per customer over the horizon: ``success * (worth_with - worth_without) - unit_cost``.
    gain_low, gain_high
        80 % interval of the gain.
    chance
        Chance that the gain is above 0.
    best_chance
        Chance that no other admissible action gains more in all.
    roi
        ``gain / unit_cost``.
    break_even
        Success from which the action pays; None if no success makes it pay.
    total
        Sum of the gains of its customers.
    advantage
        What a customer gains more by it than by the best other decision now, the best
        decisions following; None if it is not admissible for most of the segment.
    evidence
        Where the success comes from.
    reason
        Why this action, as a sentence.
    """

    segment: int
    to: int
    action: str
    title: str
    customers: int
    unit_cost: float
    works: float
    reach: float
    success_low: float
    success: float
    success_high: float
    worth_without: float
    worth_with: float
    gain: float
    gain_low: float
    gain_high: float
    chance: float
    best_chance: float
    roi: float
    break_even: float | None
    total: float
    advantage: float | None
    evidence: str
    reason: str


@dataclass(frozen=True)
class Blocked:
    """An action that most customers of a segment may not get, or that leads nowhere for them.

    Attributes
    ----------
    action, title
        Key and name of the action.
    gain
        What it would gain per customer if nothing stood against it; None if it leads nowhere.
    reason
        What stands against it, as a sentence.
    """

    action: str
    title: str
    gain: float | None
    reason: str


@dataclass(frozen=True)
class NextAction:
    """The next best action of a segment.

    Attributes
    ----------
    segment
        Code of the segment.
    best
        The admissible action with the greatest total gain; None if there is no admissible one.
    pays
        Whether the best has a gain above 0.
    rank
        Place by total gain among the segments whose action pays, from 1; None otherwise.
    considered
        All admissible actions, greatest total gain first.
    blocked
        The others, in the order of the catalogue.
    obvious
        The blocked action that would gain most, if that is more than the best one gains; None
        if there is none.
    """

    segment: int
    best: SegmentAction | None
    pays: bool
    rank: int | None
    considered: tuple[SegmentAction, ...]
    blocked: tuple[Blocked, ...]
    obvious: Blocked | None


@dataclass(frozen=True)
class Journey:
    """The best order of actions that leads a segment to the ideal, under the order rule.

    Attributes
    ----------
    segment
        Code of the segment.
    steps
        Pairs of an action and the code of the segment it leads to.
    arrives
        Whether the last step ends in the ideal.
    stops
        Why it does not, as a sentence.
    reaching, by_themselves
        Share of the customers, 0 to 1, who have reached the ideal within the horizon, with
        these actions and without any.
    periods
        Years until those arrive who do; None if nobody does.
    cost
        What is spent on a customer on the way.
    price_of_order
        What a customer would bring more over the horizon if the order rule did not hold.
    unruly
        Title of the action that would come first without the order rule; "" if it is the same.
    """

    segment: int
    steps: tuple[tuple[str, int], ...]
    arrives: bool
    stops: str
    reaching: float = 0.0
    by_themselves: float = 0.0
    periods: float | None = None
    cost: float = 0.0
    price_of_order: float = 0.0
    unruly: str = ""


@dataclass(frozen=True)
class ActionTable:
    """What to do next for each segment.

    Attributes
    ----------
    worth
        What a customer of each segment is worth over the horizon, in code order, moving as
        customers do by themselves.
    next_actions
        One per segment, in code order.
    ranking
        Segment codes with a paying action, greatest total gain first.
    journeys
        One per segment, in code order.
    assumptions
        How the numbers were made, as sentences.
    natural
        How customers move by themselves; None if nothing could be weighed.
    """

    worth: tuple[float, ...]
    next_actions: tuple[NextAction, ...]
    ranking: tuple[int, ...]
    journeys: tuple[Journey, ...]
    assumptions: tuple[str, ...]
    natural: NaturalMoves | None = None
