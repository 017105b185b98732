"""Round values on a common scale."""

import math

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
WANTED = 8
MOST_DECIMALS = 6


def tick_decimals(ticks: tuple[float, ...]) -> int:
    """Tell how many decimals tell all ticks apart."""
    step = min((abs(tick) for tick in ticks if tick), default=1.0)
    digits = 0
    while digits < MOST_DECIMALS and any(
        abs(round(tick, digits) - tick) > step / 100 for tick in ticks
    ):
        digits += 1
    return digits


def whole_ticks(ends: list[float]) -> tuple[float, ...]:
    """Give the whole numbers that span all the given ones, 0 and 1."""
    low, high = math.floor(min([0.0, *ends])), math.ceil(max([1.0, *ends]))
    return tuple(float(place) for place in range(low, high + 1))


def round_ticks(ends: list[float]) -> tuple[float, ...]:
    """Give round values, at even steps, that span all the given ones and zero."""
    low, high = min([0.0, *ends]), max([0.0, *ends])
    wanted = (high - low) / WANTED or 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(part * power for part in STEPS if part * power >= wanted * (1 - 1e-9))
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(place * step for place in range(first, max(last, first + 1) + 1))
