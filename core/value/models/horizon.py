"""What comes later is worth less today: purchases and margins up to a horizon, discounted."""

from collections.abc import Callable

import numpy as np

from core.value.models.histories import Floats

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(8)


def force_of_interest(yearly_rate: float, periods_in_a_year: float) -> float:
    """Continuous rate in one period that amounts to a yearly rate: ln(1 + d) / periods."""
    return float(np.log1p(yearly_rate) / periods_in_a_year)


def discounted(bought: Callable[[Floats], Floats], end: float, force: float) -> Floats:
    """What is bought until the end, each purchase at what one of today would be worth then.

    The integral of e^(-force t) d bought(t) from 0 to ``end``, by parts and eight points of
    Gauss and Legendre, which is exact to many digits because ``bought`` bends gently.

    Parameters
    ----------
    bought
        Gives the purchases expected within each of some times, shape (times, customers).
    end
        The horizon, in the unit of the model.
    force
        Continuous rate per unit of time.
    """
    inside = end * (1 + _NODES) / 2
    times = np.array([end] if force == 0 else [end, *inside])
    shares = np.exp(-force * times)
    shares[1:] *= force * end / 2 * _WEIGHTS[: len(times) - 1]
    # added up in order, so that the last digit is the same on every machine
    return np.asarray(sum(share * part for share, part in zip(shares, bought(times), strict=True)))


def margin_multiple(retention: float, discount: float, years: float | None = None) -> float:
    """How many yearly margins a customer is worth, the present year's left out.

    m r / (1 + d - r) for all time; up to a horizon the sum of (r / (1 + d))^t, part of the last
    year counted in part.

    Parameters
    ----------
    retention
        r, share of customers who stay for another year, 0 to 1.
    discount
        d, yearly rate.
    years
        Horizon; None for all time.
    """
    factor = retention / (1 + discount)
    if years is None:
        return factor / (1 - factor)
    whole = int(years)
    total = sum(factor**year for year in range(1, whole + 1))
    return total + (years - whole) * factor ** (whole + 1)
