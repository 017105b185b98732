"""What it would take to reach the objectives, and proof of what is out of reach."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.actions.allocation import cheapest, order_of_free, programme_of, solvable
from core.actions.ground import Ground
from core.actions.prices import Floats, Mixture, Programme
from core.actions.programme import NOTICEABLE, representatives, searched
from core.tables.plan import Possible, Takes

FEW = 32_000
"""Customers who stand for all in a very large base."""

_CLOSE = 1e-3


def takes_of(ground: Ground) -> Takes | None:
    """Find the least spend that reaches the objectives, or prove that none does.

    Returns
    -------
    Takes or None
        None if there is no objective.
    """
    return _Search(ground).takes() if ground.effects else None


class _Search:
    """Solves for each objective alone and for all, with the budget and without."""

    def __init__(self, ground: Ground) -> None:
        free = np.flatnonzero(~ground.held)
        order = order_of_free(ground, free)
        everybody = programme_of(ground, free)
        places = representatives(order, FEW)
        few = everybody.of(places) if len(places) < len(free) else everybody
        position = {place: at for at, place in enumerate(places.tolist())}
        self._order = np.array([position[p] for p in order.tolist() if p in position])
        self._ground = ground
        self._in_budget = solvable(few)
        limited = ground.limits.budget is not None
        self._open = solvable(replace(few, uses=few.uses[limited:], limits=few.limits[limited:]))

    def takes(self) -> Takes:
        """Give what it would take."""
        cheap = self._cheapest(self._open)
        missed = cheap.missed if cheap.missed > NOTICEABLE else 0.0
        in_budget = searched(self._in_budget, self._order).missed
        each = tuple(map(self._possible, range(len(self._ground.effects))))
        return Takes(
            least_cost=None if missed else self._money(cheap),
            gain=0.0 if missed else self._gain(cheap),
            missed=missed,
            missed_in_budget=in_budget if in_budget > NOTICEABLE else 0.0,
            each=each,
            breaks_first=self._first(each) if missed else None,
        )

    def _cheapest(self, programme: Programme) -> Mixture:
        return searched(cheapest(programme, self._ground.limits.costs), self._order)

    def _money(self, mixture: Mixture) -> float:
        return float(-mixture.amounts[0]) / self._ground.limits.unit

    def _gain(self, mixture: Mixture) -> float:
        programme = self._open
        total = 0.0
        for choice, weight in zip(mixture.choices, mixture.weights, strict=True):
            if weight > 0:
                own = programme.gains[choice, np.arange(len(choice))].astype(np.float64)
                total += weight * float(own[choice >= 0].sum()) * programme.weight
        return float(total)

    def _possible(self, place: int) -> Possible:
        effect = self._ground.effects[place]
        customers = len(self._ground.held)
        alone = self._cheapest(_only(self._open, place))
        given = effect.objective
        return Possible(
            measure=given.measure,
            change=given.change,
            relative=given.relative,
            most=effect.as_given(self._most(self._open, place), customers),
            most_in_budget=effect.as_given(self._most(self._in_budget, place), customers),
            least_cost=None if alone.missed > NOTICEABLE else self._money(alone),
        )

    def _most(self, programme: Programme, place: int) -> float:
        """The most that any plan does towards an objective."""
        effects = programme.effects[place]
        gains = np.where(np.isfinite(programme.gains), effects, -np.inf).astype(np.float32)
        none = programme.effects[:0]
        only = replace(programme, gains=gains, effects=none, targets=np.zeros(0))
        return searched(only, self._order).value

    def _first(self, each: tuple[Possible, ...]) -> int:
        """Which objective is furthest out of reach by itself."""
        shares = [one.most / one.change for one in each]
        return int(np.argmin(np.round(shares, 9)))


def _only(programme: Programme, place: int) -> Programme:
    """The same programme with one target alone."""
    chosen: npt.NDArray[np.int64] = np.array([place])
    targets: Floats = programme.targets[chosen]
    return replace(programme, effects=programme.effects[chosen], targets=targets)
