"""Values as an axis sees them."""

import numpy as np
import numpy.typing as npt

from core.settings import Axis, Direction

Floats = npt.NDArray[np.float64]


def oriented(values: Floats, axis: Axis) -> Floats:
    """The values turned so that more is better."""
    if axis.direction is Direction.LESS:
        return -values
    return -measured(values, axis) if axis.direction is Direction.TARGET else values


def measured(values: Floats, axis: Axis) -> Floats:
    """What limits on an axis speak of: the values or, if there is a target, the way to it."""
    if axis.direction is Direction.TARGET and axis.target is not None:
        # 0.1 and 0.3 are equally far from 0.2, which binary numbers do not know
        return np.abs(values - axis.target).round(12)
    return values
