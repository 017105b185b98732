"""How distances between customers are measured: ranks, logarithms, or the values themselves.

Every axis is brought to variance 1 times its weight, weights having the mean 1, so that no axis
counts more because of its unit. Values and logarithms are cut off at the 1st and 99th
percentile, so that a few customers far out do not stretch an axis.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers, exact_dot
from core.segments.orientation import oriented
from core.segments.scoring import places_of
from core.settings import Axis, Scaling
from core.settings.model import AxisScale
from core.tables.customers import ScoredCustomers

Floats = npt.NDArray[np.float64]

_ENDS = (0.01, 0.99)
_SMALL = 0.1
_FINEST = 1 << 18
_FARTHEST = 1 << 22


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Where the scored customers lie on the axes that have weight.

    Attributes
    ----------
    places
        Shape (scored customers, weighted axes): whole numbers below 2**23 in size.
    steps
        Shape (weighted axes,): length of one step.
    """

    places: Integers
    steps: Floats

    def points(self) -> Floats:
        """Shape (weighted axes, scored customers): places times steps."""
        return np.asarray(np.ascontiguousarray(self.places.T) * self.steps[:, None])


def scales_for(scored: ScoredCustomers, kind: Scaling) -> tuple[AxisScale, ...]:
    """How distances on each axis are measured, worked out from the scored customers."""
    weights = np.array([axis.weight for axis in scored.axes])
    shares = np.sqrt(weights * (len(weights) / weights.sum())).tolist()
    if kind is Scaling.RANK:
        columns = places_of(scored).T
        return tuple(
            AxisScale(kind, step=share * _unit_variance(column))
            for column, share in zip(columns, shares, strict=True)
        )
    values = scored.values[scored.scored].T
    return tuple(
        _value_scale(oriented(column, axis), kind, share)
        for column, axis, share in zip(values, scored.axes, shares, strict=True)
    )


def coordinates(scored: ScoredCustomers, scales: tuple[AxisScale, ...]) -> Coordinates:
    """Where the scored customers lie, with distances measured by given scales."""
    ranks = places_of(scored)
    columns = [
        ranks[:, place]
        if scale.kind is Scaling.RANK
        else _places(scored.values[scored.scored, place], axis, scale)
        for place, (axis, scale) in enumerate(zip(scored.axes, scales, strict=True))
        if scale.step > 0
    ]
    steps = np.array([scale.step for scale in scales if scale.step > 0])
    return Coordinates(np.column_stack(columns), steps)


def _unit_variance(places: Integers) -> float:
    """Length of a step that gives places around 0 the variance 1."""
    return float(np.sqrt(len(places) / exact_dot(places, places)))


def _value_scale(values: Floats, kind: Scaling, share: float) -> AxisScale:
    """Scale of one axis for values or their logarithms."""
    ordered = np.sort(values)  # so that no sum depends on the order of the customers
    unit = 1.0
    if kind is Scaling.LOG:
        sizes = np.abs(ordered[ordered != 0])
        unit = float(np.quantile(sizes, _SMALL))
        ordered = _logarithm(ordered, unit)
    low, high = np.quantile(ordered, _ENDS).tolist()
    if not low < high:
        low, high = float(ordered[0]), float(ordered[-1])
    kept = np.clip(ordered, low, high)
    middle, deviation = float(np.median(kept)), float(kept.std())
    farthest = max(high - middle, middle - low) / deviation
    finest = min(_FINEST, _FARTHEST / farthest)
    return AxisScale(kind, unit, low, high, middle, deviation / finest, share / finest)


def _logarithm(values: Floats, unit: float) -> Floats:
    """Logarithm of the size, with the sign kept; nearly linear for sizes far below the unit."""
    return np.asarray(np.sign(values) * np.log1p(np.abs(values) / unit))


def _places(values: Floats, axis: Axis, scale: AxisScale) -> Integers:
    """Whole steps from the middle."""
    turned = oriented(values, axis)
    if scale.kind is Scaling.LOG:
        turned = _logarithm(turned, scale.unit)
    inside = np.clip(turned, scale.low, scale.high)
    return np.asarray(np.rint((inside - scale.middle) / scale.spread).astype(np.int64))
