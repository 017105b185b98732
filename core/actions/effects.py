"""What actions do towards the objectives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.actions.conditions import holds_numbers
from core.actions.gain import Weighing
from core.actions.worth import axis_of, segment_means
from core.errors import UserError
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, Objective

Floats = npt.NDArray[np.float64]

IN_SUM = (COST_TO_SERVE, LIFETIME_VALUE)
"""Measures that count in sum, so that who is lost counts as 0; of others the mean counts."""

_PER_CENT = 100.0


@dataclass(frozen=True, eq=False)
class Effect:
    """What actions do towards one objective.

    Attributes
    ----------
    objective
        What is wanted.
    today
        Mean of the measure over the scored customers.
    wanted
        What is wanted in all, towards the objective, above 0.
    changes
        Shape (segments, segments): change of the measure that a customer of the first brings
        who arrives in the second, against a customer who moves by themselves; towards the
        objective is above 0.
    """

    objective: Objective
    today: float
    wanted: float
    changes: Floats

    def of(self, weighing: Weighing) -> npt.NDArray[np.float32]:
        """What every action does for every scored customer, shape (actions, scored)."""
        changes = self.changes.astype(np.float32).ravel()
        customers = weighing.customers
        start = (customers.codes.astype(np.int64) - 1) * len(self.changes)
        return np.stack(
            [
                arrivals * changes[start + np.maximum(endings, 1) - 1]
                for arrivals, endings in zip(customers.arrivals, customers.endings, strict=True)
            ]
        )

    def as_given(self, total: float, customers: int) -> float:
        """Give a change in all in the unit in which the objective is given."""
        change = self._towards * total / customers
        return _PER_CENT * change / self.today if self.objective.relative else change

    @property
    def _towards(self) -> float:
        return 1.0 if self.objective.change > 0 else -1.0


def effects_of(weighing: Weighing, objectives: tuple[Objective, ...]) -> tuple[Effect, ...]:
    """Work out what actions do towards each objective, within a year.

    A customer who arrives somewhere has the mean of the measure there, instead of what customers
    of their segment have a year on by themselves.

    Raises
    ------
    UserError
        If an objective is about no number that customers have, or wants no change, or a share
        of nothing.
    """
    return tuple(_effect(weighing, objective) for objective in objectives)


def _effect(weighing: Weighing, objective: Objective) -> Effect:
    segments = weighing.situation.customers.segments
    values = _values(weighing, objective)
    own = values[weighing.customers.rows]
    today = float(np.nanmean(own)) if not np.isnan(own).all() else 0.0
    change = objective.change * today / _PER_CENT if objective.relative else objective.change
    if not np.isfinite(change) or change == 0:
        raise UserError(
            f"The objective for {objective.measure} asks for no change.",
            "Give a change that is not 0; a change in per cent needs a mean that is not 0 today.",
        )
    means = segment_means(np.where(np.isnan(values), today, values), segments).means
    chances = weighing.situation.states.moves.chances
    later = chances[:, :-1] @ means
    if objective.measure not in IN_SUM:
        staying = chances[:, :-1].sum(axis=1)
        later = np.divide(later, staying, means.copy(), where=staying > 0)
    towards = 1.0 if objective.change > 0 else -1.0
    changes = towards * (means[None, :] - later[:, None])
    wanted = towards * change * len(own)
    if wanted < 0:
        raise UserError(
            f"The mean of {objective.measure} is below 0, so a change of it in per cent would go "
            "the other way.",
            "Give the change in the unit of the measure.",
        )
    return Effect(objective, today, wanted, changes)


def _values(weighing: Weighing, objective: Objective) -> Floats:
    """Value of the measure of each customer, NaN where it is missing."""
    customers = weighing.situation.customers
    place = axis_of(objective.measure, customers.scored.axes)
    if place is not None:
        return customers.scored.values[:, place]
    table = customers.table.table
    if objective.measure in table and holds_numbers(table[objective.measure]):
        return table[objective.measure].to_numpy(dtype=np.float64, na_value=np.nan)
    names = ", ".join(axis.measure for axis in customers.scored.axes)
    raise UserError(
        f"There is no number called ‘{objective.measure}’ to set an objective for.",
        f"Name an axis ({names}) or a column of numbers.",
    )
