"""What limits and targets cost at the margin, found by letting prices choose plans.

At given prices everybody gets the action that gains most net of them. Mixing the plans that
come of different prices, as well as the limits and targets allow, gives better prices, until
no new plan helps (Dantzig and Wolfe, 1960, "Decomposition Principle for Linear Programs",
Operations Research 8(1)). The mixture is solved by HiGHS; it has a row for each limit and
target, however many customers there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from core.actions.knapsack import NOTHING

Floats = npt.NDArray[np.float64]
Amounts = npt.NDArray[np.floating]
Choice = npt.NDArray[np.int8]

MOST_PLANS = 200
PROVEN = 1e-6
_PENALTY = 1e6
"""What missing all targets costs, in plans that do the best for everybody."""

_LEAST = 1e-9


@dataclass(frozen=True, eq=False)
class Programme:
    """What is to be made as great as possible, and what has to be kept.

    Attributes
    ----------
    gains
        Shape (actions, customers): what an action gains; minus infinity where it may not be
        done.
    uses
        Shape (limits, actions): how much an action takes of each limited thing, at least 0.
    limits
        Shape (limits,): how much of each there is, above 0.
    effects
        Shape (targets, actions, customers): what an action does towards each target.
    targets
        Shape (targets,): how much is wanted of each in all, above 0.
    weight
        How many customers each one stands for.
    """

    gains: Amounts
    uses: Floats
    limits: Floats
    effects: Amounts
    targets: Floats
    weight: float = 1.0

    def of(self, places: npt.NDArray[np.int64]) -> "Programme":
        """Give the programme for some customers who stand for all."""
        return replace(
            self,
            gains=np.ascontiguousarray(self.gains[:, places]),
            effects=np.ascontiguousarray(self.effects[:, :, places]),
            weight=self.weight * self.gains.shape[1] / len(places),
        )


@dataclass(frozen=True, eq=False)
class Prices:
    """What one of each limited thing costs, and what one towards each target brings, in gain."""

    limits: Floats
    targets: Floats


@dataclass(frozen=True, eq=False)
class Mixture:
    """The best mixture of plans.

    Attributes
    ----------
    choices, weights
        The plans that are mixed, and how much of each; the weights add up to 1.
    prices
        What limits and targets cost in it.
    value
        What it gains.
    bound
        What no plan exceeds, mixed or not.
    missed
        Share of the targets that it misses, the same for all.
    tried
        The prices that led to the plans.
    amounts
        What it gains, takes of each limited thing, and does towards each target.
    """

    choices: tuple[Choice, ...]
    weights: Floats
    prices: Prices
    value: float
    bound: float
    missed: float
    tried: tuple[Prices, ...]
    amounts: Floats


def net_gains(programme: Programme, prices: Prices) -> Iterator[Amounts]:
    """Yield for each action, shape (customers,), what it gains net of the prices."""
    paid = prices.limits @ programme.uses
    for action, gains in enumerate(programme.gains):
        net = gains - gains.dtype.type(paid[action])
        for price, effects in zip(prices.targets, programme.effects, strict=True):
            if price:
                net += gains.dtype.type(price) * effects[action]
        yield net


def best_at(programme: Programme, prices: Prices) -> tuple[Choice, Amounts]:
    """Give everybody the action that gains most net of the prices; of equal ones the first.

    Returns
    -------
    tuple of numpy.ndarray
        Shape (customers,): its place, `NOTHING` if none is better than nothing; and what it
        gains net of the prices, at least 0.
    """
    score = np.zeros(programme.gains.shape[1], dtype=programme.gains.dtype)
    choice = np.full(len(score), NOTHING, dtype=np.int8)
    for action, net in enumerate(net_gains(programme, prices)):
        np.copyto(choice, np.int8(action), where=net > score)
        np.maximum(score, net, out=score)
    return choice, score


def gathered(amounts: Amounts, choice: Choice) -> Floats:
    """Amount of the chosen action of each customer; 0 for none."""
    own = amounts[choice, np.arange(len(choice))].astype(np.float64)
    own[choice == NOTHING] = 0.0
    return own


def used(programme: Programme, choice: Choice) -> Floats:
    """How much of each limited thing the choices take."""
    counts = np.bincount(choice + 1, minlength=len(programme.gains) + 1)[1:]
    return np.asarray(programme.uses @ counts * programme.weight)


def done(programme: Programme, choice: Choice) -> Floats:
    """How much the choices do towards each target."""
    sums = [gathered(effects, choice).sum() for effects in programme.effects]
    return np.array(sums, dtype=np.float64) * programme.weight


def mixed(
    programme: Programme,
    start: Iterable[Prices] = (),
    most: int = MOST_PLANS,
    proven: float = PROVEN,
) -> Mixture:
    """Find the best mixture of plans, and the prices that prove it.

    Parameters
    ----------
    programme
        Limits are kept; targets are missed only if they cannot be reached.
    start
        Prices to begin with, from a programme that is much like this one.
    most
        Plans after which the search ends.
    proven
        Distance from the bound, as a share of it, at which it ends.
    """
    mixer = _Mixer(programme)
    for prices in start:
        mixer.add(prices)
    return mixer.best(programme.limits, most, proven)


def mixed_for(
    programme: Programme, amounts: Iterable[float], proven: float = PROVEN
) -> list[Mixture]:
    """Find the best mixture for each amount of what is limited first, one after the other."""
    mixer = _Mixer(programme)
    others = programme.limits[1:]
    return [
        mixer.best(np.concatenate([[amount], others]), MOST_PLANS, proven) for amount in amounts
    ]


class _Mixer:
    """Collects plans and mixes them; what was found for some limits helps with others."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        sizes = np.where(np.isfinite(programme.gains), np.abs(programme.gains), 0)
        most = float(sizes.max(axis=0, initial=0).sum(dtype=np.float64))
        self._unit = most * programme.weight or 1.0
        self._tried: list[Prices] = []
        self._choices: list[Choice] = []
        self._scores: list[float] = []
        self._columns: list[Floats] = []
        self.add(Prices(np.zeros(len(programme.limits)), np.zeros(len(programme.targets))))
        nothing = np.full(programme.gains.shape[1], NOTHING, dtype=np.int8)
        self._keep(self._tried[0], nothing, np.inf)

    def add(self, prices: Prices) -> None:
        """Add the plan that the prices lead to."""
        choice, score = best_at(self._programme, prices)
        self._keep(prices, choice, float(score.sum(dtype=np.float64)) * self._programme.weight)

    def _keep(self, prices: Prices, choice: Choice, score: float) -> None:
        programme = self._programme
        gain = float(gathered(programme.gains, choice).sum()) * programme.weight
        self._tried.append(prices)
        self._choices.append(choice)
        self._scores.append(score)
        self._columns.append(
            np.concatenate([[gain], used(programme, choice), done(programme, choice)])
        )

    def best(self, limits: Floats, most: int, proven: float) -> Mixture:
        """Mix the plans as well as the limits allow, and look for more until none helps."""
        wanted = len(self._choices) + most
        while True:
            found = self._mix(limits)
            self.add(found.prices)
            bound = self._bound(limits)
            enough = proven * max(abs(bound), self._unit * proven)
            if bound - found.value <= enough or len(self._choices) > wanted:
                return replace(found, bound=bound)

    def _bound(self, limits: Floats) -> float:
        """The least of what, by all prices tried, no plan exceeds."""
        targets = self._programme.targets
        bounds = (
            score + float(prices.limits @ limits - prices.targets @ targets)
            for score, prices in zip(self._scores, self._tried, strict=True)
        )
        return min(bounds)

    def _mix(self, limits: Floats) -> Mixture:
        """Mix the plans that there are; everything is measured by what there is of it."""
        count, targets = len(limits), len(self._programme.targets)
        table = np.array(self._columns).T
        size = np.maximum(limits, _LEAST)
        gains = np.append(table[0] / self._unit, -_PENALTY)
        uses = np.column_stack([table[1 : 1 + count] / size[:, None], np.zeros(count)])
        towards = table[1 + count :] / self._programme.targets[:, None]
        rows = np.vstack([uses, -np.column_stack([towards, np.ones(targets)])])
        bounds = np.concatenate([limits / size, -np.ones(targets)])
        whole = np.append(np.ones(table.shape[1]), 0.0)[None, :]
        found = linprog(-gains, rows, bounds, whole, [1.0], method="highs-ds")
        shadow = np.maximum(-found.ineqlin.marginals, 0.0) * self._unit
        return Mixture(
            choices=tuple(self._choices),
            weights=found.x[:-1],
            prices=Prices(shadow[:count] / size, shadow[count:] / self._programme.targets),
            value=-float(found.fun) * self._unit,
            bound=np.inf,
            missed=float(found.x[-1]),
            tried=tuple(self._tried),
            amounts=table[:, : len(found.x) - 1] @ found.x[:-1],
        )
