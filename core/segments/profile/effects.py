"""Sizes of differences and how surely they are known."""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

from scipy.optimize import brentq

_Z = 1.959963984540054
_EDGE = 1e-12
_SMALL, _MEDIUM, _LARGE = 0.147, 0.33, 0.474


@dataclass(frozen=True)
class Effect:
    """A size from -1 to 1 with its 95 % interval."""

    size: float
    low: float
    high: float

    @property
    def surely(self) -> float:
        """The least size, without its sign, that the interval leaves; 0 if it may be nothing."""
        return max(self.low, -self.high, 0.0)

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low


def cliff(superiority: float, own: int, others: int) -> Effect:
    """Cliff's delta, from the share of pairs in which one of the own is above one of the others.

    The interval is the fifth of Newcombe (2006), "Confidence intervals for an effect size
    measure based on the Mann-Whitney statistic", Statistics in Medicine 25(4): it stays between
    -1 and 1 and is never empty, even where the groups do not overlap.

    Parameters
    ----------
    superiority
        Share of pairs, ties counting half, 0 to 1.
    own, others
        Customers on either side, at least 1.
    """
    half = (own + others) / 2 - 1

    def beyond(true: float) -> float:
        spread = 1 + half * ((1 - true) / (2 - true) + true / (1 + true))
        return (superiority - true) ** 2 - _Z**2 * true * (1 - true) * spread / (own * others)

    inner = min(max(superiority, _EDGE), 1 - _EDGE)
    low = 0.0 if superiority <= 0 else float(brentq(beyond, 0.0, inner, xtol=_EDGE))
    high = 1.0 if superiority >= 1 else float(brentq(beyond, inner, 1.0, xtol=_EDGE))
    return Effect(2 * superiority - 1, 2 * low - 1, 2 * high - 1)


def difference(own: int, of_own: int, others: int, of_others: int) -> Effect:
    """Difference of two shares, the first less the second.

    The interval is the hybrid score interval, method 10 of Newcombe (1998), "Interval estimation
    for the difference between independent proportions", Statistics in Medicine 17(8).
    """
    first, low_first, high_first = _wilson(own, of_own)
    second, low_second, high_second = _wilson(others, of_others)
    size = first - second
    return Effect(
        size,
        size - sqrt((first - low_first) ** 2 + (high_second - second) ** 2),
        size + sqrt((high_first - first) ** 2 + (second - low_second) ** 2),
    )


def _wilson(count: int, total: int) -> tuple[float, float, float]:
    """A share and the ends of its 95 % score interval, Wilson (1927)."""
    share = count / total
    middle = share + _Z**2 / (2 * total)
    reach = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2))
    scale = 1 + _Z**2 / total
    return share, (middle - reach) / scale, (middle + reach) / scale


def correlation(size: float, customers: int) -> Effect:
    """Rank correlation with the interval of Fieller, Hartley and Pearson (1957).

    Parameters
    ----------
    size
        Spearman's correlation.
    customers
        At least 4.
    """
    inside = min(max(size, -1 + 1e-12), 1 - 1e-12)
    reach = _Z * sqrt(1.06 / (customers - 3))
    return Effect(size, tanh(atanh(inside) - reach), tanh(atanh(inside) + reach))


def degree(effect: Effect) -> str:
    """How great an effect is: "far", "clearly", "somewhat" or "slightly".

    Limits are those of Romano and others (2006), "Appropriate statistics for ordinal level
    data", for Cliff's delta.
    """
    size = abs(effect.size)
    if size >= _LARGE:
        return "far"
    if size >= _MEDIUM:
        return "clearly"
    return "somewhat" if size >= _SMALL else "slightly"
