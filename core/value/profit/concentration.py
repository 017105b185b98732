"""How unevenly earnings are spread over the customers."""

from math import ceil

import numpy as np

from core.tables.profit import Concentration
from core.value.columns import Floats

_MOST = 0.8
_TOP = (0.1, 0.2, 0.5)


def concentration(earned: Floats, of: str) -> Concentration | None:
    """Tell how unevenly the earnings are spread; None if there are none above 0.

    Parameters
    ----------
    earned
        Shape (customers,): what each brings; losses count as 0.
    of
        What it is.
    """
    largest = -np.sort(-np.maximum(earned, 0.0))
    total = float(largest.sum())
    if not total > 0:
        return None
    summed = np.cumsum(largest)
    enough = int(np.searchsorted(summed, _MOST * summed[-1], side="left")) + 1
    count = len(largest)
    tenth, fifth, half = (float(summed[ceil(share * count) - 1] / summed[-1]) for share in _TOP)
    return Concentration(of, gini(largest), enough / count, (tenth, fifth, half))


def gini(values: Floats) -> float:
    """Gini coefficient of values that are not below 0; 0 if they are all alike.

    Mean difference of two values over twice the mean, which of values in ascending order is
    2 sum(i v_i) / (n sum(v)) - (n + 1) / n.
    """
    ascending = np.sort(values)
    count, total = len(ascending), float(ascending.sum())
    if not total > 0:
        return 0.0
    ranked = float(np.arange(1, count + 1) @ ascending)
    return 2 * ranked / (count * total) - (count + 1) / count
