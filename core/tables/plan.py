"""Who gets what, what it costs and earns, and what is reached by it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

OTHERS = "Other actions"
"""What the actions are called together that are not named."""

Codes = npt.NDArray[np.int8]
Amounts = npt.NDArray[np.float32]


@dataclass(frozen=True)
class PlanLine:
    """The customers of a segment who get one action.

    Attributes
    ----------
    segment
        Code of the segment.
    action, title
        Key and name of the action.
    customers
        How many get it.
    reach
        Mean share of the way to the ending segment that it covers for them, 0 to 1.
    success
        Share of them who are expected to arrive.
    worth_more
        What those who arrive are worth more over the horizon than if nothing were done.
    spend, gain
        What that costs, and what it earns beyond doing nothing, the cost taken off.
    gain_per_money
        Gain for 1 spent.
    held_out
        Customers who would get it and get nothing, so that its effect can be measured.
    detectable
        Smallest effect per customer, in money over the horizon, that this hold-out shows four
        times in five; None if nobody is held out.
    """

    segment: int
    action: str
    title: str
    customers: int
    reach: float
    success: float
    worth_more: float
    spend: float
    gain: float
    gain_per_money: float
    held_out: int
    detectable: float | None


@dataclass(frozen=True)
class Use:
    """How much of a channel the plan takes, and how much there is; None for no limit."""

    channel: str
    used: float
    capacity: float | None


@dataclass(frozen=True)
class Reached:
    """How far an objective is reached.

    Attributes
    ----------
    measure, change, relative
        The objective: the change that is wanted, in per cent if relative, else in the unit of
        the measure.
    today
        Mean of the measure over the scored customers today.
    reached
        The change that the plan brings within a year beyond what happens by itself, as
        ``change`` is given.
    met
        Whether that is as much as wanted.
    """

    measure: str
    change: float
    relative: bool
    today: float
    reached: float
    met: bool


@dataclass(frozen=True)
class FrontierPoint:
    """What the best plan for a budget earns: spend, gain, and the change of each objective."""

    spend: float
    gain: float
    reached: tuple[float, ...]


@dataclass(frozen=True)
class Plan:
    """Who gets what within the limits.

    Attributes
    ----------
    budget
        The limit; None if there is none.
    lines
        Best return first.
    assignments, spend, gain
        Sums over the lines.
    gain_low, gain_high
        80 % interval of the gain.
    chance
        Chance that the gain is above 0.
    bound
        No plan within the limits gains more, as the gains are counted.
    price
        What one more of money would gain; 0 if the budget does not bind.
    held_out
        Customers who would get an action and get nothing.
    uses
        What is taken of each channel.
    objectives
        How far each is reached.
    aimed
        Whether the plan was made to reach the objectives; otherwise it gains most, because that
        was the aim and the objectives are out of reach.
    frontier
        What other budgets would earn, ascending.
    notes
        What is worth knowing, as sentences.
    """

    budget: float | None
    lines: tuple[PlanLine, ...]
    assignments: int
    spend: float
    gain: float
    gain_low: float = 0.0
    gain_high: float = 0.0
    chance: float = 0.0
    bound: float = 0.0
    price: float = 0.0
    held_out: int = 0
    uses: tuple[Use, ...] = ()
    objectives: tuple[Reached, ...] = ()
    aimed: bool = False
    frontier: tuple[FrontierPoint, ...] = ()
    notes: tuple[str, ...] = ()

    def brings(self, most: int) -> tuple[tuple[str, float], ...]:
        """Return what each action brings before its cost is taken off, the greatest first.

        Of more than ``most`` actions the others are put together as ``OTHERS``, last.
        """
        parts: dict[str, float] = {}
        for line in self.lines:
            parts[line.title] = parts.get(line.title, 0.0) + line.gain + line.spend
        largest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
        if len(largest) <= most + 1:
            return tuple(largest)
        rest = sum(brings for _title, brings in largest[most:])
        return (*largest[:most], (OTHERS, rest))


@dataclass(frozen=True)
class Possible:
    """What is possible of one objective, within the capacities.

    Attributes
    ----------
    measure, change, relative
        The objective.
    most
        The most of it that any plan reaches, whatever the budget, as ``change`` is given.
    most_in_budget
        The most within the budget.
    least_cost
        The least spend that reaches it alone; None if none does.
    """

    measure: str
    change: float
    relative: bool
    most: float
    most_in_budget: float
    least_cost: float | None


@dataclass(frozen=True)
class Takes:
    """What it would take to reach the objectives.

    Attributes
    ----------
    least_cost
        The least spend that reaches all of them, within the capacities; None if none does.
    gain
        What the plan that does so gains.
    missed
        The least share by which all objectives together have to be lowered to be reached,
        whatever the budget; 0 if they can be.
    missed_in_budget
        The same within the budget.
    each
        What is possible of each.
    breaks_first
        Place of the objective of which the smallest share can be reached alone; None if all
        can be reached together.
    """

    least_cost: float | None
    gain: float
    missed: float
    missed_in_budget: float
    each: tuple[Possible, ...]
    breaks_first: int | None


@dataclass(frozen=True)
class ScenarioResult:
    """A plan that is kept to be compared with the one in force."""

    name: str
    plan: Plan


@dataclass(frozen=True, eq=False)
class CustomerActions:
    """What is best for each customer, and what the plan does with them, in the order of the ids.

    Actions are numbers, from 1 in the order of the catalogue; 0 is none.

    Attributes
    ----------
    action, second
        Shape (customers,): the action that gains most among those that the customer may get
        and that pay, and the one after it.
    gain, cost
        Shape (customers,): what the action gains over the horizon, and what it costs; NaN for
        none.
    ending
        Shape (customers,): code of the segment that it leads to; 0 for none.
    obvious
        Shape (customers,): the action that would gain more if nothing stood against it.
    mark
        Shape (customers,): what stands against that one; see `core.tables.actions.Hindrance`.
    planned
        Shape (customers,): the action of the plan; for those held out, what they would get.
    arm
        Shape (customers,): `core.tables.actions.Arm`.
    """

    action: Codes
    second: Codes
    gain: Amounts
    cost: Amounts
    ending: Codes
    obvious: Codes
    mark: npt.NDArray[np.uint8]
    planned: Codes
    arm: Codes
