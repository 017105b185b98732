"""Round values for the axes of charts of amounts."""

import math

WANTED = 5
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_step(span: float, wanted: int = WANTED) -> float:
    """Give the round step that divides a span into about as many parts as wanted."""
    if not span > 0:
        return 1.0
    rough = span / wanted
    unit = 10.0 ** math.floor(math.log10(rough))
    return next(unit * step for step in STEPS if unit * step >= rough * (1 - 1e-9))


def round_ticks(low: float, high: float, wanted: int = WANTED) -> tuple[float, ...]:
    """Give round values from below ``low`` to above ``high``, with 0 among them if it lies between.

    At least two.
    """
    step = round_step(high - low, wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(place * step for place in range(first, max(last, first + 1) + 1))
