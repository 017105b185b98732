"""How far the measures of the whole company have come, and what of it the actions brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from core.results.figures import settled
from core.results.wording import amount
from core.settings import SATISFACTION, Axis
from core.tables.customers import Floats
from core.tables.periods import MeasureChange
from core.tables.results import Effect, Verdict

_Z = 1.959963984540054
_PER_CENT = 100.0


@dataclass(frozen=True)
class Target:
    """A stated change of a measure: in its unit, or in per cent of the earlier mean."""

    change: float
    relative: bool


def changes(
    axes: Sequence[Axis],
    before: Floats,
    after: Floats,
    effects: Sequence[Effect],
    targets: Mapping[str, Target],
) -> tuple[MeasureChange, ...]:
    """Tell, for each axis, how its mean has changed and how much of that the actions brought.

    The part of the actions is the sum of each effect times the customers treated, over the number
    of all customers; those without a fair test count as nothing.

    Parameters
    ----------
    axes
        The axes.
    before, after
        Shape (customers of the period, axes): values; NaN if missing.
    effects
        All that were measured.
    targets
        Stated targets by measure.
    """
    return tuple(
        _change(axis, before[:, place], after[:, place], effects, targets.get(axis.measure))
        for place, axis in enumerate(axes)
    )


def _change(
    axis: Axis, before: Floats, after: Floats, effects: Sequence[Effect], target: Target | None
) -> MeasureChange:
    relative = axis.measure != SATISFACTION if target is None else target.relative
    was, now = _mean(before), _mean(after)
    customers = int((~np.isnan(before)).sum())
    part, error = _brought(axis.measure, effects, customers)
    unit = abs(was) / _PER_CENT if relative else 1.0
    unit = unit or 1.0
    so_far, reach, overall = part / unit, _Z * error / unit, (now - was) / unit
    reached = None if target is None else _is_reached(so_far, target.change)
    return MeasureChange(
        measure=axis.measure,
        better=axis.direction,
        relative=relative,
        target=None if target is None else target.change,
        so_far=settled(so_far),
        low=settled(so_far - reach),
        high=settled(so_far + reach),
        overall=settled(overall),
        reached=reached,
        told=_told(so_far, overall, effects, (axis.measure, relative, reached)),
    )


def _mean(values: Floats) -> float:
    known = np.sort(values[~np.isnan(values)])
    return float(known.mean()) if len(known) else float("nan")


def _brought(measure: str, effects: Sequence[Effect], customers: int) -> tuple[float, float]:
    """What all actions together brought to the mean of everybody, and its standard error."""
    total = variance = 0.0
    for effect in effects:
        if effect.outcome.name == measure and effect.verdict is not Verdict.UNFAIR:
            total += effect.treated.customers * effect.estimate.effect
            variance += (effect.treated.customers * effect.estimate.error) ** 2
    if not np.isfinite(total + variance):
        return float("nan"), float("nan")
    return total / max(customers, 1), sqrt(variance) / max(customers, 1)


def _is_reached(so_far: float, change: float) -> bool:
    return so_far >= change if change >= 0 else so_far <= change


def _told(
    so_far: float,
    overall: float,
    effects: Sequence[Effect],
    about: tuple[str, bool, bool | None],
) -> str:
    measure, relative, reached = about
    unit = " %" if relative else ""
    told = (
        f"It changed by {amount(overall, 2)}{unit} in all, of which the actions brought "
        f"{amount(so_far, 2)}{unit}; the rest came by itself, or with customers who joined or left."
    )
    if reached is not False:
        return told
    idle = [
        effect.title
        for effect in effects
        if effect.outcome.name == measure and effect.verdict is not Verdict.WORKED
    ]
    if not idle:
        return f"{told} Every action moved it; too few customers got one."
    return f"{told} Without an effect on it that can be shown: {', '.join(idle)}."
