"""What to do next: actions weighed for each segment, journeys and the plan."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentAction:
    """An action weighed for a segment.

    Attributes
    ----------
    segment, to
        Codes of the starting and the ending segment; equal for an action that keeps.
    action, title
        Key and name of the action.
    customers
        Customers of the segment.
    unit_cost
        Cost for one customer.
    works, reach
        Likely share of treated customers for whom the action works, and the share of the way
        to the ending segment that it covers, both 0 to 1.
    success_low, success, success_high
        Share of treated customers who reach the ending segment: those for whom it works,
        times the reach.
    worth_without, worth_with
        What a customer is worth over the horizon if they stay as they are, and if
        the action succeeds.
    gain
        Per customer over the horizon: ``success * (worth_with - worth_without) - unit_cost``.
    gain_low, gain_high
        The same at the lowest and highest success.
    roi
        ``gain / unit_cost``.
    break_even
        Success from which the action pays; None if no success makes it pay.
    total
        ``gain * customers``.
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
    roi: float
    break_even: float | None
    total: float
    evidence: str
    reason: str


@dataclass(frozen=True)
class NextAction:
    """The next best action of a segment.

    Attributes
    ----------
    segment
        Code of the segment.
    best
        The admissible action with the greatest gain; None if there is no admissible one.
    pays
        Whether the best has a gain above 0.
    rank
        Place by total gain among the segments whose action pays, from 1; None otherwise.
    considered
        All admissible actions, greatest gain first.
    blocked
        Titles of the actions that were not weighed, each with the reason as a sentence.
    """

    segment: int
    best: SegmentAction | None
    pays: bool
    rank: int | None
    considered: tuple[SegmentAction, ...]
    blocked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Journey:
    """The steps that lead a segment to the ideal by its next best actions.

    ``steps`` are (action, ending segment code) pairs; ``arrives`` tells whether the last one
    ends in the ideal, and ``stops`` says in a sentence why it does not.
    """

    segment: int
    steps: tuple[tuple[str, int], ...]
    arrives: bool
    stops: str


@dataclass(frozen=True)
class ActionTable:
    """What to do next for each segment.

    Attributes
    ----------
    worth
        What a customer of each segment is worth over the horizon, in code order.
    next_actions
        One per segment, in code order.
    ranking
        Segment codes with a paying action, greatest total gain first.
    journeys
        One per segment, in code order.
    assumptions
        How the numbers were made, as sentences.
    """

    worth: tuple[float, ...]
    next_actions: tuple[NextAction, ...]
    ranking: tuple[int, ...]
    journeys: tuple[Journey, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class PlanLine:
    """How many customers of a segment get its next best action within the plan."""

    segment: int
    action: str
    title: str
    customers: int
    spend: float
    gain: float
    gain_per_money: float


@dataclass(frozen=True)
class Plan:
    """Who gets what within the budget.

    Attributes
    ----------
    budget
        The limit; None if there is none.
    lines
        Best return first.
    assignments, spend, gain
        Sums over the lines.
    """

    budget: float | None
    lines: tuple[PlanLine, ...]
    assignments: int
    spend: float
    gain: float
