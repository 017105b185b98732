"""The plan in numbers: who gets what, what it earns, and what is reached by it."""

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.actions.allocation import Allocation
from core.actions.evidence import interval
from core.actions.ground import Ground
from core.actions.holdout import detectable
from core.actions.knapsack import NOTHING
from core.actions.prices import gathered
from core.actions.worth import own_worth
from core.settings import Aim, PlanSettings
from core.tables.plan import FrontierPoint, Plan, PlanLine, Reached, Use

Floats = npt.NDArray[np.float64]

_MET = 1e-6


def plan_of(
    ground: Ground,
    allocation: Allocation,
    settings: PlanSettings,
    frontier: tuple[FrontierPoint, ...],
) -> Plan:
    """Sum a plan up.

    Parameters
    ----------
    ground
        What it was made on.
    allocation
        Who gets what.
    settings
        The limits that were asked for.
    frontier
        What other budgets would earn.
    """
    summed = _Summed(ground, allocation)
    lines = tuple(sorted(summed.lines(), key=_best_return_first))
    gain = math.fsum(line.gain for line in lines)
    draws = summed.draws()
    low, high = interval(draws)
    reached = tuple(summed.reached())
    by_gain = settings.aim is Aim.GAIN or not ground.effects
    return Plan(
        budget=settings.budget,
        lines=lines,
        assignments=sum(line.customers for line in lines),
        spend=summed.spend(),
        gain=gain,
        gain_low=float(low),
        gain_high=float(high),
        chance=float((draws > 0).mean()),
        bound=max(allocation.bound, gain) if by_gain else gain,
        price=_price(ground, allocation) if by_gain else 0.0,
        held_out=sum(line.held_out for line in lines),
        uses=tuple(summed.uses(settings)),
        objectives=reached,
        aimed=allocation.aimed,
        frontier=frontier,
    )


def no_plan(settings: PlanSettings) -> Plan:
    """Give the plan where nothing could be weighed."""
    return Plan(settings.budget, (), 0, 0.0, 0.0)


def _best_return_first(line: PlanLine) -> tuple[float, int, str]:
    return (-round(line.gain_per_money, 9), line.segment, line.action)


def _price(ground: Ground, allocation: Allocation) -> float:
    """What one more of money would gain."""
    if ground.limits.budget is None:
        return 0.0
    return float(allocation.prices.limits[0]) * ground.limits.unit


class _Summed:
    """What a plan adds up to, by segment and action."""

    def __init__(self, ground: Ground, allocation: Allocation) -> None:
        self._ground = ground
        self._weighing = ground.weighing
        self._catalogue = ground.weighing.situation.catalogue
        customers = ground.weighing.customers
        self._treated = np.where(ground.held, np.int8(NOTHING), allocation.choice)
        self._gains = gathered(customers.gains, self._treated)
        self._arrivals = gathered(customers.arrivals, self._treated)
        actions = len(self._catalogue)
        cells = (customers.codes.astype(np.int64) - 1) * actions
        self._shape = (len(ground.weighing.situation.states.values), actions)
        self._given = self._treated != NOTHING
        self._cells = cells + self._treated
        held = ground.held & (allocation.choice != NOTHING)
        self._held = self._counted((cells + allocation.choice)[held])
        self._customers = self._counted(self._cells[self._given])

    def _counted(self, cells: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        counts = np.bincount(cells, minlength=self._shape[0] * self._shape[1])
        return counts.reshape(self._shape)

    def _over(self, amounts: Floats) -> Floats:
        cells, size = self._cells[self._given], self._shape[0] * self._shape[1]
        sums = np.bincount(cells, amounts[self._given], size).reshape(self._shape)
        return np.asarray(sums, dtype=np.float64)

    def lines(self) -> Iterator[PlanLine]:
        """Yield a line for each segment and action with customers."""
        gains, arrivals = self._over(self._gains), self._over(self._arrivals)
        situation = self._weighing.situation
        worth = own_worth(situation.customers.scored, situation.economics).worth
        codes = situation.customers.segments.codes
        spread = {int(code): float(worth[codes == code].std()) for code in np.unique(codes) if code}
        for segment, place in zip(*np.nonzero(self._customers), strict=True):
            action, customers = self._catalogue[place], int(self._customers[segment, place])
            spend = self._spend(int(place), customers)
            gain, held = float(gains[segment, place]), int(self._held[segment, place])
            arriving = float(arrivals[segment, place])
            success = arriving / customers
            cost = action.unit_cost * customers
            yield PlanLine(
                segment=int(segment) + 1,
                action=action.name,
                title=action.title,
                customers=customers,
                reach=success / action.success if action.success else 1.0,
                success=success,
                worth_more=(gain + cost) / arriving if arriving else 0.0,
                spend=spend,
                gain=gain,
                gain_per_money=gain / spend,
                held_out=held,
                detectable=detectable(customers, held, spread[int(segment) + 1]),
            )

    def _spend(self, place: int, customers: int) -> float:
        return int(self._ground.limits.costs[place]) * customers / self._ground.limits.unit

    def spend(self) -> float:
        """What the plan costs, exact to the smallest unit of money."""
        units = int(self._customers.sum(axis=0) @ self._ground.limits.costs)
        return units / self._ground.limits.unit

    def draws(self) -> Floats:
        """What the plan could gain instead, shape (draws,)."""
        drawn, sums = self._weighing.drawn, self._weighing.sums
        costs = np.array([action.unit_cost for action in self._catalogue]) * self._customers
        gross = self._over(self._gains) + costs
        share = np.divide(
            self._over(self._arrivals),
            sums.arrivals,
            np.zeros(self._shape),
            where=sums.arrivals > 0,
        )
        total = drawn.success[:, None, :] * (gross + drawn.adjusting * share) - costs
        return np.asarray(total.sum(axis=(1, 2)))

    def uses(self, settings: PlanSettings) -> Iterator[Use]:
        """Yield what is taken of each channel, in the order of the catalogue."""
        treated = self._customers.sum(axis=0)
        used: dict[str, float] = {}
        for action, customers in zip(self._catalogue, treated, strict=True):
            for channel, amount in action.uses:
                used[channel] = used.get(channel, 0.0) + amount * int(customers)
        capacities = dict(settings.capacities)
        for channel, amount in used.items():
            yield Use(channel, amount, capacities.get(channel))

    def reached(self) -> Iterator[Reached]:
        """Yield how far each objective is reached."""
        customers = len(self._treated)
        for effect, towards in zip(self._ground.effects, self._ground.towards, strict=True):
            total = float(gathered(towards, self._treated).sum())
            objective = effect.objective
            yield Reached(
                measure=objective.measure,
                change=objective.change,
                relative=objective.relative,
                today=effect.today,
                reached=effect.as_given(total, customers),
                met=total >= effect.wanted * (1 - _MET),
            )
