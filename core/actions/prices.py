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
    """

    choices: tuple[Choice, ...]
    weights: Floats
    prices: Prices
    value: float
    bound: float
    missed: float
    tried: tuple[Prices, ...]


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
    bound = min(map(mixer.add, start), default=np.inf)
    while True:
        found = mixer.mix()
        bound = min(bound, mixer.add(found.prices))
        enough = bound - found.value <= proven * max(abs(bound), mixer.unit * proven)
        if enough or len(mixer.choices) > most:
            return replace(found, bound=bound)


class _Mixer:
    """Collects plans and mixes them; everything is measured by what there is of it."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        most = np.maximum(programme.gains.max(axis=0, initial=0), 0).sum(dtype=np.float64)
        self.unit = float(most) * programme.weight or 1.0
        limits, targets = len(programme.limits), len(programme.targets)
        self._spare = np.concatenate([[-_PENALTY], np.zeros(limits), -np.ones(targets)])
        self._rows = np.concatenate([np.ones(limits), -np.ones(targets)])
        self._tried = [Prices(np.zeros(limits), np.zeros(targets))]
        self.choices = [np.full(programme.gains.shape[1], NOTHING, dtype=np.int8)]
        self._columns = [np.zeros(1 + limits + targets)]

    def add(self, prices: Prices) -> float:
        """Add the plan that the prices lead to; return what, by them, no plan exceeds."""
        programme = self._programme
        choice, score = best_at(programme, prices)
        gain = float(gathered(programme.gains, choice).sum()) * programme.weight / self.unit
        uses = used(programme, choice) / programme.limits
        towards = done(programme, choice) / programme.targets
        self.choices.append(choice)
        self._tried.append(prices)
        self._columns.append(np.concatenate([[gain], uses, -towards]))
        paid = float(prices.limits @ programme.limits - prices.targets @ programme.targets)
        return float(score.sum(dtype=np.float64)) * programme.weight + paid

    def mix(self) -> Mixture:
        """Mix the plans that there are."""
        plans = len(self._columns)
        table = np.column_stack([*self._columns, self._spare])
        whole = np.append(np.ones(plans), 0.0)[None, :]
        found = linprog(-table[0], table[1:], self._rows, whole, [1.0], method="highs-ds")
        shadow = np.maximum(-found.ineqlin.marginals, 0.0) * self.unit
        limits = len(self._programme.limits)
        prices = Prices(
            shadow[:limits] / self._programme.limits, shadow[limits:] / self._programme.targets
        )
        return Mixture(
            choices=tuple(self.choices[:plans]),
            weights=found.x[:plans],
            prices=prices,
            value=-float(found.fun) * self.unit,
            bound=np.inf,
            missed=float(found.x[plans]),
            tried=tuple(self._tried[:plans]),
        )
